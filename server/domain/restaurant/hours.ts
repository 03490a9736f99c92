import { type Calendar, DEFAULT_TURN_TIMES, type Period, periodsOn } from '../availability/calendar';
import { MOST_DAYS_AHEAD, type Opening } from '../availability/opening';
import { addDays, type Minute, type ServiceDate } from '../shared/time';
import { type Problem, rangeProblem } from './problems';

/** A service as its owner writes it down. Weekdays are 1 (Monday) to 7 (Sunday). */
export type PeriodDraft = Period & { name: string; nameEn: string | null; weekdays: number[] };

/** All that a restaurant sets about when it takes guests. */
export type HoursDraft = {
  slotMinutes: number;
  periods: PeriodDraft[];
  turnTimes: { partyMax: number; minutes: number }[];
  opening: Opening;
  minNoticeMinutes: number;
  /** Guests who may start in one slot; null is no limit. */
  pacingCovers: number | null;
  holdMinutes: number;
  maxParty: number;
};

export const SLOT_CHOICES = [15, 30, 60];
const DAY = 1440;
/** Service may start until noon of the next day, as in the database. */
const LAST_MINUTE = 2159;
const MOST_PERIODS = 20;

export const toWeekdayMask = (weekdays: readonly number[]): number =>
  weekdays.reduce((mask, weekday) => mask | (1 << (weekday - 1)), 0);

export const fromWeekdayMask = (mask: number): number[] =>
  [1, 2, 3, 4, 5, 6, 7].filter((weekday) => mask & (1 << (weekday - 1)));

/** Everything wrong with hours; empty when they can be saved. */
export function hoursProblems(hours: HoursDraft): Problem[] {
  const { slotMinutes, periods, pacingCovers, maxParty } = hours;
  if (!SLOT_CHOICES.includes(slotMinutes)) return [{ field: 'slotMinutes', problem: 'choice' }];
  return [
    ...openingProblems(hours.opening),
    ...rangeProblem('minNoticeMinutes', hours.minNoticeMinutes, 0, 30 * DAY),
    ...rangeProblem('holdMinutes', hours.holdMinutes, 1, 60),
    ...rangeProblem('maxParty', maxParty, 1, 200),
    ...(pacingCovers === null ? [] : rangeProblem('pacingCovers', pacingCovers, 1, 2_000)),
    ...(pacingCovers !== null && pacingCovers < maxParty
      ? [{ field: 'pacingCovers', problem: 'below-max-party' }]
      : []),
    ...turnTimeProblems(hours.turnTimes),
    ...(periods.length > MOST_PERIODS ? [{ field: 'periods', problem: 'too-many' }] : []),
    ...periods.flatMap((period, index) => periodProblems(period, slotMinutes, 'periods', index)),
    ...periods.flatMap((period, index) => weekProblems(hours, period, index)),
  ];
}

/** A date opens on a day before it, so that none is over before it could be booked. */
export const openingProblems = (opening: Opening): Problem[] => [
  ...rangeProblem('openingMinute', opening.minute, 0, DAY - 1),
  ...(opening.kind === 'rolling'
    ? rangeProblem('daysAhead', opening.daysAhead, 1, MOST_DAYS_AHEAD)
    : rangeProblem('dayOfMonth', opening.dayOfMonth, 1, 28)),
];

/** What is wrong with one service by itself. */
export function periodProblems(
  period: Omit<PeriodDraft, 'weekdays'> & { weekdays?: number[] },
  slotMinutes: number,
  field: string,
  index: number,
): Problem[] {
  const { name, weekdays, opensMinute, lastSeatingMinute } = period;
  const problem = (word: string): Problem => ({ field, index, problem: word });
  const problems = [
    ...rangeProblem(field, opensMinute, 0, LAST_MINUTE, index),
    ...rangeProblem(field, lastSeatingMinute, 0, LAST_MINUTE, index),
  ];
  if (name.trim() === '') problems.push(problem('no-name'));
  const days = weekdays ?? [1];
  if (days.length === 0 || new Set(days).size < days.length || days.some((day) => !isWeekday(day)))
    problems.push(problem('weekdays'));
  if (lastSeatingMinute < opensMinute) problems.push(problem('order'));
  if (opensMinute % slotMinutes !== 0 || lastSeatingMinute % slotMinutes !== 0) problems.push(problem('off-grid'));
  return problems;
}

const isWeekday = (day: number) => Number.isInteger(day) && day >= 1 && day <= 7;

/** Two services of one weekday may not overlap, and none may keep its tables into the next day's service. */
function weekProblems(hours: HoursDraft, period: PeriodDraft, index: number): Problem[] {
  const problems: Problem[] = [];
  const sharesDay = (other: PeriodDraft, offset: number) =>
    period.weekdays.some((day) => other.weekdays.includes(((day - 1 + offset) % 7) + 1));
  if (hours.periods.some((other, at) => at < index && sharesDay(other, 0) && overlap(period, other)))
    problems.push({ field: 'periods', index, problem: 'overlap' });
  const endsMinute = period.lastSeatingMinute + longestTurn(hours.turnTimes);
  if (hours.periods.some((next) => sharesDay(next, 1) && endsMinute > DAY + next.opensMinute))
    problems.push({ field: 'periods', index, problem: 'runs-into-next-day' });
  return problems;
}

const overlap = (a: Period, b: Period): boolean =>
  a.opensMinute <= b.lastSeatingMinute && b.opensMinute <= a.lastSeatingMinute;

function turnTimeProblems(turnTimes: HoursDraft['turnTimes']): Problem[] {
  if (turnTimes.length === 0) return [{ field: 'turnTimes', problem: 'none' }];
  return turnTimes.flatMap((row, index) => [
    ...rangeProblem('turnTimes', row.partyMax, 1, 200, index),
    ...rangeProblem('turnTimes', row.minutes, 15, 720, index),
    ...(turnTimes.findIndex((other) => other.partyMax === row.partyMax) < index
      ? [{ field: 'turnTimes', index, problem: 'twice' }]
      : []),
  ]);
}

const longestTurn = (turnTimes: HoursDraft['turnTimes']): number =>
  Math.max(...(turnTimes.length > 0 ? turnTimes : DEFAULT_TURN_TIMES).map((row) => row.minutes));

/** What is wrong with one day's own hours, by themselves. */
export const specialDayProblems = (periods: Omit<PeriodDraft, 'weekdays'>[], slotMinutes: number): Problem[] => [
  ...(periods.length > MOST_PERIODS ? [{ field: 'periods', problem: 'too-many' }] : []),
  ...periods.flatMap((period, index) => [
    ...periodProblems(period, slotMinutes, 'periods', index),
    ...(periods.some((other, at) => at < index && overlap(period, other))
      ? [{ field: 'periods', index, problem: 'overlap' }]
      : []),
  ]),
];

/**
 * Whether the service of a date may keep its tables when the next date's begins. A table is counted by service day, so
 * such a night would give one table to two parties.
 */
export function runsIntoNextDay(calendar: Calendar, date: ServiceDate): boolean {
  const next = periodsOn(calendar, addDays(date, 1));
  const opens = Math.min(...next.map((period) => period.opensMinute));
  const last: Minute = Math.max(...periodsOn(calendar, date).map((period) => period.lastSeatingMinute));
  return last + longestTurn(calendar.turnTimes) > DAY + opens;
}
