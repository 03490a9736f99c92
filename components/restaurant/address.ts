/** `19:00`, and `25:30` for the small hours, so that an address names the evening it belongs to. */
export const writeMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The minute an address names; null when it names none. */
export function readMinute(text: string | undefined): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text ?? '') ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && Number(minutes) < 60 && minute < 2160 ? minute : null;
}

/** A party and when it wants to come: `date` is `YYYY-MM-DD`, `minute` counts from its midnight and may pass 1440. */
export type When = { party: number; date: string; minute: number };

export const whenParams = ({ party, date, minute }: When) =>
  new URLSearchParams({ party: String(party), date, time: writeMinute(minute) });

/** The colon is allowed in a query, and reads better than its code. */
export const writeAddress = (path: string, params: URLSearchParams) =>
  `${path}?${params.toString().replaceAll('%3A', ':')}`;

/**
 * The address of a restaurant for that party and time. With `pick` that start is chosen there already: the reader is one
 * press from holding it. `replaces` is a hold to be given up for it.
 */
export function restaurantHref(slug: string, when: When, choice: { pick?: number; replaces?: string } = {}): string {
  const params = whenParams(when);
  if (choice.pick !== undefined) params.set('pick', writeMinute(choice.pick));
  if (choice.replaces) params.set('replaces', choice.replaces);
  return writeAddress(`/r/${encodeURIComponent(slug)}`, params);
}
