const DAY = 1440;
/** Service may start until noon of the next day. */
const LAST = 36 * 60;

const NEXT_DAY = /^(?:\+1|next day|next|다음 ?날|익일)\s*|\s*(?:\+1|\(?next day\)?|\(?다음 ?날\)?|\(?익일\)?)$/i;

/**
 * Minutes after a service day's midnight from what somebody types: `18:00`, `1800`, `18`, and for the morning after `25:30`,
 * `01:30 +1` or `next day 01:30`. Null when it is no time.
 */
export function readClock(typed: string): number | null {
  const text = typed.trim();
  const clock = text.replace(NEXT_DAY, '');
  const parts = /^(\d{1,2})(?:[:.](\d{2})|시(?:\s?(\d{2})분)?)?$/.exec(clock) ?? /^(\d{2})(\d{2})$/.exec(clock);
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? parts[3] ?? 0)];
  if (minutes > 59) return null;
  const nextDay = clock !== text && hours < 24;
  const minute = hours * 60 + minutes + (nextDay ? DAY : 0);
  return minute <= LAST ? minute : null;
}

/** As it is written into a field: 1530 is `25:30`, one number a person in a kitchen reads without thinking. */
export const writeClock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
