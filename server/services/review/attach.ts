import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { databaseFault } from '@/db/errors';
import { payments, refunds, reviewCases } from '@/db/schema';
import { captureEntry, refundEntry } from '@/server/domain/ledger/entry';
import { PROVIDER_NAMES } from '@/server/domain/payment/providers';
import { AppError } from '@/server/domain/shared/errors';
import { type ServiceContext, withTransaction } from '../context';
import { posting } from '../ledger';
import { lockReservation, reservationIdSchema } from '../reservation';
import { caseId, lockCase, settleCase } from './load-case';

export const attachReviewInput = z.object({
  id: caseId,
  reservationId: reservationIdSchema,
  note: z.string().trim().min(3).max(400),
});

const theirsSchema = z.object({
  theirs: z.object({
    provider: z.enum(PROVIDER_NAMES),
    paymentKey: z.string().min(1).max(200),
    transactionKey: z.string().min(1).max(64),
    amountMinor: z.number().int(),
    atMs: z.number(),
  }),
});

/**
 * Takes what only the provider knows into our books, for a booking: a payment as one more of its payments, a refund as one that somebody
 * made at the provider. Closes the case. Throws REVIEW_NOTHING_TO_ATTACH when the case names no such money, REVIEW_ALREADY_ATTACHED,
 * RESERVATION_UNKNOWN, NOT_FOUND.
 */
export async function attachReview(ctx: ServiceContext, raw: z.infer<typeof attachReviewInput>): Promise<void> {
  const input = attachReviewInput.parse(raw);
  try {
    await withTransaction(ctx, async (tx) => {
      // Days before anything else.
      const { row } = await lockReservation(tx, input.reservationId);
      const locked = await lockCase(tx, input.id);
      const { found, nowMs } = locked;
      const read = theirsSchema.safeParse(found.detail);
      if (found.reason !== 'missing_here' || !read.success) throw new AppError('REVIEW_NOTHING_TO_ATTACH');
      const { theirs } = read.data;
      const book = { restaurantId: row.restaurantId, reservationId: row.id, currency: row.currency };
      if (theirs.amountMinor > 0) {
        const [last] = await tx
          .select({ part: max(payments.part) })
          .from(payments)
          .where(eq(payments.reservationId, row.id));
        const paymentId = ctx.newId('payment');
        await tx.insert(payments).values({
          id: paymentId,
          reservationId: row.id,
          restaurantId: row.restaurantId,
          userId: row.userId,
          provider: theirs.provider,
          paymentKey: theirs.paymentKey,
          part: Math.max(ATTACHED_FROM, (last?.part ?? 0) + 1),
          amountMinor: theirs.amountMinor,
          currency: row.currency,
          status: 'CAPTURED',
          authorizedAt: new Date(theirs.atMs),
          capturedAt: new Date(theirs.atMs),
          createdAt: new Date(nowMs),
        });
        const entry = captureEntry(
          { source: 'payment', sourceId: paymentId, ...book, reason: input.note },
          theirs.amountMinor,
        );
        for (const statement of posting(ctx, [entry], nowMs)) await tx.execute(statement);
        // The case may still be asked to give it back.
        await tx.update(reviewCases).set({ reservationId: row.id, paymentId }).where(eq(reviewCases.id, found.id));
      } else {
        const [payment] = await tx.select().from(payments).where(eq(payments.paymentKey, theirs.paymentKey));
        if (payment?.reservationId !== row.id) throw new AppError('REVIEW_NOTHING_TO_ATTACH');
        const refundId = ctx.newId('refund');
        const amountMinor = -theirs.amountMinor;
        const over = row.status === 'COMPLETED' || row.status === 'NO_SHOW';
        await tx.insert(refunds).values({
          id: refundId,
          paymentId: payment.id,
          reservationId: row.id,
          cause: over ? 'goodwill' : 'operator',
          sourceId: found.id,
          note: input.note.slice(0, 200),
          amountMinor,
          status: 'DONE',
          transactionKey: theirs.transactionKey,
          createdAt: new Date(nowMs),
          doneAt: new Date(nowMs),
        });
        await tx
          .update(payments)
          .set({ refundedMinor: payment.refundedMinor + amountMinor })
          .where(eq(payments.id, payment.id));
        const head = { source: 'refund' as const, sourceId: refundId, ...book, reason: input.note };
        const entry = refundEntry(head, amountMinor, over ? 'restaurant' : 'diner-deposit');
        for (const statement of posting(ctx, [entry], nowMs)) await tx.execute(statement);
      }
      await settleCase(ctx, tx, locked, {
        action: 'review-attached',
        note: input.note,
        detail: { reservationId: row.id, theirs },
      });
    });
  } catch (error) {
    if (databaseFault(error) === 'duplicate') throw new AppError('REVIEW_ALREADY_ATTACHED', {}, { cause: error });
    throw error;
  }
}

/** Parts from here on are payments that came by hand: no change of a booking counts so far. */
const ATTACHED_FROM = 1_000;
