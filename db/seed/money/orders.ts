import { freezePolicy, refundQuote } from '@/server/domain/payment/policy';
import type { RefundCause } from '@/server/domain/payment/states';
import type { PaymentId, RefundId } from '@/server/domain/shared/ids';
import { money, percentRoundedDown } from '@/server/domain/shared/money';
import { addDays, instantFrom, type ServiceDate } from '@/server/domain/shared/time';
import type { Booking } from '../bookings';
import { seedId } from '../ids';
import { TIME_ZONE } from '../places';
import type { Random } from '../random';

const SECOND_MS = 1_000;
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Money that went back at the provider. */
export type Refund = {
  id: RefundId;
  cause: Extract<RefundCause, 'cancelled' | 'goodwill'>;
  sourceId: string;
  note: string | null;
  amountMinor: number;
  createdMs: number;
  doneMs: number;
  transactionKey: string;
};

/** A deposit that was paid on line, as the provider and we have it. */
export type Order = {
  id: PaymentId;
  booking: Booking;
  paymentKey: string;
  transactionKey: string;
  authorizedMs: number;
  capturedMs: number;
  refunds: Refund[];
};

const newKey = (random: Random) => Array.from({ length: 32 }, () => random.whole(0, 15).toString(16)).join('');
const newPaymentKey = (random: Random) =>
  `sbx_${Array.from({ length: 28 }, () => LETTERS[random.whole(0, LETTERS.length - 1)]).join('')}`;
const newTransactionKey = (random: Random) => newKey(random).toUpperCase();

/**
 * The payments of all bookings that were paid on line, with what cancelling gave back by the terms each was made under, and one
 * refund out of goodwill in each of the demo owner's places. All of it lies before today, so that a seed that is run again, at
 * another hour of its day, tells the provider the same.
 */
export function planOrders(bookings: readonly Booking[], today: ServiceDate, random: Random): Order[] {
  const orders = bookings.filter(({ paidMinor }) => paidMinor > 0).map((booking) => orderOf(booking, random));
  for (const order of sorryFor(orders, today)) order.refunds.push(goodwillFor(order, random));
  return orders;
}

function orderOf(booking: Booking, random: Random): Order {
  const { steps, paidMinor, startsAtMs } = booking;
  const [held, authorized, captured] = steps as [Booking['steps'][0], Booking['steps'][0], Booking['steps'][0]];
  const order: Order = {
    id: seedId('payment', held.atMs, random),
    booking,
    paymentKey: newPaymentKey(random),
    transactionKey: newTransactionKey(random),
    authorizedMs: authorized.atMs,
    capturedMs: captured.atMs,
    refunds: [],
  };
  const last = steps.at(-1)!;
  if (last.to !== 'CANCELLED') return order;
  const times = { nowMs: last.atMs, bookedAtMs: captured.atMs, startsAtMs };
  const { refund } = refundQuote(freezePolicy(booking.house.policy), money(paidMinor, 'KRW'), times);
  if (refund.amountMinor > 0) order.refunds.push(refundOf('cancelled', refund.amountMinor, last.atMs, random));
  return order;
}

const refundOf = (cause: Refund['cause'], amountMinor: number, atMs: number, random: Random): Refund => ({
  id: seedId('refund', atMs, random),
  cause,
  sourceId: '',
  note: null,
  amountMinor,
  createdMs: atMs,
  doneMs: atMs + SECOND_MS,
  transactionKey: newTransactionKey(random),
});

/** An evening that did not go well, ten days ago or before, in each place that somebody of the demo owns. */
function sorryFor(orders: readonly Order[], today: ServiceDate): Order[] {
  const until = addDays(today, -10);
  const found = new Map<string, Order>();
  for (const order of orders) {
    const { house, date, steps } = order.booking;
    if (!house.ownerId || date > until || steps.at(-1)!.to !== 'COMPLETED') continue;
    const known = found.get(house.id);
    if (!known || known.booking.startsAtMs < order.booking.startsAtMs) found.set(house.id, order);
  }
  return [...found.values()];
}

/** On the next morning half of it goes back. */
function goodwillFor({ booking }: Order, random: Random): Refund {
  const atMs = instantFrom(addDays(booking.date, 1), 11 * 60 + 20, TIME_ZONE);
  const { amountMinor } = percentRoundedDown(money(booking.paidMinor, 'KRW'), 50);
  return {
    ...refundOf('goodwill', amountMinor, atMs, random),
    sourceId: newKey(random),
    note: '음식이 많이 늦게 나왔어요. 죄송한 마음에 예약금 절반을 돌려드려요.',
  };
}
