import { eq } from 'drizzle-orm';
import { payments, refunds, reservations } from '@/db/schema';
import type { ReservationId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '@/server/services/context';
import { authorizePayment } from '@/server/services/payment';
import { holdTable } from '@/server/services/reservation';
import { as, dateIn, unique } from './factories';
import type { Provider } from './provider';
import { waitFor } from './wait-for';

export type HeldOrder = { reservationId: ReservationId; orderId: string; amountMinor: number };

/** A held table with its unpaid order. */
export async function holdOrder(
  ctx: ServiceContext,
  userId: UserId,
  restaurantId: RestaurantId,
  minute = 1140,
): Promise<HeldOrder> {
  const held = await holdTable(as(ctx, userId), {
    restaurantId,
    serviceDate: dateIn(5),
    minute,
    party: 2,
    commandKey: unique('key-'),
  });
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.reservationId, held.reservationId));
  return { reservationId: held.reservationId, orderId: payment!.id, amountMinor: payment!.amountMinor };
}

/** The diner approves at the provider and comes back with its answer. */
export async function payOrder(
  ctx: ServiceContext,
  provider: Provider,
  userId: UserId,
  order: HeldOrder,
  card = 'approve',
) {
  const paymentKey = await provider.approve(order.orderId, order.amountMinor, card);
  const back = { ...order, paymentKey };
  await authorizePayment(as(ctx, userId), back);
  return back;
}

export async function statusOf(ctx: ServiceContext, id: ReservationId): Promise<string | undefined> {
  const [row] = await ctx.db.select({ status: reservations.status }).from(reservations).where(eq(reservations.id, id));
  return row?.status;
}

export const waitForStatus = (ctx: ServiceContext, id: ReservationId, wanted: string, timeoutMs?: number) =>
  waitFor(`${id} to be ${wanted}`, async () => (await statusOf(ctx, id)) === wanted, timeoutMs);

export const refundsOf = (ctx: ServiceContext, id: ReservationId) =>
  ctx.db.select().from(refunds).where(eq(refunds.reservationId, id));
