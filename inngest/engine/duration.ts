const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * Milliseconds of a duration as the SDK writes it (`1h30m`, `2d`, `500ms`). `undefined` if it is not one; an empty text is
 * 0, for that is how the SDK writes a duration of nothing.
 */
export function parseDurationMs(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)];
  if (parts.map((part) => part[0]).join('') !== text.trim()) return undefined;
  return parts.reduce((total, [, count, unit]) => total + Number(count) * (UNIT_MS[unit as string] as number), 0);
}

/** The instant (milliseconds since 1970) a duration or an ISO date means, seen from `now`; `undefined` if it is neither. */
export function parseWhen(text: string, now: number): number | undefined {
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? undefined : at;
  }
  const ms = parseDurationMs(text);
  return ms === undefined ? undefined : now + ms;
}

/** The instant a `retry-after` header means: seconds, or a date. */
export function parseRetryAfter(header: string, now: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(header)) return now + Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : at;
}

const STEPS_MS = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200].map((seconds) => seconds * 1_000);

/** Wait before the retry after failed attempt `attempt` (from 0), as Inngest's servers wait: 15 s to 2 h, plus up to 30 s. */
export const serverBackoffMs = (attempt: number): number =>
  (STEPS_MS[Math.min(attempt, STEPS_MS.length - 1)] as number) + Math.random() * 30_000;
