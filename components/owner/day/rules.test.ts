import { describe, expect, it } from 'vitest';
import { RESERVATION_STATUSES, type ReservationStatus } from '@/server/domain/reservation/transitions';
import type { DayBooking } from '@/server/services/owner';
import { byPeriod, commandsFor, guestsBySlot, lateMinutes, matches, needsCare, newsBetween, totalsOf } from './rules';

const HOUR_MS = 3_600_000;
const START_MS = 1_000 * HOUR_MS;
const booking = (id: string, status: ReservationStatus, set: Partial<DayBooking> = {}) =>
  ({
    id,
    status,
    code: `CODE${id}`,
    party: 2,
    guestName: '김민지',
    note: null,
    startMinute: 1140,
    endMinute: 1260,
    startsAtMs: START_MS,
    endsAtMs: START_MS + 2 * HOUR_MS,
    ...set,
  }) as DayBooking;
const names = (status: ReservationStatus, nowMs: number) =>
  commandsFor(booking('a', status), nowMs).map(({ command }) => command);

describe('what staff may do', () => {
  it('a no-show can be said from the start on, not before', () => {
    expect(names('CONFIRMED', START_MS - 1)).toEqual(['seat']);
    expect(names('CONFIRMED', START_MS)).toEqual(['seat', 'no-show']);
  });
  it("tomorrow's guest is not seated today", () => {
    expect(names('CONFIRMED', START_MS - 13 * HOUR_MS)).toEqual([]);
  });
  it('who is seated leaves or gets up again', () => {
    expect(names('SEATED', START_MS)).toEqual(['complete', 'unseat']);
  });
  it('nothing is offered for a hold or for what is over', () => {
    const idle = RESERVATION_STATUSES.filter((status) => status !== 'CONFIRMED' && status !== 'SEATED');
    for (const status of idle) expect(names(status, START_MS)).toEqual([]);
  });
});

describe('counts', () => {
  it('guests of holds, cancellations and no-shows are not counted, holds are named apart', () => {
    const all = RESERVATION_STATUSES.map((status) => booking(status, status));
    expect(totalsOf(all)).toEqual({ covers: 6, bookings: 3, seated: 1, toCome: 1, held: 2 });
  });
  it('each booking belongs to one service: the last that had begun', () => {
    const groups = byPeriod(
      [{ opensMinute: 720 }, { opensMinute: 1080 }],
      [{ startMinute: 600 }, { startMinute: 900 }, { startMinute: 1080 }, { startMinute: 1500 }],
    );
    expect(groups.map((group) => group.bookings.map(({ startMinute }) => startMinute))).toEqual([
      [600, 900],
      [1080, 1500],
    ]);
  });
  it('guests are in the house from their start until before their end', () => {
    const slots = guestsBySlot([booking('a', 'CONFIRMED'), booking('b', 'NO_SHOW')], 1110, 1290, 30);
    expect(slots.map(({ guests }) => guests)).toEqual([0, 2, 2, 2, 2, 0]);
  });
});

describe('news', () => {
  it('tells of a booking that is new or whose hold was paid, and of a cancellation', () => {
    const before = [booking('paid', 'HELD'), booking('gone', 'CONFIRMED'), booking('seated', 'CONFIRMED')];
    const after = [
      booking('paid', 'CONFIRMED'),
      booking('gone', 'CANCELLED'),
      booking('seated', 'SEATED'),
      booking('new', 'CONFIRMED'),
      booking('hold', 'HELD'),
    ];
    expect(newsBetween(before, after).map(({ kind, booking: { id } }) => [kind, id])).toEqual([
      ['booked', 'paid'],
      ['cancelled', 'gone'],
      ['booked', 'new'],
    ]);
  });
  it("staff's own undo of a seating is no news", () => {
    expect(newsBetween([booking('a', 'SEATED')], [booking('a', 'CONFIRMED')])).toEqual([]);
  });
});

describe('late guests', () => {
  it.each([
    [5, 0],
    [6, 6],
    [119, 119],
    [120, 0],
  ])('%i minutes after the start it says %i', (passed, said) => {
    expect(lateMinutes(booking('a', 'CONFIRMED'), START_MS + passed * 60_000)).toBe(said);
  });
  it('a seated guest is not late', () => {
    expect(lateMinutes(booking('a', 'SEATED'), START_MS + HOUR_MS)).toBe(0);
  });
});

describe('notes', () => {
  it.each([
    '갑각류 알레르기가 있어요.',
    'One of us has a peanut allergy',
    '메밀을 못 먹어요.',
    'She is pregnant',
    '두 명 중 한 명은 비건이에요.',
  ])('%s has to be seen by the kitchen', (note) => {
    expect(needsCare(note)).toBe(true);
  });
  it.each(['창가 자리면 좋겠습니다.', 'It is a birthday, quietly please', '유아차를 둘 곳이 있을까요?'])(
    '%s does not',
    (note) => {
      expect(needsCare(note)).toBe(false);
    },
  );
});

describe('finding a booking', () => {
  it('by a part of the name, the code or a table, whatever the case', () => {
    const one = booking('7', 'CONFIRMED');
    for (const typed of ['민지', 'code7', 'p4', ' ']) expect(matches(one, typed, ['P4'])).toBe(true);
    expect(matches(one, '박', ['P4'])).toBe(false);
  });
});
