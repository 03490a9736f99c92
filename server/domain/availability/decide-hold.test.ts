import { describe, expect, it } from 'vitest';
import { instantOf } from '../shared/time';
import { bookableSlots, openBook } from './availability';
import type { Calendar } from './calendar';
import { mostGuests, noService, viewDay } from './day-view';
import { type DinerBooking, decideHold, type HoldWish, MAX_LIVE_HOLDS, nearestFree, stayOf } from './decide-hold';
import type { Floor } from './floor';

const date = '2026-11-27';
const calendar: Calendar = {
  timeZone: 'Asia/Seoul',
  slotMinutes: 30,
  periods: [{ weekdays: 127, opensMinute: 1020, lastSeatingMinute: 1260 }],
  specialPeriods: [],
  closures: [{ serviceDate: '2026-11-28', fromMinute: 0, toMinute: 2880 }],
  turnTimes: [{ partyMax: 99, minutes: 120 }],
  opening: { kind: 'rolling', daysAhead: 30, minute: 0 },
  minNoticeMinutes: 60,
  maxParty: 6,
  pacingCovers: null,
};
const floor: Floor = {
  tables: [
    { tableId: 1, seats: 2, minParty: 1, maxParty: 2, shareable: false, active: true },
    { tableId: 2, seats: 4, minParty: 2, maxParty: 4, shareable: false, active: true },
  ],
  joins: [[1, 2]],
};
const setup = { calendar, floor };
const noon = instantOf(date, 720, 'Asia/Seoul')!;
const wish = { serviceDate: date, minute: 1140, party: 2 };

function decide(change: Partial<HoldWish> = {}, nowMs = noon, bookings: DinerBooking[] = []) {
  const wanted = { ...wish, ...change };
  return decideHold(stayOf(setup, wanted, nowMs), openBook(setup, []), wanted, bookings, () =>
    nearestFree(setup, openBook(setup, []), wanted, nowMs),
  );
}

describe('deciding a hold', () => {
  it('gives the table, the time of the stay and what it takes', () => {
    expect(decide()).toEqual({
      ok: true,
      startsAtMs: noon + 7 * 3_600_000,
      endsAtMs: noon + 9 * 3_600_000,
      fromMinute: 1140,
      toMinute: 1260,
      takings: [
        { tableId: 0, fromMinute: 1140, toMinute: 1170, taken: 2, seats: 32_767 },
        { tableId: 1, fromMinute: 1140, toMinute: 1260, taken: 2, seats: 2 },
      ],
    });
  });

  it('refuses each with its own reason', () => {
    const code = (...args: Parameters<typeof decide>) => {
      const decision = decide(...args);
      return decision.ok ? 'ok' : decision.code;
    };
    expect(code({ party: 0 })).toBe('PARTY_SIZE_INVALID');
    expect(code({ party: 1.5 })).toBe('PARTY_SIZE_INVALID');
    expect(code({ party: 7 })).toBe('PARTY_TOO_LARGE');
    expect(code({ serviceDate: '2026-11-26' })).toBe('SLOT_IN_PAST');
    expect(code({ serviceDate: '2026-12-28' })).toBe('SLOT_NOT_OPEN_YET');
    expect(code({ serviceDate: '2026-11-28' })).toBe('DAY_CLOSED');
    expect(code({ serviceDate: 'soon' })).toBe('SLOT_OFF_GRID');
    expect(code({ minute: 1145 })).toBe('SLOT_OFF_GRID');
    expect(code({ minute: 1290 })).toBe('SLOT_OFF_GRID');
    expect(code({ minute: 1020 }, noon + 4.5 * 3_600_000)).toBe('SLOT_TOO_SOON');
  });

  it('a diner has at most three live holds and no two bookings at one time; one may begin as the other ends', () => {
    const other = (from: number, held: boolean) => ({
      reservationId: 'res_1',
      held,
      startsAtMs: noon + from * 3_600_000,
      endsAtMs: noon + (from + 2) * 3_600_000,
    });
    expect(decide({}, noon, [other(5.5, false)])).toMatchObject({ code: 'BOOKING_OVERLAPS' });
    expect(decide({}, noon, [other(5, false), other(9, false)])).toMatchObject({ ok: true });
    const holds = Array.from({ length: MAX_LIVE_HOLDS }, (_, index) => other(24 * (index + 1), true));
    expect(decide({}, noon, holds)).toMatchObject({ code: 'HOLD_LIMIT_REACHED' });
    expect(
      decide(
        {},
        noon,
        holds.map((hold) => ({ ...hold, held: false })),
      ),
    ).toMatchObject({ ok: true });
  });

  it('a taken time comes with the nearest free ones, the nearest first', () => {
    const both = [1140, 1170].flatMap((minute) => [1, 2].map((tableId) => ({ minute, tableId, taken: tableId * 2 })));
    const nearest = () => nearestFree(setup, openBook(setup, both), wish, noon);
    const decision = decideHold(stayOf(setup, wish, noon), openBook(setup, both), wish, [], nearest);
    expect(decision).toMatchObject({
      code: 'SLOT_TAKEN',
      details: {
        nearest: [
          { minute: 1200, time: '20:00' },
          { minute: 1230, time: '20:30' },
          { minute: 1020, time: '17:00' },
          { minute: 1260, time: '21:00' },
        ],
      },
    });
  });
});

describe('a day as a diner sees it', () => {
  it('says of every start whether it is free, nearly gone, taken, over or too soon', () => {
    const taken = [1140, 1170, 1200, 1230].map((minute) => ({ minute, tableId: 2, taken: 4 }));
    const view = viewDay(setup, taken, date, 2, instantOf(date, 1020, 'Asia/Seoul')!);
    expect(view.map((slot) => slot.state)).toEqual([
      'past',
      'too-soon',
      'last',
      'last',
      'last',
      'last',
      'last',
      'last',
      'free',
    ]);
    expect(bookableSlots(setup, taken, date, 2, noon)).toHaveLength(9);
    expect(
      viewDay(setup, taken, date, 6, noon)
        .filter((slot) => slot.state !== 'taken')
        .map((slot) => slot.minute),
    ).toEqual([1020, 1260]);
  });

  it('a party is too large for the limit, the floor or the pacing; too small for tables that want more', () => {
    expect(mostGuests(setup)).toBe(6);
    expect(mostGuests({ ...setup, calendar: { ...calendar, pacingCovers: 4 } })).toBe(4);
    expect(mostGuests({ calendar, floor: { ...floor, joins: [] } })).toBe(4);
    expect(noService({ calendar, floor: { ...floor, joins: [] } }, date, 5, noon)).toBe('party-too-large');
    const large = { calendar, floor: { tables: [floor.tables[1]!], joins: [] } };
    expect(noService(large, date, 1, noon)).toBe('party-too-small');
    expect(viewDay(large, [], date, 1, noon)).toEqual([]);
  });
});
