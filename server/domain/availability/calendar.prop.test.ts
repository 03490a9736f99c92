import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateAt, instantOf } from '../shared/time';
import { bookableSlots, openBook, spanOf } from './availability';
import { type Calendar, checkSlot, openSlotsOn, periodsOn, slotsOn, turnMinutes } from './calendar';
import { bookableOf, noService, summariseDay, viewDay } from './day-view';
import { decideHold, stayOf } from './decide-hold';
import type { Floor } from './floor';
import { type Opening, opensAtMs } from './opening';

const DATES = ['2026-11-27', '2026-03-08', '2026-03-07', '2026-11-01', '2026-10-31', '2028-02-29', '2026-12-31'];
const ZONES = ['Asia/Seoul', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'];

const openingArb: fc.Arbitrary<Opening> = fc.oneof(
  fc.record({
    kind: fc.constant('rolling' as const),
    daysAhead: fc.integer({ min: 0, max: 40 }),
    minute: fc.nat({ max: 1439 }),
  }),
  fc.record({
    kind: fc.constant('monthly' as const),
    dayOfMonth: fc.integer({ min: 1, max: 28 }),
    minute: fc.nat({ max: 1439 }),
  }),
);

const calendarArb: fc.Arbitrary<Calendar> = fc
  .record({
    timeZone: fc.constantFrom(...ZONES),
    slotMinutes: fc.constantFrom(15, 30, 60),
    periods: fc.array(
      fc.record({
        weekdays: fc.integer({ min: 1, max: 127 }),
        opens: fc.nat({ max: 30 }),
        length: fc.nat({ max: 12 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    turn: fc.constantFrom(45, 60, 90, 120, 150),
    opening: openingArb,
    minNoticeMinutes: fc.constantFrom(0, 30, 120, 1440),
    pacingCovers: fc.option(fc.integer({ min: 1, max: 8 })),
  })
  .map(({ periods, turn, ...rest }) => ({
    ...rest,
    periods: periods.map(({ weekdays, opens, length }) => ({
      weekdays,
      opensMinute: opens * 60,
      lastSeatingMinute: Math.min(opens * 60 + length * rest.slotMinutes, 2159),
    })),
    specialPeriods: [],
    closures: [],
    turnTimes: [{ partyMax: 99, minutes: turn }],
    maxParty: 8,
  }));

const dateArb = fc.constantFrom(...DATES);
/** A quarter of an hour in the days around a date: slots begin on those, so that limits are met exactly. */
const nowArb = (date: string) =>
  fc.integer({ min: -20 * 96, max: 2 * 96 }).map((quarter) => Date.parse(date) + quarter * 15 * 60_000);

const FLOOR: Floor = {
  tables: [
    { tableId: 1, seats: 2, minParty: 1, maxParty: 2, shareable: false, active: true },
    { tableId: 2, seats: 4, minParty: 2, maxParty: 4, shareable: false, active: true },
    { tableId: 3, seats: 4, minParty: 1, maxParty: 2, shareable: true, active: true },
  ],
  joins: [[1, 2]],
};

describe('the calendar', () => {
  it('every slot lies in a service of its day, on that service’s grid, in order, at an hour the clock shows', () => {
    fc.assert(
      fc.property(calendarArb, dateArb, (calendar, date) => {
        const slots = slotsOn(calendar, date);
        const periods = periodsOn(calendar, date);
        for (const [index, slot] of slots.entries()) {
          const inPeriod = periods.some(
            (period) =>
              period.opensMinute <= slot.minute &&
              slot.minute <= period.lastSeatingMinute &&
              (slot.minute - period.opensMinute) % calendar.slotMinutes === 0,
          );
          expect(inPeriod).toBe(true);
          expect(instantOf(date, slot.minute, calendar.timeZone)).toBe(slot.startsAtMs);
          if (index > 0) {
            expect(slot.minute).toBeGreaterThan(slots[index - 1]!.minute);
            expect(slot.startsAtMs).toBeGreaterThan(slots[index - 1]!.startsAtMs);
          }
        }
      }),
    );
  });

  it('closing a day removes every slot of it and none of its neighbours’', () => {
    fc.assert(
      fc.property(calendarArb, dateArb, (calendar, date) => {
        const closed = { ...calendar, closures: [{ serviceDate: date, fromMinute: 0, toMinute: 2880 }] };
        expect(slotsOn(closed, date)).toEqual([]);
        for (const other of [addDays(date, -1), addDays(date, 1)])
          expect(slotsOn(closed, other)).toEqual(slotsOn(calendar, other));
      }),
    );
  });

  it('closing a part removes exactly the starts in it', () => {
    fc.assert(
      fc.property(
        calendarArb,
        dateArb,
        fc.nat({ max: 140 }).map((quarter) => quarter * 15),
        fc.integer({ min: 1, max: 40 }).map((quarter) => quarter * 15),
        (calendar, date, from, length) => {
          const closed = { ...calendar, closures: [{ serviceDate: date, fromMinute: from, toMinute: from + length }] };
          expect(slotsOn(closed, date)).toEqual(
            slotsOn(calendar, date).filter((slot) => slot.minute < from || slot.minute >= from + length),
          );
        },
      ),
    );
  });

  it('an open slot is ahead by the notice and inside the window; each open slot passes the check a hold makes, no other does', () => {
    fc.assert(
      fc.property(
        calendarArb,
        dateArb.chain((date) => fc.tuple(fc.constant(date), nowArb(date))),
        (calendar, [date, nowMs]) => {
          const open = new Set(openSlotsOn(calendar, date, nowMs).map((slot) => slot.minute));
          if (open.size > 0) expect(opensAtMs(calendar, date)).toBeLessThanOrEqual(nowMs);
          for (let minute = 0; minute < 2880; minute += 15) {
            expect([minute, checkSlot(calendar, date, minute, 2, nowMs).ok]).toEqual([minute, open.has(minute)]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('what is offered can be held and what is not is refused: reads and holds agree on every slot', () => {
    fc.assert(
      fc.property(
        calendarArb,
        dateArb.chain((date) => fc.tuple(fc.constant(date), nowArb(date))),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.record({ minute: fc.nat({ max: 60 }), party: fc.integer({ min: 1, max: 6 }) }), { maxLength: 12 }),
        (calendar, [date, nowMs], party, arrivals) => {
          const setup = { calendar, floor: FLOOR };
          const occupancy = taken(setup, date, arrivals);
          const offered = bookableSlots(setup, occupancy, date, party, nowMs).map((slot) => slot.minute);
          const book = openBook(setup, occupancy);
          const accepted = slotsOn(calendar, date)
            .filter(({ minute }) => {
              const wish = { serviceDate: date, minute, party };
              return decideHold(stayOf(setup, wish, nowMs), book, wish, [], () => []).ok;
            })
            .map((slot) => slot.minute);
          expect(offered).toEqual(accepted);
          const view = viewDay(setup, occupancy, date, party, nowMs);
          expect(bookableOf(view).map((slot) => slot.minute)).toEqual(offered);
          const summary = summariseDay(setup, occupancy, date, party, nowMs);
          expect(summary.freeSlots).toBe(offered.length);
          if (noService(setup, date, party, nowMs)) expect(offered).toEqual([]);
        },
      ),
    );
  });
});

/** Occupancy after arrivals that were seated where the book had room. */
function taken(
  setup: { calendar: Calendar; floor: Floor },
  date: string,
  arrivals: { minute: number; party: number }[],
) {
  const { calendar } = setup;
  const book = openBook(setup, []);
  const rows = new Map<string, { minute: number; tableId: number; taken: number }>();
  for (const arrival of arrivals) {
    const span = spanOf(calendar, date, arrival.minute * calendar.slotMinutes, arrival.party);
    const takings = span && book.seat(arrival.party, span);
    if (!takings) continue;
    book.take(takings);
    for (const taking of takings) {
      for (let minute = taking.fromMinute; minute < taking.toMinute; minute += calendar.slotMinutes) {
        const key = `${minute} ${taking.tableId}`;
        const row = rows.get(key) ?? { minute, tableId: taking.tableId, taken: 0 };
        rows.set(key, { ...row, taken: row.taken + taking.taken });
      }
    }
  }
  return [...rows.values()];
}

describe('nights on which the clock changes', () => {
  const nightArb = fc.constantFrom(
    ['America/New_York', '2026-11-01'],
    ['America/New_York', '2026-10-31'],
    ['America/New_York', '2026-03-08'],
    ['America/New_York', '2026-03-07'],
    ['Europe/Berlin', '2026-10-25'],
    ['Europe/Berlin', '2026-10-24'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
  );

  it('two parties never have a table at the same real time', () => {
    fc.assert(
      fc.property(
        nightArb,
        fc.constantFrom(15, 30, 60),
        fc.constantFrom(45, 60, 90, 120, 150),
        fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 30 }),
        ([timeZone, date], slotMinutes, turn, arrivals) => {
          const evening = date!.endsWith('31') || date!.endsWith('07') || date!.endsWith('24') ? 1380 : 0;
          const calendar = { ...plain(timeZone!, slotMinutes), turnTimes: [{ partyMax: 9, minutes: turn }] };
          const one: Floor = { tables: [FLOOR.tables[0]!], joins: [] };
          const book = openBook({ calendar, floor: one }, []);
          const stays: [number, number][] = [];
          for (const arrival of arrivals) {
            const minute = evening + (arrival % Math.floor(420 / slotMinutes)) * slotMinutes;
            const span = spanOf(calendar, date!, minute, 2);
            const takings = span && book.seat(2, span);
            if (!takings) continue;
            book.take(takings);
            const start = instantOf(date!, minute, timeZone!)!;
            const stay: [number, number] = [start, start + turnMinutes(calendar.turnTimes, 2) * 60_000];
            for (const [from, to] of stays) expect(stay[0] >= to || stay[1] <= from).toBe(true);
            stays.push(stay);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('an hour that the clock skips is not offered, one that it repeats is offered once', () => {
    const spring = slotsOn(allDay('America/New_York'), '2026-03-08').map((slot) => slot.minute);
    expect(spring.filter((minute) => minute >= 60 && minute <= 210)).toEqual([60, 90, 180, 210]);
    const fall = slotsOn(allDay('America/New_York'), '2026-11-01');
    expect(new Set(fall.map((slot) => slot.startsAtMs)).size).toBe(fall.length);
    expect(fall.filter((slot) => slot.minute >= 60 && slot.minute < 120)).toHaveLength(2);
  });
});

describe('service past midnight', () => {
  const calendar = {
    ...allDay('Asia/Seoul'),
    periods: [{ weekdays: 0b0010000, opensMinute: 1320, lastSeatingMinute: 1560 }],
  };
  const friday = '2026-11-27';

  it('belongs to the evening it began on, and can still be booked after midnight', () => {
    const afterMidnight = instantOf(friday, 1450, 'Asia/Seoul')!;
    expect(dateAt(afterMidnight, 'Asia/Seoul')).toBe('2026-11-28');
    expect(openSlotsOn(calendar, friday, afterMidnight).map((slot) => slot.minute)).toEqual([1470, 1500, 1530, 1560]);
    expect(slotsOn(calendar, '2026-11-28')).toEqual([]);
  });

  it('closing the evening closes its night too', () => {
    const closed = { ...calendar, closures: [{ serviceDate: friday, fromMinute: 0, toMinute: 2880 }] };
    expect(slotsOn(closed, friday)).toEqual([]);
  });
});

function plain(timeZone: string, slotMinutes: number): Calendar {
  return {
    timeZone,
    slotMinutes,
    periods: [],
    specialPeriods: [],
    closures: [],
    turnTimes: [],
    opening: { kind: 'rolling', daysAhead: 365, minute: 0 },
    minNoticeMinutes: 0,
    maxParty: 9,
    pacingCovers: null,
  };
}

function allDay(timeZone: string): Calendar {
  return { ...plain(timeZone, 30), periods: [{ weekdays: 127, opensMinute: 0, lastSeatingMinute: 1410 }] };
}
