import type { BookingView } from '@/server/services/booking';

/** What a booking's page has to say first; the keys of `bookings.state`. */
export type BookingStateKey =
  | 'held'
  | 'confirming'
  | 'confirmingLong'
  | 'confirmed'
  | 'seated'
  | 'completed'
  | 'noShow'
  | 'noShowFree'
  | 'released'
  | 'expired'
  | 'lateRefund'
  | 'amountDiffers'
  | 'letGo'
  | 'cancelledFree'
  | 'cancelledRefund'
  | 'cancelledNoRefund'
  | 'restaurantCancelled'
  | 'restaurantCancelledFree';

/** `long`: the card company has kept us waiting. */
export function bookingState(booking: BookingView, long: boolean): BookingStateKey {
  const paid = booking.payment?.status === 'CAPTURED';
  // Its table is kept until the money is back, but no booking will come of it.
  const differs = booking.refund?.cause === 'amount_differs';
  switch (booking.status) {
    case 'HELD':
      return 'held';
    case 'CONFIRMING':
      if (differs) return 'amountDiffers';
      return long ? 'confirmingLong' : 'confirming';
    case 'CONFIRMED':
      return 'confirmed';
    case 'SEATED':
      return 'seated';
    case 'COMPLETED':
      return 'completed';
    case 'NO_SHOW':
      return paid ? 'noShow' : 'noShowFree';
    case 'RELEASED':
      if (differs) return 'amountDiffers';
      return booking.refund ? 'lateRefund' : 'released';
    case 'EXPIRED':
      if (differs) return 'amountDiffers';
      return booking.refund ? 'lateRefund' : 'expired';
    case 'CANCELLED':
      return cancelled(booking, paid);
  }
}

function cancelled(booking: BookingView, paid: boolean): BookingStateKey {
  if (booking.byRestaurant) return booking.refund ? 'restaurantCancelled' : 'restaurantCancelledFree';
  if (booking.refund?.cause === 'amount_differs') return 'amountDiffers';
  if (booking.refund?.cause === 'late_payment') return 'lateRefund';
  if (booking.refund?.cause === 'restaurant_cancelled') return 'restaurantCancelled';
  if (booking.refund) return 'cancelledRefund';
  if (paid) return 'cancelledNoRefund';
  return booking.history.some((step) => step.to === 'CONFIRMED') ? 'cancelledFree' : 'letGo';
}

/** Has its table, or will have it in a moment: a ticket that is shown in full. */
export const standsFirm = (key: BookingStateKey): boolean =>
  ['held', 'confirming', 'confirmingLong', 'confirmed', 'seated'].includes(key);

/** Ended without a visit: the way back to the restaurant's times is the next thing to do. */
export const mayTryAgain = (key: BookingStateKey): boolean =>
  !standsFirm(key) && !['completed', 'noShow', 'noShowFree'].includes(key);
