const SEOUL_OFFSET_MS = 9 * 60 * 60 * 1000;

/** `2026-11-20T21:00:00+09:00`; Seoul has had no daylight saving time since 1988. */
export function seoulTime(epochMs: number): string {
  return `${new Date(epochMs + SEOUL_OFFSET_MS).toISOString().slice(0, 19)}+09:00`;
}

/** `2026-11-20T21:00:00.123000`: the form webhooks carry, without any offset. */
export function seoulTimeWithoutOffset(epochMs: number): string {
  return `${new Date(epochMs + SEOUL_OFFSET_MS).toISOString().slice(0, 23)}000`;
}

/** `2026-11-20`, the calendar day in Seoul. */
export function seoulDate(epochMs: number): string {
  return new Date(epochMs + SEOUL_OFFSET_MS).toISOString().slice(0, 10);
}

/** Epoch ms of a Seoul wall-clock time (`2026-11-20` or `2026-11-20T21:00:00`); undefined when it is not one. */
export function parseSeoulTime(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/.test(text)) return undefined;
  const at = Date.parse(text.length === 10 ? `${text}T00:00:00+09:00` : `${text}+09:00`);
  return Number.isNaN(at) ? undefined : at;
}

/** The day `days` business days (Monday to Friday; public holidays are not known here) after `date`. */
export function addBusinessDays(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  let left = days;
  while (left > 0) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left -= 1;
  }
  return day.toISOString().slice(0, 10);
}
