import { describe, expect, it } from 'vitest';
import type { HoursDraft } from '@/server/domain/restaurant/hours';
import { hoursSchema, toHoursDraft, toHoursValues } from './hours-schema';

const HOURS: HoursDraft = {
  slotMinutes: 30,
  periods: [
    { name: '저녁', nameEn: 'Dinner', weekdays: [1, 2, 3], opensMinute: 1080, lastSeatingMinute: 1530 },
    { name: '점심', nameEn: null, weekdays: [6], opensMinute: 720, lastSeatingMinute: 840 },
  ],
  turnTimes: [
    { partyMax: 2, minutes: 90 },
    { partyMax: 8, minutes: 120 },
  ],
  opening: { kind: 'rolling', daysAhead: 30, minute: 0 },
  minNoticeMinutes: 60,
  pacingCovers: null,
  holdMinutes: 7,
  maxParty: 8,
};
const values = toHoursValues(HOURS);
const problems = (changed: typeof values) =>
  (hoursSchema.safeParse(changed).error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]);

describe('the form of hours', () => {
  it('gives back what it was given, past midnight too', () => {
    expect(toHoursDraft(values)).toEqual(HOURS);
    expect(problems(values)).toEqual([]);
  });
  it('says each problem beside the field it is about', () => {
    const [dinner, lunch] = values.periods;
    expect(problems({ ...values, periods: [{ ...dinner!, name: ' ' }, lunch!] })).toEqual([
      ['periods.0.name', 'no-name'],
    ]);
    expect(problems({ ...values, periods: [{ ...dinner!, weekdays: [] }, lunch!] })).toEqual([
      ['periods.0.weekdays', 'weekdays'],
    ]);
    expect(problems({ ...values, periods: [dinner!, { ...lunch!, lastSeating: '11:00' }] })).toEqual([
      ['periods.1.lastSeating', 'order'],
    ]);
    expect(problems({ ...values, maxParty: 0 })).toEqual([['maxParty', 'range']]);
    expect(problems({ ...values, paced: true, pacingCovers: 4 })).toEqual([['pacingCovers', 'below-max-party']]);
  });
  it('asks only for what the chosen rule of opening has', () => {
    expect(problems({ ...values, daysAhead: 0 })).toEqual([['daysAhead', 'range']]);
    expect(problems({ ...values, daysAhead: Number.NaN })).toEqual([['daysAhead', 'range']]);
    expect(problems({ ...values, openingTime: '25:30' })).toEqual([['openingTime', 'range']]);
    const monthly = { ...values, openingKind: 'monthly' as const, daysAhead: Number.NaN, openingTime: '12:00' };
    expect(problems(monthly)).toEqual([]);
    expect(toHoursDraft(monthly).opening).toEqual({ kind: 'monthly', dayOfMonth: 1, minute: 720 });
    expect(toHoursDraft(toHoursValues(toHoursDraft(monthly)))).toEqual(toHoursDraft(monthly));
    expect(problems({ ...monthly, dayOfMonth: 29 })).toEqual([['dayOfMonth', 'range']]);
  });
  it('finds the line of a turn time although the draft sorts them', () => {
    const unsorted = {
      ...values,
      turnTimes: [
        { partyMax: 8, minutes: 5 },
        { partyMax: 2, minutes: 90 },
      ],
    };
    expect(problems(unsorted)).toEqual([['turnTimes.0.minutes', 'range']]);
  });
  it('takes no words for a time', () => {
    expect(problems({ ...values, periods: [{ ...values.periods[0]!, opens: 'noon' }] })[0]).toEqual([
      'periods.0.opens',
      'not-a-time',
    ]);
  });
});
