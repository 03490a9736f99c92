import 'server-only';
import { notFound } from 'next/navigation';
import { pageContext, requireViewer } from '@/app/session';
import { asAppError } from '@/server/domain/shared/errors';
import { isId } from '@/server/domain/shared/ids';
import { type BookingView, getBooking } from '@/server/services/booking';

/**
 * The reader's own booking for a page at `path`. A guest is sent to sign in and back; what is somebody else's or nobody's
 * is not found.
 */
export async function ownBooking(id: string, path: string): Promise<BookingView> {
  await requireViewer(path);
  if (!isId('reservation', id)) notFound();
  try {
    return await getBooking(await pageContext(), { reservationId: id });
  } catch (error) {
    if (asAppError(error)?.code === 'RESERVATION_UNKNOWN') notFound();
    throw error;
  }
}
