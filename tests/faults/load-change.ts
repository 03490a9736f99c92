import type { ReservationId } from '@/server/domain/shared/ids';
import type { ChangeOffer, ChangeResult } from '@/server/services/change';
import type { Person } from './client';
import type { Random } from './random';
import { keyOf, type Scene } from './scene';

/** Another time or party size: paid for where it costs more, or not, or thought better of. */
export async function change(scene: Scene, diner: Person, reservationId: ReservationId, random: Random): Promise<void> {
  const wish = {
    reservationId,
    minute: random.pick(scene.minutes),
    party: Number(random.weighed({ '1': 2, '2': 2, '3': 2, '4': 2 })),
  };
  const then = random.weighed({ pay: 6, abandon: 2, 'give-up': 1, 'pay-refused': 1 });
  const commandKey = keyOf(random);
  const looked = await diner.query('bookings.changeQuote', wish);
  if (looked.outcome !== 'ok') return;
  const { chargeMinor, refundMinor } = looked.answer as ChangeOffer;
  const changed = await diner.insist('bookings.change', {
    ...wish,
    expectedChargeMinor: chargeMinor,
    expectedRefundMinor: refundMinor,
    commandKey,
  });
  if (changed.outcome !== 'ok') return;
  const { orderId, chargeMinor: amountMinor } = changed.answer as ChangeResult;
  if (!orderId || then === 'abandon') return;
  if (then === 'give-up') {
    await diner.insist('bookings.giveUpChange', { reservationId });
    return;
  }
  const card = then === 'pay' ? 'approve' : 'refuse-funds';
  const paymentKey = await scene.stack.provider.approve(orderId, amountMinor, card);
  await diner.insist('bookings.authorize', { reservationId, orderId, paymentKey, amountMinor });
}
