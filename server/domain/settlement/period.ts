import { addDays, dateAt, dayOfMonth, instantFrom, type ServiceDate, weekdayOf } from '../shared/time';

/** How often a restaurant is settled: every Monday to Sunday, on the 15th and at the end of a month, or at its end. */
export const SETTLEMENT_PERIODS = ['weekly', 'twice_monthly', 'monthly'] as const;
export type SettlementPeriod = (typeof SETTLEMENT_PERIODS)[number];

export type PeriodDates = { firstDate: ServiceDate; lastDate: ServiceDate };

/**
 * A period is closed no earlier than so long after its end. An entry's time is the database's clock as its transaction read it: the
 * transaction may commit later, but the database ends one that is left alone after 20 s. Fifteen minutes are far beyond both.
 */
export const CLOSING_MARGIN_MS = 15 * 60_000;

/** A payout is due so many business days after its period's last date. */
export const DUE_BUSINESS_DAYS = 3;

/** The period that a date lies in. */
export function periodOf(period: SettlementPeriod, date: ServiceDate): PeriodDates {
  if (period === 'weekly') {
    const firstDate = addDays(date, 1 - weekdayOf(date));
    return { firstDate, lastDate: addDays(firstDate, 6) };
  }
  const endOfMonth = dayOfMonth(date, 0, 31);
  if (period === 'monthly') return { firstDate: dayOfMonth(date, 0, 1), lastDate: endOfMonth };
  const middle = dayOfMonth(date, 0, 15);
  return date <= middle
    ? { firstDate: dayOfMonth(date, 0, 1), lastDate: middle }
    : { firstDate: addDays(middle, 1), lastDate: endOfMonth };
}

/** The period before the one that a date lies in. */
export const periodBefore = (period: SettlementPeriod, date: ServiceDate): PeriodDates =>
  periodOf(period, addDays(periodOf(period, date).firstDate, -1));

/** The instant at which a date is over by the clock of a zone: exclusive end of a statement, inclusive begin of the next. */
export const endOfDate = (date: ServiceDate, zone: string): number => instantFrom(addDays(date, 1), 0, zone);

/** So many Mondays to Fridays after a date. Public holidays are not known: banks do then what they do with any transfer. */
export function businessDaysAfter(date: ServiceDate, days: number): ServiceDate {
  let due = date;
  for (let left = days; left > 0; ) {
    due = addDays(due, 1);
    if (weekdayOf(due) <= 5) left--;
  }
  return due;
}

/** When the payout of a period is due. */
export const dueDateOf = (lastDate: ServiceDate): ServiceDate => businessDaysAfter(lastDate, DUE_BUSINESS_DAYS);

/** The period a restaurant is in now, until when it runs, and when its payout is due. */
export function currentPeriod(
  period: SettlementPeriod,
  zone: string,
  nowMs: number,
): PeriodDates & { untilMs: number; dueDate: ServiceDate } {
  const dates = periodOf(period, dateAt(nowMs, zone));
  return { ...dates, untilMs: endOfDate(dates.lastDate, zone), dueDate: dueDateOf(dates.lastDate) };
}

/** The last period that can be closed now in every one of the zones. */
export function lastClosable(period: SettlementPeriod, zones: readonly string[], nowMs: number): PeriodDates {
  const ended = zones.map((zone) => periodBefore(period, dateAt(nowMs - CLOSING_MARGIN_MS, zone)));
  return ended.reduce((one, other) => (other.lastDate < one.lastDate ? other : one));
}
