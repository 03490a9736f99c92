import { describe, expect, it } from 'vitest';
import { changesBetween, groupSlots, isGone, nearestFree, type Slot } from './slot-groups';

const slot = (minute: number, state: Slot['state'] = 'free', left = state === 'free' ? 3 : state === 'last' ? 1 : 0) =>
  ({ minute, startsAtMs: minute * 60_000, state, left }) satisfies Slot;
const hours = (name: string, opensMinute: number, lastSeatingMinute: number) => ({
  name,
  nameEn: null,
  opensMinute,
  lastSeatingMinute,
});
const lunch = hours('점심', 690, 810);
const dinner = hours('저녁', 1020, 1530);
const place = {
  week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, periods: weekday === 1 ? [] : [lunch, dinner] })),
  specialDays: [{ serviceDate: '2026-12-24', periods: [hours('이브', 1020, 1320)] }],
};
const names = (date: string, grid: Slot[]) =>
  groupSlots(place, date, grid).map((group) => [group.period?.name ?? null, group.slots.map((one) => one.minute)]);

describe('the time grid', () => {
  it('is grouped by service, the small hours with their evening', () => {
    expect(names('2026-11-27', [slot(720), slot(780), slot(1140), slot(1500)])).toEqual([
      ['점심', [720, 780]],
      ['저녁', [1140, 1500]],
    ]);
  });
  it('keeps what is taken and leaves out what the clock has passed', () => {
    expect(
      names('2026-11-27', [slot(720, 'past'), slot(780, 'too-soon'), slot(1140, 'taken'), slot(1170, 'last')]),
    ).toEqual([['저녁', [1140, 1170]]]);
  });
  it('of a special day goes by that day’s own hours', () => {
    expect(names('2026-12-24', [slot(1140)])).toEqual([['이브', [1140]]]);
  });
  it('shows a start that no service explains, rather than hiding it', () => {
    expect(names('2026-11-27', [slot(900)])).toEqual([[null, [900]]]);
  });
});

describe('between two looks at a day', () => {
  it('tells what went and what came back, and nothing of what only became fewer', () => {
    const before = [slot(1080), slot(1110, 'last'), slot(1140, 'taken'), slot(1170)];
    const after = [slot(1080, 'last'), slot(1110, 'taken'), slot(1140), slot(1170)];
    expect(changesBetween(before, after)).toEqual({ taken: [1110], freed: [1140] });
  });
  it('takes the passing of time for no change', () => {
    expect(changesBetween([slot(1080)], [slot(1080, 'past')])).toEqual({ taken: [], freed: [] });
  });
});

describe('instead of a start that is gone', () => {
  const grid = [
    slot(1020, 'past'),
    slot(1050),
    slot(1080, 'last'),
    slot(1110, 'taken'),
    slot(1140),
    slot(1170, 'taken'),
  ];
  it('the nearest that can be booked are offered, never one that is taken or over', () => {
    expect(nearestFree(grid, 1110, 2).map((one) => one.minute)).toEqual([1080, 1140]);
    expect(nearestFree(grid, 1020).map((one) => one.minute)).toEqual([1050, 1080, 1140]);
  });
  it('a start is gone when it is taken, over, or none of that day', () => {
    expect([1020, 1110, 1125].map((minute) => isGone(grid, minute))).toEqual([true, true, true]);
    expect([1050, 1080].map((minute) => isGone(grid, minute))).toEqual([false, false]);
  });
});
