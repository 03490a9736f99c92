import { type Currency, minorDigits } from '@/server/domain/shared/money';
import type { MailLocale } from './types';

type Clock = { timeZone: string; locale: MailLocale };
type Parts = Record<'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute', string>;

const HOUR_MS = 3_600_000;
/** Before this hour a time belongs, in most people's minds, to the night before. */
const NIGHT_ENDS_HOUR = 4;

/** Making a formatter costs more than a hundred uses of it. There are as many as zones and languages. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const plainWon = new Intl.NumberFormat('ko-KR');

function clockFormat({ timeZone, locale }: Clock): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const known = clocks.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ko-KR', {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(key, format);
  return format;
}

function partsOf(instant: Date, clock: Clock): Parts {
  const format = clockFormat(clock);
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value])) as Parts;
}

/** "Fri 27 Nov", "11월 27일 (금)". The year is written when it is not that of `now`. */
export function mailDay(instant: Date, clock: Clock, now: Date = instant): string {
  const part = partsOf(instant, clock);
  const other = partsOf(now, clock).year !== part.year;
  if (clock.locale === 'ko') return `${other ? `${part.year}년 ` : ''}${part.month} ${part.day}일 (${part.weekday})`;
  // Intl writes "Sept"; three letters for every month.
  return `${part.weekday} ${part.day} ${part.month.slice(0, 3)}${other ? ` ${part.year}` : ''}`;
}

/** "19:00", on the wall of the restaurant. */
export function mailTime(instant: Date, clock: Clock): string {
  const part = partsOf(instant, clock);
  return `${part.hour}:${part.minute}`;
}

/** "Fri 27 Nov, 19:00", "11월 27일 (금) 19:00". */
export function mailDayTime(instant: Date, clock: Clock, now?: Date): string {
  return `${mailDay(instant, clock, now)}${clock.locale === 'ko' ? ' ' : ', '}${mailTime(instant, clock)}`;
}

/** The zone in words: "Seoul time", "서울 시간". */
export function mailZone(instant: Date, { timeZone, locale }: Clock): string {
  if (locale === 'en') return `${(timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')} time`;
  if (timeZone === 'Asia/Seoul') return '서울 시간';
  const parts = new Intl.DateTimeFormat('ko-KR', { timeZone, timeZoneName: 'shortGeneric' }).formatToParts(instant);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** For a time after midnight, the day whose night it is ("Fri 27 Nov"); null for any other time. */
export function nightBefore(instant: Date, clock: Clock): string | null {
  const hour = Number(partsOf(instant, clock).hour);
  if (hour >= NIGHT_ENDS_HOUR) return null;
  return mailDay(new Date(instant.getTime() - (hour + 6) * HOUR_MS), clock);
}

/** "₩40,000", "40,000원"; other currencies as the language writes them. Cents are shown only when there are any. */
export function mailMoney(amountMinor: number, currency: Currency, locale: MailLocale): string {
  const digits = minorDigits(currency);
  const amount = amountMinor / 10 ** digits;
  const language = locale === 'ko' ? 'ko-KR' : 'en-GB';
  if (currency === 'KRW' && locale === 'ko') return `${plainWon.format(amount)}원`;
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: Number.isInteger(amount) ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount);
}
