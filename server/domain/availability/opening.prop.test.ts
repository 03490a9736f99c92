import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateAt } from '../shared/time';
import { type Calendar, checkSlot, slotsOn } from './calendar';
import { nextViewChangeMs, noService, summariseDay, viewDay } from './day-view';
import { lastBookableDate, type Opening, opensAtMs } from './opening';

const ZONES = ['Asia/Seoul', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago'];
const zoneArb = fc.constantFrom(...ZONES);
/** Two years, with a leap day and every change of clocks in them. */
const dateArb = fc.nat({ max: 800 }).map((days) => addDays('2027-01-01', days));
/** Often at an hour that some zone skips or repeats. */
const minuteArb = fc.oneof(fc.nat({ max: 1439 }), fc.nat({ max: 200 }));
const openingFrom = (leastDays: number): fc.Arbitrary<Opening> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('rolling' as const),
      daysAhead: fc.integer({ min: leastDays, max: 365 }),
      minute: minuteArb,
    }),
    fc.record({
      kind: fc.constant('monthly' as const),
      dayOfMonth: fc.integer({ min: 1, max: 28 }),
      minute: minuteArb,
    }),
  );

const calendarOf = (opening: Opening, timeZone: string, minNoticeMinutes = 0): Calendar => ({
  timeZone,
  slotMinutes: 30,
  periods: [{ weekdays: 127, opensMinute: 1320, lastSeatingMinute: 1560 }],
  specialPeriods: [],
  closures: [],
  turnTimes: [],
  opening,
  minNoticeMinutes,
  maxParty: 4,
  pacingCovers: null,
});

describe('openings', () => {
  it('a later date never opens earlier, not where the clock skips an hour, a midnight or a whole day', () => {
    const samoa = fc.tuple(
      fc.constant('Pacific/Apia'),
      fc.nat({ max: 90 }).map((days) => addDays('2011-11-20', days)),
    );
    fc.assert(
      fc.property(
        openingFrom(0),
        fc.oneof(fc.tuple(zoneArb, dateArb), samoa),
        fc.nat({ max: 40 }),
        (opening, [timeZone, date], days) => {
          const calendar = { opening, timeZone };
          expect(opensAtMs(calendar, addDays(date, days))).toBeGreaterThanOrEqual(opensAtMs(calendar, date));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('a hold is refused until the very millisecond, with that moment, and taken from it on', () => {
    fc.assert(
      fc.property(openingFrom(1), zoneArb, dateArb, fc.nat({ max: 100_000_000 }), (opening, zone, date, spanMs) => {
        const calendar = calendarOf(opening, zone);
        const opensMs = opensAtMs(calendar, date);
        const check = (nowMs: number) => checkSlot(calendar, date, 1320, 2, nowMs);
        const opensAt = new Date(opensMs).toISOString();
        for (const early of [opensMs - 1, opensMs - 1 - spanMs])
          expect(check(early)).toMatchObject({ code: 'SLOT_NOT_OPEN_YET', details: { date, opensAt } });
        const startMs = slotsOn(calendar, date)[0]!.startsAtMs;
        for (const open of [opensMs, opensMs + spanMs]) if (open < startMs) expect(check(open).ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('the last bookable date parts the dates that are open from those that are not', () => {
    fc.assert(
      fc.property(
        openingFrom(0),
        zoneArb,
        dateArb,
        fc.integer({ min: -90, max: 90 }),
        fc.integer({ min: -1, max: 1 }),
        (opening, timeZone, date, days, ms) => {
          const calendar = { opening, timeZone };
          const nowMs = opensAtMs(calendar, date) + ms;
          const other = addDays(date, days);
          expect(other <= lastBookableDate(calendar, nowMs)).toBe(opensAtMs(calendar, other) <= nowMs);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('day by day at midnight is: today and so many days more', () => {
    fc.assert(
      fc.property(fc.nat({ max: 365 }), zoneArb, dateArb, fc.nat({ max: 86_400_000 }), (daysAhead, zone, date, ms) => {
        const calendar = { opening: { kind: 'rolling' as const, daysAhead, minute: 0 }, timeZone: zone };
        const nowMs = Date.parse(date) + ms;
        expect(lastBookableDate(calendar, nowMs)).toBe(addDays(dateAt(nowMs, zone), daysAhead));
      }),
    );
  });
});

describe('what the clock alone changes', () => {
  const floor = {
    tables: [{ tableId: 1, seats: 2, minParty: 1, maxParty: 2, shareable: false, active: true }],
    joins: [],
  };

  it('a day looks the same until the instant that is told, another at it, and the same for good where none is', () => {
    fc.assert(
      fc.property(
        openingFrom(0),
        zoneArb,
        dateArb,
        fc.constantFrom(0, 30, 1440),
        fc.integer({ min: -70 * 1440, max: 2 * 1440 }),
        fc.integer({ min: -1, max: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (opening, zone, date, notice, minutes, ms, share) => {
          const setup = { calendar: calendarOf(opening, zone, notice), floor };
          const look = (nowMs: number) => [
            viewDay(setup, [], date, 2, nowMs),
            noService(setup, date, 2, nowMs),
            summariseDay(setup, [], date, 2, nowMs),
          ];
          const nowMs = Date.parse(date) + minutes * 60_000 + ms;
          const nextMs = nextViewChangeMs(setup.calendar, date, nowMs);
          const seen = look(nowMs);
          if (nextMs === null) {
            expect(look(nowMs + share * 4e9)).toEqual(seen);
            return;
          }
          expect(nextMs).toBeGreaterThan(nowMs);
          expect(look(nextMs - 1)).toEqual(seen);
          expect(look(nowMs + Math.floor(share * (nextMs - 1 - nowMs)))).toEqual(seen);
          expect(look(nextMs)).not.toEqual(seen);
        },
      ),
      { numRuns: 500 },
    );
  });
});
