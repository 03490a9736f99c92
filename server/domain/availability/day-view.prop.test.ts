import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../shared/time';
import type { Calendar } from './calendar';
import { nextViewChangeMs, noService, summariseDay, viewDay } from './day-view';
import type { Floor } from './floor';
import type { Opening } from './opening';

const FLOOR: Floor = {
  tables: [{ tableId: 1, seats: 4, minParty: 1, maxParty: 4, shareable: false, active: true }],
  joins: [],
};
const MINUTE_MS = 60_000;

const calendarArb: fc.Arbitrary<Calendar> = fc
  .record({
    // The last one skips midnight itself when its clock springs forward.
    timeZone: fc.constantFrom('Asia/Seoul', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana'),
    slotMinutes: fc.constantFrom(15, 30, 60),
    opensMinute: fc.integer({ min: 0, max: 28 }).map((hour) => hour * 60),
    length: fc.nat({ max: 6 }),
    opening: fc.oneof<fc.Arbitrary<Opening>[]>(
      fc.record({
        kind: fc.constant('rolling' as const),
        daysAhead: fc.integer({ min: 0, max: 40 }),
        minute: fc.constantFrom(0, 600, 1439),
      }),
      fc.record({
        kind: fc.constant('monthly' as const),
        dayOfMonth: fc.integer({ min: 1, max: 28 }),
        minute: fc.constantFrom(0, 720),
      }),
    ),
    minNoticeMinutes: fc.constantFrom(0, 30, 45, 1440),
  })
  .map(({ opensMinute, length, ...rest }) => ({
    ...rest,
    periods: [{ weekdays: 127, opensMinute, lastSeatingMinute: opensMinute + length * rest.slotMinutes }],
    specialPeriods: [],
    closures: [],
    turnTimes: [{ partyMax: 99, minutes: 90 }],
    maxParty: 8,
    pacingCovers: null,
  }));
const dateArb = fc.constantFrom('2026-11-27', '2026-03-08', '2026-03-07', '2026-11-01', '2026-04-05', '2028-02-29');

/** All that is shown of a day. */
const shown = (calendar: Calendar, date: string, nowMs: number) => {
  const setup = { calendar, floor: FLOOR };
  return [
    viewDay(setup, [], date, 2, nowMs),
    noService(setup, date, 2, nowMs),
    summariseDay(setup, [], date, 2, nowMs),
  ];
};

describe('a view of a day', () => {
  it('stays as it is until the instant it is said to change at', () => {
    fc.assert(
      fc.property(
        calendarArb,
        dateArb,
        fc.integer({ min: -45 * 1440, max: 3 * 1440 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (calendar, date, minutes, part) => {
          const nowMs = Date.parse(date) + minutes * MINUTE_MS;
          const next = nextViewChangeMs(calendar, date, nowMs);
          if (next !== null) expect(next).toBeGreaterThan(nowMs);
          const last = next === null ? nowMs + 100 * 1440 * MINUTE_MS : next - 1;
          for (const laterMs of [nowMs + Math.floor((last - nowMs) * part), last]) {
            expect(shown(calendar, date, laterMs)).toEqual(shown(calendar, date, nowMs));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('names the very instant: a millisecond before, the start is still to be had, and then it is not', () => {
    const calendar: Calendar = {
      timeZone: 'Asia/Seoul',
      slotMinutes: 30,
      periods: [{ weekdays: 127, opensMinute: 1140, lastSeatingMinute: 1140 }],
      specialPeriods: [],
      closures: [],
      turnTimes: [{ partyMax: 99, minutes: 90 }],
      opening: { kind: 'rolling', daysAhead: 10, minute: 0 },
      minNoticeMinutes: 60,
      maxParty: 8,
      pacingCovers: null,
    };
    const date = '2026-11-27';
    const state = (nowMs: number) =>
      viewDay({ calendar, floor: FLOOR }, [], date, 2, nowMs)[0]?.state ??
      noService({ calendar, floor: FLOOR }, date, 2, nowMs);
    const steps: unknown[] = [];
    let nowMs = instantOf('2026-11-01', 0, 'Asia/Seoul')!;
    for (;;) {
      const next = nextViewChangeMs(calendar, date, nowMs);
      if (next === null) break;
      steps.push([state(next - 1), state(next)]);
      nowMs = next;
    }
    expect(steps).toEqual([
      ['not-yet', 'last'],
      ['last', 'too-soon'],
      ['too-soon', 'past'],
    ]);
  });
});
