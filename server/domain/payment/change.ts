import { type Currency, money, percentRoundedDown } from '../shared/money';
import { type FrozenPolicy, type RefundQuote, refundQuote } from './policy';

/** What a change of a booking costs. Of `charge` on one side and `refund` with `forfeit` on the other, one is 0. Minor units. */
export type ChangeQuote = {
  depositMinor: number;
  discountMinor: number;
  chargeMinor: number;
  refundMinor: number;
  /** The part of the difference that the terms do not give back. */
  forfeitMinor: number;
  /** What the terms give back of a difference now. */
  terms: RefundQuote;
};

/**
 * What a booking asks for after a change, from what its terms ask for before and after it, minor units. What a person added
 * to it or gave back of it by hand stays added or given back: another time alone costs nothing.
 */
export function askedAfter(
  booking: { depositMinor: number; discountMinor: number },
  terms: { beforeMinor: number; afterMinor: number },
): number {
  const byHand = booking.depositMinor - Math.max(terms.beforeMinor, booking.discountMinor);
  return Math.max(0, Math.max(terms.afterMinor, booking.discountMinor) + byHand);
}

/**
 * Prices a change. A dearer booking is charged the whole difference; of a cheaper one the terms give back what they would give back
 * of a cancellation now, rounded down, and the restaurant keeps the rest. What coupons took off stays taken off, so the deposit
 * does not fall below it.
 * Conserves: what was paid + charge = what is paid afterwards + refund + forfeit.
 */
export function changeQuote(
  booking: { policy: FrozenPolicy; depositMinor: number; discountMinor: number; currency: Currency },
  askedMinor: number,
  at: { nowMs: number; bookedAtMs: number; startsAtMs: number },
): ChangeQuote {
  const depositMinor = Math.max(askedMinor, booking.discountMinor);
  const differenceMinor = depositMinor - booking.depositMinor;
  const less = money(Math.max(0, -differenceMinor), booking.currency);
  const terms = refundQuote(booking.policy, less, at);
  const refundMinor = percentRoundedDown(less, terms.percent).amountMinor;
  return {
    depositMinor,
    discountMinor: booking.discountMinor,
    chargeMinor: Math.max(0, differenceMinor),
    refundMinor,
    forfeitMinor: less.amountMinor - refundMinor,
    terms,
  };
}
