import type { ReservationId } from '@/server/domain/shared/ids';
import { bookingCalendar } from '@/server/infra/mail/calendar';
import { renderMail } from '@/server/infra/mail/render';
import type { ServiceContext } from '../context';
import { lastChange, loadMailFacts, type MailFacts } from './facts';
import { sendOnce } from './send-once';

type About = { reservationId: ReservationId };

const calendarOf = ({ row, booking }: MailFacts, status: 'CONFIRMED' | 'CANCELLED') => ({
  filename: 'booking.ics',
  contentType: `text/calendar; charset=utf-8; method=${status === 'CANCELLED' ? 'CANCEL' : 'PUBLISH'}`,
  content: bookingCalendar({
    reservationId: row.id,
    restaurantName: booking.restaurantName,
    startsAtIso: booking.startsAtIso,
    endsAtIso: row.endsAt.toISOString(),
    timeZone: booking.timeZone,
    locale: row.locale,
    address: booking.address,
    partySize: row.partySize,
    code: row.code,
    bookingUrl: booking.bookingUrl,
    sequence: row.version,
    status,
  }),
});

/** The confirmation, with a calendar entry. Not sent when the booking is no longer confirmed by the time it is its turn. */
export async function sendConfirmation(ctx: ServiceContext, { reservationId }: About): Promise<boolean> {
  const facts = await loadMailFacts(ctx, reservationId);
  const to = facts.diner.email;
  if (!to || facts.row.status !== 'CONFIRMED') return false;
  return sendOnce(ctx, `confirmation:${reservationId}`, async () => ({
    to,
    ...(await renderMail('confirmation', facts.row.locale, facts.booking)),
    attachments: [calendarOf(facts, 'CONFIRMED')],
  }));
}

/** The booking as it is after its last change, with the calendar entry in its new place. One mail a change. */
export async function sendChanged(ctx: ServiceContext, { reservationId }: About): Promise<boolean> {
  const facts = await loadMailFacts(ctx, reservationId);
  const to = facts.diner.email;
  const change = facts.row.status === 'CONFIRMED' ? await lastChange(ctx, reservationId) : null;
  if (!to || !change) return false;
  return sendOnce(ctx, `changed:${change.id}`, async () => ({
    to,
    ...(await renderMail('changed', facts.row.locale, {
      ...facts.booking,
      changeChargeMinor: change.chargeMinor,
      changeRefundMinor: change.refundMinor,
    })),
    attachments: [calendarOf(facts, 'CONFIRMED')],
  }));
}

/** Told only of a booking that had been confirmed: a hold that was given up is no news. */
export async function sendCancellation(ctx: ServiceContext, { reservationId }: About): Promise<boolean> {
  const facts = await loadMailFacts(ctx, reservationId);
  const to = facts.diner.email;
  if (!to || !facts.row.confirmedAt) return false;
  return sendOnce(ctx, `cancellation:${reservationId}`, async () => ({
    to,
    ...(await renderMail('cancellation', facts.row.locale, facts.booking)),
    attachments: [calendarOf(facts, 'CANCELLED')],
  }));
}

/** The payment was declined: nothing was charged, and the table is free again. */
export async function sendReleased(ctx: ServiceContext, { reservationId }: About): Promise<boolean> {
  const facts = await loadMailFacts(ctx, reservationId);
  const to = facts.diner.email;
  if (!to) return false;
  return sendOnce(ctx, `released:${reservationId}`, async () => ({
    to,
    ...(await renderMail('released', facts.row.locale, facts.booking)),
  }));
}

/** Money came when the table was gone: it goes back in full. */
export async function sendLateRefund(ctx: ServiceContext, { reservationId }: About): Promise<boolean> {
  const facts = await loadMailFacts(ctx, reservationId);
  const to = facts.diner.email;
  if (!to || facts.refund?.cause !== 'late_payment') return false;
  return sendOnce(ctx, `refund-late:${reservationId}`, async () => ({
    to,
    ...(await renderMail('refund-late', facts.row.locale, facts.booking)),
  }));
}
