import { getBooking, getBookingInput, listBookings, listBookingsInput, watchBooking } from '@/server/services/booking';
import { authorizePayment, authorizePaymentInput } from '@/server/services/payment';
import { cancelReservation, cancelReservationInput, holdTable, holdTableInput } from '@/server/services/reservation';
import { dinerProcedure, limited, router } from '../init';

export const bookingsRouter = router({
  /** Holds a table, or books it at once where no deposit is asked. */
  hold: dinerProcedure
    .use(limited('hold'))
    .input(holdTableInput)
    .mutation(({ ctx, input }) => holdTable(ctx.services, input)),
  /** Back from the payment provider: pins the booking and starts its saga. */
  authorize: dinerProcedure
    .use(limited('payment'))
    .input(authorizePaymentInput)
    .mutation(({ ctx, input }) => authorizePayment(ctx.services, input)),
  cancel: dinerProcedure
    .input(cancelReservationInput)
    .mutation(({ ctx, input }) => cancelReservation(ctx.services, input)),
  get: dinerProcedure.input(getBookingInput).query(({ ctx, input }) => getBooking(ctx.services, input)),
  list: dinerProcedure.input(listBookingsInput).query(({ ctx, input }) => listBookings(ctx.services, input)),
  /** The booking now and after every change. */
  live: dinerProcedure
    .input(getBookingInput)
    .subscription(({ ctx, input, signal }) =>
      watchBooking(ctx.services, input, signal ?? new AbortController().signal),
    ),
});
