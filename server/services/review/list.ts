import { desc, eq, sql } from 'drizzle-orm';
import { payments, reservations, restaurants, reviewCases } from '@/db/schema';
import type { ServiceContext } from '../context';

/** What a person has to settle, both sides shown: our record where we have one, and what the provider said. Open ones first. */
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
        /** As the provider knows it. */
        orderId: sql<string>`coalesce(${payments.providerOrderId}, ${payments.id})`,
        status: payments.status,
        provider: payments.provider,
        amountMinor: payments.amountMinor,
        capturedMinor: payments.capturedMinor,
        /** What was asked to go back, or has. */
        backMinor:
          sql`(select coalesce(sum(f.amount_minor), 0) from refunds f where f.payment_id = payments.id)`.mapWith(
            Number,
          ),
        currency: payments.currency,
        checks: payments.checks,
        nextCheckAt: payments.nextCheckAt,
      },
      restaurant: { name: restaurants.name, nameEn: restaurants.nameEn, timeZone: restaurants.timeZone },
    })
    .from(reviewCases)
    .leftJoin(reservations, eq(reservations.id, reviewCases.reservationId))
    .leftJoin(payments, eq(payments.id, reviewCases.paymentId))
    // A case of a restaurant's ledger is about the restaurant itself.
    .leftJoin(
      restaurants,
      sql`${restaurants.id} = coalesce(${reservations.restaurantId}, if(${reviewCases.reason} = 'ledger_differs', ${reviewCases.subjectId}, null))`,
    )
    .orderBy(sql`${reviewCases.closedAt} is not null`, desc(reviewCases.openedAt))
    .limit(input.limit);
