import { and, eq, exists, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { type ReservationRow, reservationChanges, reservations, serviceDays } from '@/db/schema';
import { each } from '@/server/domain/shared/each';
import type { ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { earningOf, earningsOfVisits, posting } from '../ledger';
import { ASSUMED, applyCommand, completeTogether, databaseNowMs, lockReservation } from './apply';
import { heldMinor } from './cancel-reservation';

/** Staff have until then to say what became of an evening: it is assumed to have gone as booked afterwards. */
const AFTER_HOURS = 24;
const AFTER_MS = AFTER_HOURS * 3_600_000;

/** So many bookings a transaction. */
const TOGETHER = 200;

type Due = { id: ReservationId; restaurantId: RestaurantId; serviceDate: string };

/**
 * Ends bookings whose evening is over for a day and of which nobody said what became: as visits, so that their deposits do not stay
 * nobody's. The longest due first, `limit` at most. Returns how many; what cannot be written is thrown when nothing else was.
 */
export async function completePast(ctx: ServiceContext, input: { limit: number }): Promise<number> {
  const due = await readDue(ctx, input.limit);
  let completed = 0;
  const one = async ({ id }: Due) => {
    if (await completeOne(ctx, id)) completed++;
  };
  const chunks = Array.from({ length: Math.ceil(due.length / TOGETHER) }, (_, index) =>
    due.slice(index * TOGETHER, (index + 1) * TOGETHER),
  );
  try {
    await each(chunks, async (chunk) => {
      const done = await completeChunk(ctx, chunk).catch(() => null);
      // One of them cannot be written with the others: the others are written each by itself.
      if (done === null) await each(chunk, one);
      else {
        completed += done.completed;
        await each(done.apart, one);
      }
    });
  } catch (error) {
    if (completed === 0) throw error;
  }
  return completed;
}

/** Those that are due, a day's together. Each status is a range of the index of what is due. */
async function readDue(ctx: ServiceContext, limit: number): Promise<Due[]> {
  const of = (
    status: string,
  ) => sql`(SELECT id, restaurant_id AS restaurantId, service_date AS serviceDate FROM reservations
    WHERE status = ${status} AND due_at <= now(6) - interval ${sql.raw(String(AFTER_HOURS))} hour
    ORDER BY due_at LIMIT ${limit})`;
  const [rows] = (await ctx.db.execute(
    sql`SELECT * FROM (${of('CONFIRMED')} UNION ALL ${of('SEATED')}) d LIMIT ${limit}`,
  )) as unknown as [Due[]];
  const dayOf = (due: Due) => `${due.restaurantId} ${due.serviceDate}`;
  return rows.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
}

/** Ends those of a chunk that are still due, in one transaction. A change under way is given up apart, with its booking. */
function completeChunk(ctx: ServiceContext, chunk: readonly Due[]): Promise<{ completed: number; apart: Due[] }> {
  return withTransaction(ctx, async (tx) => {
    await lockDays(tx, chunk);
    const { rows, changing, nowMs } = await readChunk(tx, chunk);
    const still = rows.filter((row) => isOver(row, nowMs) && !changing.has(row.id));
    if (still.length > 0) {
      const visits = still.map((row) => ({ row, depositMinor: heldMinor(row) }));
      await completeTogether(ctx, tx, still, nowMs, posting(ctx, await earningsOfVisits(tx, visits), nowMs));
    }
    return { completed: still.length, apart: chunk.filter(({ id }) => changing.has(id)) };
  });
}

/** In the order of days in which everybody locks several. They move on by it. */
async function lockDays(tx: Transaction, chunk: readonly Due[]): Promise<void> {
  const days = new Map(
    chunk.map(({ restaurantId, serviceDate }) => [`${restaurantId} ${serviceDate}`, { restaurantId, serviceDate }]),
  );
  await tx
    .insert(serviceDays)
    .values([...days.values()].map((day) => ({ ...day, version: 1 })))
    .onDuplicateKeyUpdate({ set: { version: sql`version + 1` } });
}

async function readChunk(tx: Transaction, chunk: readonly Due[]) {
  const isChanging = exists(
    tx
      .select({ one: sql`1` })
      .from(reservationChanges)
      .where(and(eq(reservationChanges.reservationId, reservations.id), eq(reservationChanges.live, 1))),
  );
  const found = await tx
    .select({ row: reservations, changing: sql`${isChanging}`.mapWith(Boolean), nowMs: databaseNowMs })
    .from(reservations)
    .where(
      inArray(
        reservations.id,
        chunk.map(({ id }) => id),
      ),
    );
  return {
    rows: found.map(({ row }) => row),
    changing: new Set(found.filter(({ changing }) => changing).map(({ row }) => row.id)),
    nowMs: Number(found[0]?.nowMs ?? 0),
  };
}

/** Not when somebody said it meanwhile, or moved the booking. */
const isOver = ({ status, endsAt }: ReservationRow, nowMs: number): boolean =>
  (status === 'CONFIRMED' || status === 'SEATED') && endsAt.getTime() <= nowMs - AFTER_MS;

async function completeOne(ctx: ServiceContext, id: ReservationId): Promise<boolean> {
  return withTransaction(ctx, async (tx) => {
    const locked = await lockReservation(tx, id);
    const { nowMs } = locked;
    let { row } = locked;
    if (!isOver(row, nowMs)) return false;
    const reason = ASSUMED;
    if (row.status === 'CONFIRMED') row = await applyCommand(ctx, tx, locked, { command: 'seat', reason, facts: [] });
    const entry = await earningOf(tx, row, heldMinor(row), { kind: 'visit' });
    await applyCommand(
      ctx,
      tx,
      { row, nowMs },
      {
        command: 'complete',
        reason,
        facts: [{ name: 'reservation/completed', data: { reservationId: row.id } }],
        also: entry ? posting(ctx, [entry], nowMs) : [],
      },
    );
    return true;
  });
}
