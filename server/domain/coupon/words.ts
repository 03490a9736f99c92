import { type Currency, minorDigits } from '../shared/money';
import { clockOf, type Minute } from '../shared/time';

/** A text in every language of the product. */
export type Words = { ko: string; en: string };
export type Locale = keyof Words;

/** What a rule's words need besides the rule itself. */
export type WordContext = {
  currency: Currency;
  /** A restaurant's name in a language; null when it is not known. */
  restaurantName: (id: string, locale: Locale) => string | null;
};

const formats = new Map<string, Intl.NumberFormat>();

/** "5,000원", "₩5,000"; other currencies as the language writes them, with cents only when there are any. */
export function sayMoney(amountMinor: number, currency: Currency, locale: Locale): string {
  const digits = minorDigits(currency);
  const amount = amountMinor / 10 ** digits;
  const shown = Number.isInteger(amount) ? 0 : digits;
  if (currency === 'KRW' && locale === 'ko') return `${format('ko', '', 0).format(amount)}원`;
  return format(locale, currency, shown).format(amount);
}

function format(locale: Locale, currency: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const money = currency ? ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const) : {};
  const made = new Intl.NumberFormat(locale === 'ko' ? 'ko-KR' : 'en-GB', {
    ...money,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}

const DAYS: Words[] = [
  { ko: '월', en: 'Mon' },
  { ko: '화', en: 'Tue' },
  { ko: '수', en: 'Wed' },
  { ko: '목', en: 'Thu' },
  { ko: '금', en: 'Fri' },
  { ko: '토', en: 'Sat' },
  { ko: '일', en: 'Sun' },
];

/** "월·화", "Mon, Tue"; 1 is Monday. Runs of three and more are said as such: "월–금", "Mon to Fri". */
export function sayWeekdays(weekdays: readonly number[], locale: Locale): string {
  const days = [...weekdays].sort((a, b) => a - b);
  const name = (day: number) => DAYS[day - 1]?.[locale] ?? '';
  const isRun = days.length > 2 && days.at(-1)! - days[0]! === days.length - 1;
  if (isRun) return `${name(days[0]!)}${locale === 'ko' ? '–' : ' to '}${name(days.at(-1)!)}`;
  return days.map(name).join(locale === 'ko' ? '·' : ', ');
}

export const sayClock = (minute: Minute): string => clockOf(minute);

/** The same text made for every language. */
export const inBoth = (say: (locale: Locale) => string): Words => ({ ko: say('ko'), en: say('en') });
