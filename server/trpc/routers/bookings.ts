import { getBooking, getBookingInput, listBookings, listBookingsInput, watchBooking } from '@/server/services/booking';
import {
  changeOptionsInput,
  changeReservation,
  changeReservationInput,
  getChangeOptions,
  giveUpChange,
  giveUpChangeInput,
  quoteChange,
  quoteChangeInput,
} from '@/server/services/change';
import {
  confirmFree,
  confirmFreeInput,
  getQuote,
  getQuoteInput,
  preparePayment,
  preparePaymentInput,
  setCoupons,
  setCouponsInput,
} from '@/server/services/checkout';
import { authorizePayment, authorizePaymentInput } from '@/server/services/payment';
import { cancelReservation, cancelReservationInput, holdTable, holdTableInput } from '@/server/services/reservation';
import { dinerProcedure, limited, router } from '../init';

export const bookingsRouter = router({
  /** Holds a table, or books it at once where no deposit is asked. */
  hold: dinerProcedure
    .use(limited('hold'))
    .input(holdTableInput)
    .mutation(({ ctx, input }) => holdTable(ctx.services, input)),
  /** What a hold costs, and what each of the diner's coupons would make of that. */
  couponQuote: dinerProcedure.input(getQuoteInput).query(({ ctx, input }) => getQuote(ctx.services, input)),
  setCoupons: dinerProcedure
    .use(limited('hold'))
    .input(setCouponsInput)
    .mutation(({ ctx, input }) => setCoupons(ctx.services, input)),
  /** Just before the provider is opened: the order, and that its price is the one that was shown. */
  preparePayment: dinerProcedure
    .input(preparePaymentInput)
    .mutation(({ ctx, input }) => preparePayment(ctx.services, input)),
  /** Coupons left nothing to pay. */
  confirmFree: dinerProcedure.input(confirmFreeInput).mutation(({ ctx, input }) => confirmFree(ctx.services, input)),
  /** Back from the payment provider: pins the booking and starts its saga. */
  authorize: dinerProcedure
    .use(limited('payment'))
    .input(authorizePaymentInput)
    .mutation(({ ctx, input }) => authorizePayment(ctx.services, input)),
  cancel: dinerProcedure
    .input(cancelReservationInput)
    .mutation(({ ctx, input }) => cancelReservation(ctx.services, input)),
  /** The starts of a booking's day for a party, its own table given back. */
  changeOptions: dinerProcedure
    .use(limited('search'))
    .input(changeOptionsInput)
    .query(({ ctx, input }) => getChangeOptions(ctx.services, input)),
  changeQuote: dinerProcedure
    .use(limited('search'))
    .input(quoteChangeInput)
    .query(({ ctx, input }) => quoteChange(ctx.services, input)),
  /** Another time or party size: at once, or when the difference is paid. */
  change: dinerProcedure
    .use(limited('hold'))
    .input(changeReservationInput)
    .mutation(({ ctx, input }) => changeReservation(ctx.services, input)),
  giveUpChange: dinerProcedure.input(giveUpChangeInput).mutation(({ ctx, input }) => giveUpChange(ctx.services, input)),
  get: dinerProcedure.input(getBookingInput).query(({ ctx, input }) => getBooking(ctx.services, input)),
  list: dinerProcedure.input(listBookingsInput).query(({ ctx, input }) => listBookings(ctx.services, input)),
  /** The booking now and after every change. */
  live: dinerProcedure
    .input(getBookingInput)
    .subscription(({ ctx, input, signal }) =>
      watchBooking(ctx.services, input, signal ?? new AbortController().signal),
    ),
});
