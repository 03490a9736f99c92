import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { payments, reservations } from '@/db/schema';
import type { PaymentId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';
import { databaseNowMs } from '../reservation';
import { LATE_GRACE_MS } from './open-payment';

export type Released = 'released' | 'nothing' | 'captured' | 'unknown' | 'alive';

const UNPAID = ['PENDING', 'ABANDONED', 'DECLINED'] as const;
const AGAIN_SECONDS = 60;

/**
 * Gives the authorisation of an order back that will never be captured, so that the diner's card is not blocked for days,
 * and ends the provider's page. Does nothing while the order may still be paid (`alive`), and where the provider lets it
 * lapse by itself. What was not answered is asked again by reconciliation.
 */
export async function releaseAtProvider(ctx: ServiceContext, input: { paymentId: PaymentId }): Promise<Released> {
  const [found] = await ctx.db
    .select({ payment: payments, status: reservations.status, endedAt: reservations.endedAt, nowMs: databaseNowMs })
    .from(payments)
    .innerJoin(reservations, eq(reservations.id, payments.reservationId))
    .where(eq(payments.id, input.paymentId));
  if (!found) return 'nothing';
  const { payment } = found;
  const provider = ctx.payments.of(payment.provider);
  if (!provider.release || payment.paymentKey === null) return 'nothing';
  const unpaid = UNPAID.find((status) => status === payment.status);
  if (!unpaid || !isDead(found)) {
    if (unpaid) await checkAgain(ctx, payment.id);
    return 'alive';
  }
  const { kind } = await provider.release({ orderId: payment.id, paymentKey: payment.paymentKey });
  if (kind === 'released' || kind === 'nothing') await checkNoMore(ctx, payment.id);
  else await checkAgain(ctx, payment.id);
  return kind;
}

type Found = {
  payment: Pick<typeof payments.$inferSelect, 'status' | 'replacedAt'>;
  status: string;
  endedAt: Date | null;
  nowMs: number | string;
};

/** A hold that ran out a moment ago may still be paid by who was on the way back from the provider. */
function isDead({ payment, status, endedAt, nowMs }: Found): boolean {
  if (payment.replacedAt || payment.status === 'DECLINED') return true;
  if (payment.status === 'PENDING') return false;
  return status !== 'EXPIRED' || (endedAt?.getTime() ?? 0) + LATE_GRACE_MS <= Number(nowMs);
}

const open = (id: PaymentId) => and(eq(payments.id, id), inArray(payments.status, [...UNPAID]));

/** Nothing can be paid there any more. */
export const checkNoMore = (ctx: ServiceContext, id: PaymentId) =>
  ctx.db
    .update(payments)
    .set({ nextCheckAt: null })
    .where(and(open(id), ne(payments.status, 'PENDING')));

const checkAgain = (ctx: ServiceContext, id: PaymentId) =>
  ctx.db
    .update(payments)
    .set({
      nextCheckAt: sql`greatest(coalesce(next_check_at, now(6)), now(6) + interval ${sql.raw(String(AGAIN_SECONDS))} second)`,
    })
    .where(open(id));
