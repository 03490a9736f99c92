import { getLocale } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { asAppError } from '@/server/domain/shared/errors';
import { isId } from '@/server/domain/shared/ids';
import { bookingCalendarFile } from '@/server/services/booking';

const NOT_YOURS = ['RESERVATION_UNKNOWN', 'SIGN_IN_REQUIRED'];

/** A booking as a calendar file, for its diner only; to anybody else there is none. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  if (!isId('reservation', id)) return new Response(null, { status: 404 });
  try {
    const locale = (await getLocale()) === 'en' ? 'en' : 'ko';
    const file = await bookingCalendarFile(await pageContext(), { reservationId: id, locale });
    const headers = {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="tablepick.ics"',
      'cache-control': 'private, no-store',
    };
    return new Response(file, { headers });
  } catch (error) {
    if (NOT_YOURS.includes(asAppError(error)?.code ?? '')) return new Response(null, { status: 404 });
    throw error;
  }
}
