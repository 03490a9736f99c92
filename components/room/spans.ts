/** A stretch of time as people say it. */
export type Span = { unit: 'seconds' | 'minutes' | 'hours'; hours: number; minutes: number };

const MINUTE_MS = 60_000;

/** Rounded so that it does not change with every call: minutes one by one to ten, then by fives; hours by quarters. */
export function spanOf(ms: number): Span {
  if (ms < MINUTE_MS) return { unit: 'seconds', hours: 0, minutes: 0 };
  const exact = ms / MINUTE_MS;
  const step = exact <= 10 ? 1 : exact <= 60 ? 5 : 15;
  const minutes = Math.ceil(exact / step) * step;
  if (minutes < 60) return { unit: 'minutes', hours: 0, minutes };
  return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** `4:05`, `1:04:05`: what is left until an instant, never below nothing. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
