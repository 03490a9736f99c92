/** How an instant is written: the full day and time, only one of them, the day spelled out, or as short as it can be. */
export type DateTimeStyle = 'dayTime' | 'day' | 'time' | 'longDay' | 'shortDate';

type Parts = { year: string; month: string; day: string; weekday: string; hour: string; minute: string };

function partsOf(instant: Date, timeZone: string, locale: string, long: boolean): Parts {
  const width = long ? 'long' : 'short';
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone,
    year: 'numeric',
    month: width,
    day: 'numeric',
    weekday: width,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value])) as Parts;
}

/**
 * An instant in a place's own time: "Fri 27 Nov, 19:00" or "11월 27일 (금) 19:00". The year is written only when it is not
 * the year of `now`. The zone has to be given: a time is always somebody's time.
 */
export function formatDateTime(
  instant: Date,
  { timeZone, locale, style = 'dayTime', now }: { timeZone: string; locale: string; style?: DateTimeStyle; now?: Date },
): string {
  const part = partsOf(instant, timeZone, locale, style === 'longDay');
  const time = `${part.hour}:${part.minute}`;
  if (style === 'time') return time;
  if (style === 'shortDate')
    return locale === 'ko' ? `${Number.parseInt(part.month, 10)}/${part.day}` : `${part.day} ${part.month}`;
  const year = now && partsOf(now, timeZone, locale, false).year !== part.year ? part.year : '';
  const day =
    locale === 'ko'
      ? `${year && `${year}년 `}${part.month} ${part.day}일 ${style === 'longDay' ? part.weekday : `(${part.weekday})`}`
      : `${part.weekday} ${part.day} ${part.month}${year && ` ${year}`}`;
  if (style === 'day' || style === 'longDay') return day;
  return locale === 'ko' ? `${day} ${time}` : `${day}, ${time}`;
}

/** A calendar day `YYYY-MM-DD` (no zone: a date on a wall calendar), written like the day of `formatDateTime`. */
export function formatDay(date: string, locale: string, style: 'day' | 'longDay' = 'day', today?: string): string {
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  return formatDateTime(at(date), { timeZone: 'UTC', locale, style, now: today ? at(today) : undefined });
}

/** The month of a calendar day by its name: "January" or "1월". */
export const formatMonth = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' }).format(new Date(`${date}T00:00:00Z`));

/** Minutes after midnight of a service day as a clock shows them: 1530 is 01:30 (of the next day). */
export function formatMinute(minute: number): string {
  const clock = ((minute % 1440) + 1440) % 1440;
  return `${String(Math.floor(clock / 60)).padStart(2, '0')}:${String(clock % 60).padStart(2, '0')}`;
}

/** Whether two zones show another wall clock at this instant; Seoul and Tokyo never do. */
export function clocksDiffer(instant: Date, a: string, b: string): boolean {
  const wall = (timeZone: string) => {
    const part = partsOf(instant, timeZone, 'en', false);
    return `${part.year} ${part.month} ${part.day} ${part.hour}:${part.minute}`;
  };
  return wall(a) !== wall(b);
}

/** The city of a zone: `Asia/Seoul` is `Seoul`. */
export function zoneCity(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
