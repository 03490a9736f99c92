import { and, asc, eq, inArray, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { payments, refunds, reviewCases } from '@/db/schema';
import { captureEntry, refundEntry } from '@/server/domain/ledger/entry';
import { PROVIDER_NAMES } from '@/server/domain/payment/providers';
import { AppError } from '@/server/domain/shared/errors';
import { type ServiceContext, withTransaction } from '../context';
import { earningOf, posting } from '../ledger';
import { tell } from '../messages';
import { entrySource, paymentsOf, releasePinned } from '../payment';
import { amend, type Locked, lockReservation, reservationIdSchema } from '../reservation';
import { lessHeld, refundedBy } from './booked-money';
import { type Case, caseId, lockCase, requireNoRefundOpen, settleCase } from './load-case';

export const attachReviewInput = z.object({
  id: caseId,
  reservationId: reservationIdSchema,
  note: z.string().trim().min(3).max(200),
});

const theirsSchema = z.object({
  theirs: z.object({
    provider: z.enum(PROVIDER_NAMES),
    paymentKey: z.string().min(1).max(200),
    orderId: z.string().max(200).default(''),
    transactionKey: z.string().min(1).max(64),
    amountMinor: z.number().int(),
    currency: z.string(),
    atMs: z.number(),
  }),
});
type Theirs = z.infer<typeof theirsSchema>['theirs'];

/**
 * Takes what only the provider knows into our books, for a booking: a payment as one more of its payments, so that the booking is worth
 * so much more, or has earned so much more where its visit is over; a refund as one that somebody made at the provider. Closes the case.
 * Throws REVIEW_NOTHING_TO_ATTACH when the case names no such money or the refund came back since, REVIEW_BOOKING_TAKES_NONE when the booking ended without a visit or
 * is not paid yet, REVIEW_OTHER_CURRENCY, REVIEW_REFUND_OPEN, REFUND_EXCEEDS when less than that is left of the payment, REVIEW_ALREADY_ATTACHED, RESERVATION_UNKNOWN, NOT_FOUND.
 */
export async function attachReview(ctx: ServiceContext, raw: z.infer<typeof attachReviewInput>): Promise<void> {
  const input = attachReviewInput.parse(raw);
  try {
    await withTransaction(ctx, async (tx) => {
      // Days before anything else.
      const booking = await lockReservation(tx, input.reservationId);
      const locked = await lockCase(tx, input.id);
      requireNoRefundOpen(locked.found);
      const { reason, detail, refund } = locked.found;
      const read = theirsSchema.safeParse(detail);
      if (reason !== 'missing_here' || !read.success || refund?.transactionKey)
        throw new AppError('REVIEW_NOTHING_TO_ATTACH');
      const { theirs } = read.data;
      if (theirs.currency !== booking.row.currency)
        throw new AppError('REVIEW_OTHER_CURRENCY', { theirs: theirs.currency, ours: booking.row.currency });
      const take = theirs.amountMinor > 0 ? takePayment : takeRefund;
      await take(ctx, tx, booking, { theirs, found: locked.found, note: input.note });
      await settleCase(ctx, tx, locked, {
        action: 'review-attached',
        note: input.note,
        detail: { reservationId: booking.row.id, theirs },
      });
    });
  } catch (error) {
    if (databaseFault(error) === 'duplicate') throw new AppError('REVIEW_ALREADY_ATTACHED', {}, { cause: error });
    throw error;
  }
}

type Found = { theirs: Theirs; found: Case; note: string };

async function takePayment(
  ctx: ServiceContext,
  tx: Transaction,
  booking: Locked,
  { theirs, found, note }: Found,
): Promise<void> {
  const { row, nowMs } = booking;
  const visited = row.status === 'COMPLETED' ? 'visit' : row.status === 'NO_SHOW' ? 'no_show' : null;
  const awaited = row.status === 'CONFIRMED' || row.status === 'SEATED';
  if (!visited && !awaited) throw new AppError('REVIEW_BOOKING_TAKES_NONE', { status: row.status });
  const [last] = await tx
    .select({ part: max(payments.part) })
    .from(payments)
    .where(eq(payments.reservationId, row.id));
  const paymentId = ctx.newId('payment');
  const { amountMinor } = theirs;
  await tx.insert(payments).values({
    id: paymentId,
    reservationId: row.id,
    restaurantId: row.restaurantId,
    userId: row.userId,
    provider: theirs.provider,
    paymentKey: theirs.paymentKey,
    providerOrderId: theirs.orderId,
    part: Math.max(ATTACHED_FROM, (last?.part ?? 0) + 1),
    amountMinor,
    currency: row.currency,
    status: 'CAPTURED',
    authorizedAt: new Date(theirs.atMs),
    capturedAt: new Date(theirs.atMs),
    createdAt: new Date(nowMs),
  });
  const book = { restaurantId: row.restaurantId, reservationId: row.id, currency: row.currency };
  const entries = [captureEntry({ source: 'payment', sourceId: paymentId, ...book, reason: note }, amountMinor)];
  const earned = visited && (await earningOf(tx, row, amountMinor, { kind: visited, paymentId }));
  if (earned) entries.push(earned);
  const also = posting(ctx, entries, nowMs);
  const depositMinor = awaited ? row.depositMinor + amountMinor : row.depositMinor;
  await amend(ctx, tx, booking, { reason: 'payment-attached', set: { depositMinor }, facts: [], also });
  await tx.update(reviewCases).set({ reservationId: row.id, paymentId }).where(eq(reviewCases.id, found.id));
}

async function takeRefund(
  ctx: ServiceContext,
  tx: Transaction,
  booking: Locked,
  { theirs, found, note }: Found,
): Promise<void> {
  const { row, nowMs } = booking;
  const payment = (await paymentsOf(tx, theirs.provider, [theirs]))(theirs);
  if (payment?.reservationId !== row.id || (await cameBack(tx, theirs))) throw new AppError('REVIEW_NOTHING_TO_ATTACH');
  const amountMinor = -theirs.amountMinor;
  // It moved when they say, and is compared with what they have of that hour.
  const done = { status: 'DONE', transactionKey: theirs.transactionKey, doneAt: new Date(theirs.atMs) } as const;
  // Somebody did by hand what we had asked for: that refund is done.
  const [asked] = await tx
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.paymentId, payment.id),
        inArray(refunds.status, ['REQUESTED', 'REVIEW']),
        eq(refunds.amountMinor, amountMinor),
      ),
    )
    .orderBy(asc(refunds.createdAt))
    .limit(1);
  const refundId = asked?.id ?? ctx.newId('refund');
  const cause = asked?.cause ?? refundedBy(row);
  if (asked) {
    await tx
      .update(refunds)
      .set({ ...done, nextCheckAt: null })
      .where(eq(refunds.id, asked.id));
    // What waited for a person because of it needs nobody any more.
    await tx
      .update(reviewCases)
      .set({ closedAt: new Date(nowMs), closedBy: 'system:attach', note })
      .where(and(eq(reviewCases.subjectId, asked.id), sql`${reviewCases.closedAt} is null`));
  } else {
    await lessHeld(ctx, tx, booking, payment, amountMinor);
    await tx.insert(refunds).values({
      ...{ id: refundId, paymentId: payment.id, reservationId: row.id, cause, sourceId: found.id, note, amountMinor },
      ...{ ...done, createdAt: new Date(nowMs) },
    });
  }
  await tx
    .update(payments)
    .set({ refundedMinor: sql`refunded_minor + ${amountMinor}` })
    .where(eq(payments.id, payment.id));
  const { restaurantId, currency } = row;
  const head = {
    source: 'refund',
    sourceId: asked ? await entrySource(tx, asked) : refundId,
    restaurantId,
    reservationId: row.id,
    currency,
    reason: note,
  } as const;
  const entry = refundEntry(head, amountMinor, cause === 'goodwill' ? 'restaurant' : 'diner-deposit');
  for (const statement of posting(ctx, [entry], nowMs)) await tx.execute(statement);
  if (!asked) return;
  await tell(ctx, tx, [{ name: 'refund/done', data: { reservationId: row.id, refundId } }], nowMs);
  if (cause === 'amount_differs') await releasePinned(ctx, tx, payment.id);
}

/** Whether the bank sent the refund back meanwhile: a case of its own tells of it. */
async function cameBack(tx: Transaction, { transactionKey }: Theirs): Promise<boolean> {
  const [failed] = await tx
    .select({ id: reviewCases.id })
    .from(reviewCases)
    .where(and(eq(reviewCases.subjectId, transactionKey), eq(reviewCases.reason, 'refund_failed')));
  return failed !== undefined;
}

/** Parts from here on are payments that came by hand: no change of a booking counts so far. */
const ATTACHED_FROM = 1_000;
