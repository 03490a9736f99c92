import { and, eq, isNull } from 'drizzle-orm';
import { payments } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import { AppError } from '@/server/domain/shared/errors';
import type { PaymentId, ReservationId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import type { ServiceContext } from '../context';
import { requireProvider } from './provider-health';

/** How the browser opens a payment: by the provider's script, or by going to the provider's own page. */
export type Opening = { kind: 'sdk' } | { kind: 'redirect'; url: string };

export type Openable = {
  id: PaymentId;
  reservationId: ReservationId;
  provider: ProviderName;
  paymentKey: string | null;
  amountMinor: number;
  currency: Currency;
  /** As the provider's page names it. The same for the same order each time. */
  name: string;
  /** Until when it can be paid. */
  expiresAtMs: number;
};

/**
 * From here on nobody comes back in time: what was authorised and never returned is looked for and given back then. A
 * diner who was a moment late still takes the table again if it is free.
 */
export const LATE_GRACE_MS = 5 * 60_000;

/**
 * Makes an unpaid order payable at its provider, outside any transaction, and puts its key there on record before anybody
 * sees the provider's page. Asks nobody where the browser's script needs nothing prepared. Throws PROVIDER_DOWN when
 * the provider does not answer, PAYMENT_NOT_OPEN when the order was closed meanwhile.
 */
export async function openPayment(ctx: ServiceContext, order: Openable): Promise<Opening> {
  // Its keys were taken out since: no diner's doing, and no page of errors for them.
  if (!ctx.payments.names.includes(order.provider)) throw new AppError('PROVIDER_DOWN', { charged: false });
  await requireProvider(ctx, order.provider);
  const provider = ctx.payments.of(order.provider);
  if (!provider.begin) return { kind: 'sdk' };
  const home = `${ctx.appUrl}/checkout/${order.reservationId}`;
  const opened = await provider.begin({
    orderId: order.id,
    paymentKey: order.paymentKey,
    amountMinor: order.amountMinor,
    currency: order.currency,
    name: order.name,
    paidUrl: `${home}/paid`,
    failedUrl: `${home}/failed`,
    expiresAtMs: order.expiresAtMs,
  });
  if (opened.kind === 'unavailable') throw new AppError('PROVIDER_DOWN', { charged: false, code: opened.code });
  const { url, paymentKey } = opened;
  if (paymentKey === order.paymentKey) return { kind: 'redirect', url };
  const [kept] = await ctx.db
    .update(payments)
    .set({ paymentKey, nextCheckAt: new Date(order.expiresAtMs + LATE_GRACE_MS) })
    .where(
      and(
        eq(payments.id, order.id),
        eq(payments.status, 'PENDING'),
        order.paymentKey ? eq(payments.paymentKey, order.paymentKey) : isNull(payments.paymentKey),
      ),
    );
  if (kept.affectedRows === 1) return { kind: 'redirect', url };
  // Pressed in two windows at once, both were given the same page; otherwise nobody will ever be sent to this one.
  const [now] = await ctx.db
    .select({ paymentKey: payments.paymentKey, status: payments.status })
    .from(payments)
    .where(eq(payments.id, order.id));
  if (now?.status === 'PENDING' && now.paymentKey === paymentKey) return { kind: 'redirect', url };
  if (now?.paymentKey !== paymentKey) await provider.release?.({ orderId: order.id, paymentKey });
  throw new AppError('PAYMENT_NOT_OPEN', { status: now?.status });
}
