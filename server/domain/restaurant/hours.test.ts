import { describe, expect, it } from 'vitest';
import type { Calendar } from '../availability/calendar';
import { fromWeekdayMask, type HoursDraft, hoursProblems, runsIntoNextDay, toWeekdayMask } from './hours';

const evening = {
  name: '저녁',
  nameEn: null,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  opensMinute: 1020,
  lastSeatingMinute: 1260,
};
const hours: HoursDraft = {
  slotMinutes: 30,
  periods: [evening],
  turnTimes: [{ partyMax: 8, minutes: 120 }],
  opening: { kind: 'rolling', daysAhead: 30, minute: 0 },
  minNoticeMinutes: 0,
  pacingCovers: null,
  holdMinutes: 7,
  maxParty: 8,
};
const words = (change: Partial<HoursDraft>) =>
  hoursProblems({ ...hours, ...change }).map(({ field, problem }) => `${field}:${problem}`);

describe('hours', () => {
  it('weekdays go into a mask and come back', () => {
    for (let mask = 0; mask < 128; mask++) expect(toWeekdayMask(fromWeekdayMask(mask))).toBe(mask);
    expect(toWeekdayMask([1, 7])).toBe(0b1000001);
  });

  it('lunch and dinner on one day, and a night past midnight, are fine', () => {
    expect(words({ periods: [{ ...evening, opensMinute: 660, lastSeatingMinute: 840 }, evening] })).toEqual([]);
    expect(words({ periods: [{ ...evening, lastSeatingMinute: 1560 }] })).toEqual([]);
    expect(words({ periods: [] })).toEqual([]);
  });

  it('a night whose tables are still taken when the next day begins is refused, also from Sunday into Monday', () => {
    const late = { ...evening, weekdays: [7], opensMinute: 1320, lastSeatingMinute: 1620 };
    const early = { ...evening, weekdays: [1], opensMinute: 300, lastSeatingMinute: 600 };
    expect(words({ periods: [late, early] })).toEqual([]);
    expect(words({ periods: [{ ...late, lastSeatingMinute: 1650 }, early] })).toEqual(['periods:runs-into-next-day']);
    expect(
      words({
        periods: [
          { ...late, lastSeatingMinute: 1650 },
          { ...early, weekdays: [2] },
        ],
      }),
    ).toEqual([]);
  });

  it('times off the slot grid, reversed or overlapping services and unknown weekdays are told', () => {
    expect(words({ periods: [{ ...evening, opensMinute: 1030 }] })).toEqual(['periods:off-grid']);
    expect(words({ periods: [{ ...evening, opensMinute: 1290 }] })).toEqual(['periods:order']);
    expect(words({ periods: [evening, { ...evening, opensMinute: 1260, lastSeatingMinute: 1290 }] })).toEqual([
      'periods:overlap',
    ]);
    for (const weekdays of [[], [0], [8], [1, 1], [1.5]])
      expect(words({ periods: [{ ...evening, weekdays }] })).toContain('periods:weekdays');
    expect(words({ slotMinutes: 20 })).toEqual(['slotMinutes:choice']);
    expect(words({ turnTimes: [] })).toEqual(['turnTimes:none']);
  });

  it('a date opens 1 to 365 days before it or on a day that every month has, at a time of that day', () => {
    const opening = (change: object) => words({ opening: { kind: 'rolling', daysAhead: 30, minute: 600, ...change } });
    expect([opening({}), opening({ daysAhead: 1 }), opening({ daysAhead: 365, minute: 1439 })]).toEqual([[], [], []]);
    for (const daysAhead of [0, 366, 1.5, Number.NaN]) expect(opening({ daysAhead })).toEqual(['daysAhead:range']);
    for (const minute of [-1, 1440]) expect(opening({ minute })).toEqual(['openingMinute:range']);
    for (const [dayOfMonth, problems] of [
      [1, []],
      [28, []],
      [0, ['dayOfMonth:range']],
      [29, ['dayOfMonth:range']],
    ] as const)
      expect(words({ opening: { kind: 'monthly', dayOfMonth, minute: 0 } })).toEqual(problems);
  });

  it('a special day is measured against both of its neighbours', () => {
    const calendar = (special: Calendar['specialPeriods']): Calendar => ({
      ...hours,
      timeZone: 'Asia/Seoul',
      periods: [{ weekdays: 127, opensMinute: 660, lastSeatingMinute: 1260 }],
      specialPeriods: special,
      closures: [],
    });
    const early = calendar([{ serviceDate: '2026-11-28', opensMinute: 0, lastSeatingMinute: 60 }]);
    expect(runsIntoNextDay(early, '2026-11-27')).toBe(false);
    const late = calendar([{ serviceDate: '2026-11-27', opensMinute: 1200, lastSeatingMinute: 2040 }]);
    expect(runsIntoNextDay(late, '2026-11-27')).toBe(true);
    expect(runsIntoNextDay(late, '2026-11-26')).toBe(false);
  });
});
