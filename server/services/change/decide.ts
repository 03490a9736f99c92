import { and, eq, gt, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { occupancy, type ReservationRow, reservations, reservationTables } from '@/db/schema';
import { openBook } from '@/server/domain/availability/availability';
import type { Taking } from '@/server/domain/availability/day-book';
import { mostGuests, type SlotView, viewDay } from '@/server/domain/availability/day-view';
import { type DinerBooking, decideHold, nearestFree, stayOf } from '@/server/domain/availability/decide-hold';
import { WIDEST_OPENING } from '@/server/domain/availability/opening';
import { askedAfter, type ChangeQuote, changeQuote } from '@/server/domain/payment/change';
import { depositFor } from '@/server/domain/payment/policy';
import { AppError, refusalError } from '@/server/domain/shared/errors';
import type { Minute } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import { loadSetups, type RestaurantSetup } from '../restaurant';

export type Wish = { minute: Minute; party: number };

export type DecidedChange = ChangeQuote & {
  setup: RestaurantSetup;
  startMinute: Minute;
  endMinute: Minute;
  startsAtMs: number;
  endsAtMs: number;
  takings: Taking[];
  /** What the booking takes now. */
  now: Omit<Taking, 'seats'>[];
};

type Reader = Database | Transaction;

/** The setup as a booking that exists meets it: its day was open when it was made, and a party may change within the notice. */
async function setupFor(ctx: ServiceContext, row: ReservationRow, keepsTime: boolean): Promise<RestaurantSetup> {
  const setup = (await loadSetups(ctx.scripts, [row.restaurantId])).get(row.restaurantId);
  if (!setup?.published) throw new AppError('RESTAURANT_UNKNOWN');
  const { calendar } = setup;
  const minNoticeMinutes = keepsTime ? 0 : calendar.minNoticeMinutes;
  return { ...setup, calendar: { ...calendar, opening: WIDEST_OPENING, minNoticeMinutes } };
}

/** What is taken of the booking's day by others: the day's occupancy without the booking's own. */
async function dayWithout(db: Reader, row: ReservationRow, ids: readonly string[]) {
  const [taken, own] = await Promise.all([
    db
      .select({ minute: occupancy.minute, tableId: occupancy.tableId, taken: occupancy.taken })
      .from(occupancy)
      .where(and(eq(occupancy.restaurantId, row.restaurantId), eq(occupancy.serviceDate, row.serviceDate))),
    db
      .select({
        reservationId: reservationTables.reservationId,
        tableId: reservationTables.tableId,
        fromMinute: reservationTables.fromMinute,
        toMinute: reservationTables.toMinute,
        taken: reservationTables.taken,
      })
      .from(reservationTables)
      .where(
        and(
          eq(reservationTables.restaurantId, row.restaurantId),
          eq(reservationTables.serviceDate, row.serviceDate),
          inArray(reservationTables.reservationId, [...ids] as (typeof row.id)[]),
        ),
      ),
  ]);
  return { taken, own };
}

const bookOf = (setup: RestaurantSetup, { taken, own }: Awaited<ReturnType<typeof dayWithout>>) => {
  const book = openBook(setup, taken);
  book.release(own.map((one) => ({ ...one, seats: 0 })));
  return book;
};

/** Every start of the booking's day with what stands in its way for a party, its own table given back. */
export async function viewChanges(
  ctx: ServiceContext,
  db: Reader,
  row: ReservationRow,
  changeIds: readonly string[],
  party: number,
  nowMs: number,
): Promise<{ grid: SlotView[]; maxParty: number }> {
  const setup = await setupFor(ctx, row, false);
  const day = await dayWithout(db, row, [row.id, ...changeIds]);
  const free = new Map<string, number>();
  for (const one of day.own) {
    for (let minute = one.fromMinute; minute < one.toMinute; minute += setup.calendar.slotMinutes) {
      const key = `${one.tableId}/${minute}`;
      free.set(key, (free.get(key) ?? 0) + one.taken);
    }
  }
  const others = day.taken.map((one) => ({
    ...one,
    taken: one.taken - (free.get(`${one.tableId}/${one.minute}`) ?? 0),
  }));
  return { grid: viewDay(setup, others, row.serviceDate, party, nowMs), maxParty: mostGuests(setup) };
}

/**
 * Decides a change of a confirmed booking and prices it: its table as if its own were free, its price by the terms that were frozen
 * with it. Throws the refusal that a hold would get, CHANGE_SAME, RESERVATION_STATE. `changeIds` are the booking's changes that are
 * given up for this one.
 */
export async function decideChange(
  ctx: ServiceContext,
  db: Reader,
  row: ReservationRow,
  wish: Wish,
  changeIds: readonly string[],
  nowMs: number,
): Promise<DecidedChange> {
  if (row.status !== 'CONFIRMED' || row.startsAt.getTime() <= nowMs)
    throw new AppError('RESERVATION_STATE', { status: row.status, command: 'change', startsAt: row.startsAt });
  const keepsTime = wish.minute === row.startMinute;
  if (keepsTime && wish.party === row.partySize) throw new AppError('CHANGE_SAME');
  const setup = await setupFor(ctx, row, keepsTime);
  const [day, diner] = await Promise.all([dayWithout(db, row, [row.id, ...changeIds]), othersOf(db, row)]);
  const book = bookOf(setup, day);
  const whole = { serviceDate: row.serviceDate, minute: wish.minute, party: wish.party };
  const decision = decideHold(stayOf(setup, whole, nowMs), book, whole, diner, () =>
    nearestFree(setup, book, whole, nowMs),
  );
  if (!decision.ok) throw refusalError(decision);
  const priceOf = (minute: Minute, party: number) =>
    depositFor(row.policy.deposit ?? setup.policy, { serviceDate: row.serviceDate, minute, party }, row.currency)
      .amountMinor;
  const terms = { beforeMinor: priceOf(row.startMinute, row.partySize), afterMinor: priceOf(wish.minute, wish.party) };
  const quote = changeQuote(row, askedAfter(row, terms), {
    nowMs,
    bookedAtMs: (row.confirmedAt ?? row.createdAt).getTime(),
    startsAtMs: row.startsAt.getTime(),
  });
  return {
    ...quote,
    setup,
    startMinute: wish.minute,
    endMinute: decision.toMinute,
    startsAtMs: decision.startsAtMs,
    endsAtMs: decision.endsAtMs,
    takings: decision.takings,
    now: day.own.filter((one) => one.reservationId === row.id),
  };
}

/** The diner's other live bookings around that day. */
async function othersOf(db: Reader, row: ReservationRow): Promise<DinerBooking[]> {
  const rows = await db
    .select()
    .from(reservations)
    .where(
      and(
        eq(reservations.userId, row.userId),
        ne(reservations.id, row.id),
        gt(reservations.endsAt, sql`${row.startsAt} - interval 2 day`),
        lt(reservations.startsAt, sql`${row.startsAt} + interval 2 day`),
        or(
          inArray(reservations.status, ['CONFIRMING', 'CONFIRMED', 'SEATED']),
          and(eq(reservations.status, 'HELD'), gt(reservations.expiresAt, sql`now(6)`)),
        ),
      ),
    );
  // A change makes no new hold: the limit of holds does not count for it.
  return rows.map((other) => ({
    reservationId: other.id,
    held: false,
    startsAtMs: other.startsAt.getTime(),
    endsAtMs: other.endsAt.getTime(),
  }));
}
