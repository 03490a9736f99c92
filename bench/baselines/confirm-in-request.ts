import { authorizePayment, confirmAtProvider, settlePayment } from '@/server/services/payment';
import { as } from '@/tests/support/factories';
import type { Booking, Diner } from '../lib/bookings';

/**
 * The booking without anything in the background: while the diner waits, the same transaction pins it, the same provider is
 * called with the same key, and the same transaction confirms it. No event, saga or mail stands between.
 */
export async function confirmInRequest(diner: Diner, booking: Booking): Promise<void> {
  const ctx = as(diner.ctx, diner.userId);
  const { paymentId } = await authorizePayment(ctx, booking);
  const outcome = await confirmAtProvider(ctx, { paymentId });
  if (outcome.kind !== 'captured') throw new Error(`the provider answered ${outcome.kind}`);
  await settlePayment(ctx, { paymentId, outcome });
}
