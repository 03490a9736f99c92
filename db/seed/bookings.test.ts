import { describe, expect, it } from 'vitest';
import { DayBook } from '@/server/domain/availability/day-book';
import { opensAtMs } from '@/server/domain/availability/opening';
import { nextStatus, type ReservationCommand } from '@/server/domain/reservation/transitions';
import type { UserId } from '@/server/domain/shared/ids';
import { addDays, instantOf } from '@/server/domain/shared/time';
import { type Booking, planBookings } from './bookings';
import { type Diner, planDiners } from './people';
import { planHouses, TIME_ZONE } from './places';
import { Random } from './random';

const MONDAY = '2026-11-16';
const owner = 'usr_owner' as UserId;

function plan(today: string, hour: number, paying = true): Booking[] {
  const random = new Random(today);
  const bornMs = instantOf(today, 0, TIME_ZONE)! - 200 * 86_400_000;
  const diners = planDiners(random, bornMs);
  const demoDiner: Diner = { id: 'usr_demo' as UserId, name: '김민지', locale: 'ko', phone: '', busy: [] };
  const nowMs = instantOf(today, hour * 60, TIME_ZONE)!;
  const houses = planHouses(random, today, bornMs, owner);
  return planBookings(houses, { diners, demoDiner, today, nowMs, word: 'test', paying });
}

const COMMANDS: Partial<Record<string, ReservationCommand>> = {
  CONFIRMING: 'authorize',
  SEATED: 'seat',
  COMPLETED: 'complete',
  NO_SHOW: 'no-show',
  CANCELLED: 'cancel',
};

const commandOf = (from: string, to: string): ReservationCommand =>
  to === 'CONFIRMED' ? (from === 'HELD' ? 'confirm-free' : 'capture') : COMMANDS[to]!;

// A Monday, when many are closed, a Friday and a Sunday: each seats a town, which takes a second.
describe.each([0, 4, 6])('bookings of a town seeded %i days after a Monday', (weekday) => {
  const today = addDays(MONDAY, weekday);
  const nowMs = instantOf(today, 20 * 60, TIME_ZONE)!;
  const bookings = plan(today, 20);

  it('never gives one granule of a table to more than its seats, pacing included', () => {
    const taken = new Map<string, number>();
    const oversold: string[] = [];
    for (const { house, date, takings, fate } of bookings) {
      if (fate === 'cancelled') continue;
      for (const t of takings) {
        for (let minute = t.fromMinute; minute < t.toMinute; minute += house.calendar.slotMinutes) {
          const key = `${house.id} ${date} ${minute} ${t.tableId}`;
          taken.set(key, (taken.get(key) ?? 0) + t.taken);
          if (taken.get(key)! > t.seats) oversold.push(key);
        }
      }
    }
    expect(oversold).toEqual([]);
    expect(taken.size).toBeGreaterThan(10_000);
  });

  it('seats nobody at two tables at once', () => {
    const stays = new Map<string, Booking[]>();
    for (const booking of bookings) stays.set(booking.userId, [...(stays.get(booking.userId) ?? []), booking]);
    const torn = [...stays.values()].filter((own) => {
      own.sort((a, b) => a.startsAtMs - b.startsAtMs);
      return own.some((stay, index) => index > 0 && stay.startsAtMs < own[index - 1]!.endsAtMs);
    });
    expect(stays.size).toBeGreaterThan(1_000);
    expect(torn).toEqual([]);
  });

  it('walks every booking through allowed steps, in order of time, none of them after now', () => {
    const ends = new Set<string>();
    const wrong = bookings.filter(({ steps, startsAtMs, endsAtMs, date, house }) => {
      const last = steps.at(-1)!.to;
      ends.add(last);
      const opensMs = opensAtMs(house.calendar, date);
      const walked = steps.every((step, index) => {
        const before = steps[index - 1];
        if (!before) return step.to === 'HELD' && step.atMs >= opensMs && step.atMs <= nowMs;
        return (
          step.atMs >= before.atMs &&
          step.atMs <= nowMs &&
          nextStatus(before.to, commandOf(before.to, step.to)) === step.to
        );
      });
      const over = endsAtMs + 15 * 60_000 < nowMs && !['COMPLETED', 'NO_SHOW', 'CANCELLED'].includes(last);
      const early = startsAtMs > nowMs + 15 * 60_000 && !['CONFIRMED', 'CANCELLED'].includes(last);
      return !walked || over || early;
    });
    expect(wrong).toEqual([]);
    expect([...ends].sort()).toEqual(['CANCELLED', 'COMPLETED', 'CONFIRMED', 'NO_SHOW', 'SEATED']);
  });

  it('gives the demo diner two bookings ahead and three behind, none of which owes a deposit', () => {
    const hers = bookings.filter((booking) => booking.userId === 'usr_demo');
    expect(hers.filter((booking) => booking.startsAtMs > nowMs)).toHaveLength(2);
    expect(hers.filter((booking) => booking.endsAtMs < nowMs)).toHaveLength(3);
    expect(hers.filter((booking) => booking.byPhone)).toEqual([]);
  });

  it('leaves the famous place nearly without a seat', () => {
    const famous = bookings.filter((booking) => booking.house.content.famous && booking.startsAtMs > nowMs);
    const { house } = famous[0]!;
    const guests = famous.filter((b) => b.fate !== 'cancelled').reduce((sum, b) => sum + b.party, 0);
    let seats = 0;
    for (let inDays = 1; inDays < 30; inDays++) {
      const starts = new Set(famous.filter((b) => b.date === addDays(today, inDays)).map((b) => b.slot.minute));
      seats += starts.size * 12;
    }
    expect(seats).toBeGreaterThan(12 * 2 * 20);
    expect(guests / seats).toBeGreaterThan(0.9);
    expect(house.content.slug).toBe('sushi-soeon');
  });
});

describe('the draw', () => {
  const who = (bookings: readonly Booking[]) =>
    bookings.map((b) => [b.id, b.code, b.userId, b.date, b.slot.minute, b.party, b.note]);

  it('is the same for the same word and date, whatever the hour', () => {
    expect(who(plan(MONDAY, 3))).toEqual(who(plan(MONDAY, 22)));
  });

  it('is another one on another day', () => {
    expect(who(plan(MONDAY, 3))).not.toEqual(who(plan(addDays(MONDAY, 1), 3)));
  });

  it('would seat the same tables again in an empty book, so no booking stands on another’s table', () => {
    const day = plan(MONDAY, 12).filter((b) => b.house.content.slug === 'bulti-works' && b.date === MONDAY);
    const { house } = day[0]!;
    const book = new DayBook(house.floor, house.calendar.slotMinutes, house.calendar.pacingCovers, []);
    expect(day.length).toBeGreaterThan(10);
    for (const booking of day) {
      const span = { from: booking.slot.minute, to: booking.toMinute };
      expect(book.seat(booking.party, span)).toEqual(booking.takings);
      if (booking.fate !== 'cancelled') book.take(booking.takings);
    }
  });
});
