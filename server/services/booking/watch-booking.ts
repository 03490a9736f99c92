import type { z } from 'zod';
import type { ServiceContext } from '../context';
import { type BookingView, getBooking, type getBookingInput } from './get-booking';

/** The diner's booking, now and whenever it changes, until `signal` ends. */
export async function* watchBooking(
  ctx: ServiceContext,
  input: z.infer<typeof getBookingInput>,
  signal: AbortSignal,
): AsyncGenerator<BookingView> {
  yield await getBooking(ctx, input);
  for await (const _version of ctx.live.changes('booking', input.reservationId, signal))
    yield await getBooking(ctx, input);
}
