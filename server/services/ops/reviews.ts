import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { payments, reservations, restaurants, reviewCases } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { ReviewCaseId } from '@/server/domain/shared/ids';
import { actorName, type ServiceContext } from '../context';

/** What a person has to settle, both sides shown: our record, and what the provider last said. Open ones first. */
export const listReviews = (ctx: ServiceContext, input: { limit: number }) =>
  ctx.db
    .select({
      case: reviewCases,
      reservation: {
        id: reservations.id,
        code: reservations.code,
        status: reservations.status,
        startsAt: reservations.startsAt,
      },
      payment: {
        id: payments.id,
        orderId: payments.id,
        status: payments.status,
        amountMinor: payments.amountMinor,
        currency: payments.currency,
        checks: payments.checks,
        nextCheckAt: payments.nextCheckAt,
      },
      restaurant: { name: restaurants.name, nameEn: restaurants.nameEn, timeZone: restaurants.timeZone },
    })
    .from(reviewCases)
    .innerJoin(reservations, eq(reservations.id, reviewCases.reservationId))
    .innerJoin(payments, eq(payments.id, reviewCases.paymentId))
    .innerJoin(restaurants, eq(restaurants.id, reservations.restaurantId))
    .orderBy(sql`${reviewCases.closedAt} is not null`, desc(reviewCases.openedAt))
    .limit(input.limit);

export const closeReviewInput = z.object({
  id: z.custom<ReviewCaseId>((value) => typeof value === 'string' && value.startsWith('rev_')),
  note: z.string().trim().min(3).max(400),
});

/** Closes a case with the reason why it needs nobody any more. One that is closed already is NOT_FOUND. */
export async function closeReview(ctx: ServiceContext, raw: z.infer<typeof closeReviewInput>): Promise<void> {
  const input = closeReviewInput.parse(raw);
  const [changed] = await ctx.db
    .update(reviewCases)
    .set({ closedAt: new Date(ctx.nowMs()), closedBy: actorName(ctx.actor), note: input.note })
    .where(and(eq(reviewCases.id, input.id), isNull(reviewCases.closedAt)));
  if (changed.affectedRows !== 1) throw new AppError('NOT_FOUND');
}
