import { and, desc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { payments, type ReservationRow, refunds } from '@/db/schema';
import type { RefundCause } from '@/server/domain/payment/states';
import { AppError } from '@/server/domain/shared/errors';
import type { ServiceContext } from '../context';
import { tell } from '../messages';

type Asked = {
  amountMinor: number;
  cause: RefundCause;
  /** What caused it, where that cause can come more than once. */
  sourceId?: string;
  /** In the words of whoever asked for it. */
  note?: string | null;
};

/** Reconciliation leaves a fresh refund to its saga for so long. */
export const FIRST_CHECK_MS = 60_000;

/** What is left of each captured payment of a reservation, the newest first: the last money in is the first out. */
const captured = (tx: Transaction, row: ReservationRow) =>
  tx
    .select({
      id: payments.id,
      // In full: a query of one table leaves the table's name away, and inside `id` would be the refund's.
      leftMinor: sql`coalesce(payments.captured_minor, payments.amount_minor)
        - (select coalesce(sum(f.amount_minor), 0) from refunds f where f.payment_id = payments.id)`.mapWith(Number),
    })
    .from(payments)
    .where(and(eq(payments.reservationId, row.id), eq(payments.status, 'CAPTURED')))
    .orderBy(desc(payments.part), desc(payments.createdAt));

/**
 * Asks for `amountMinor` of what was captured for a reservation to go back, split over its payments. Each part is a refund of its
 * own, with a saga of its own. Its day must be locked. Throws REFUND_EXCEEDS (with `leftMinor`) when there is not so much left.
 */
export async function requestRefunds(
  ctx: ServiceContext,
  tx: Transaction,
  { row, nowMs }: { row: ReservationRow; nowMs: number },
  asked: Asked,
): Promise<void> {
  if (asked.amountMinor === 0) return;
  const sources = await captured(tx, row);
  let openMinor = asked.amountMinor;
  const parts: (typeof refunds.$inferInsert)[] = [];
  for (const { id, leftMinor } of sources) {
    const amountMinor = Math.min(openMinor, leftMinor);
    if (amountMinor <= 0) continue;
    openMinor -= amountMinor;
    parts.push({
      id: ctx.newId('refund'),
      paymentId: id,
      reservationId: row.id,
      cause: asked.cause,
      sourceId: asked.sourceId ?? '',
      note: asked.note ?? null,
      amountMinor,
      status: 'REQUESTED',
      createdAt: new Date(nowMs),
      nextCheckAt: new Date(nowMs + FIRST_CHECK_MS),
    });
  }
  if (openMinor > 0) throw new AppError('REFUND_EXCEEDS', { leftMinor: asked.amountMinor - openMinor });
  await tx.insert(refunds).values(parts);
  const facts = parts.map(({ id }) => ({
    name: 'refund/requested' as const,
    data: { reservationId: row.id, refundId: id! },
  }));
  await tell(ctx, tx, facts, nowMs);
}
