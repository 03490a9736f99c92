const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long something still lasts, as coarse as it is said: days, then hours, then that it is nearly over. */
export type Lasting = { unit: 'days' | 'hours' | 'soon'; count: number };

/** Whole days or hours left, rounded down, so that nothing is promised which is not there. */
export function lasting(untilMs: number, nowMs: number): Lasting {
  const left = untilMs - nowMs;
  if (left >= DAY_MS) return { unit: 'days', count: Math.floor(left / DAY_MS) };
  if (left >= HOUR_MS) return { unit: 'hours', count: Math.floor(left / HOUR_MS) };
  return { unit: 'soon', count: 0 };
}

/** So near that a date says less than what is left. */
export const isNear = (untilMs: number, nowMs: number) => untilMs - nowMs < 7 * DAY_MS;

/** So little is left that it is worth a colour. */
export const isShort = (untilMs: number, nowMs: number) => untilMs - nowMs < 2 * DAY_MS;

/** "2:05:09" of seconds; days stand before it in words. */
export function clockOfSeconds(seconds: number): { days: number; clock: string } {
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const clock = `${hours > 0 || days > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
  return { days, clock };
}
