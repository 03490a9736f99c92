import { type Currency, minorDigits } from '@/server/domain/shared/money';
import { clockOf, dateAt, minuteAt } from '@/server/domain/shared/time';

/** `12,300`, `-1,234.50`: digits for a column whose currency stands above it. */
export const amountText = (minor: number, currency: Currency): string => {
  const digits = minorDigits(currency);
  return (minor / 10 ** digits).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
};

/** In whole units, as a spreadsheet counts. */
export const amountNumber = (minor: number, currency: Currency): number => minor / 10 ** minorDigits(currency);

/** The local date and time of an instant. */
export function wallClock(atMs: number, zone: string): { date: string; time: string } {
  const date = dateAt(atMs, zone);
  return { date, time: clockOf(minuteAt(atMs, date, zone)) };
}
