import type { DropReason } from '@/server/domain/reservation/change';
import type { ChangeId, RefundId, ReservationId } from '@/server/domain/shared/ids';
import { bookingCalendar } from '@/server/infra/mail/calendar';
import { renderMail } from '@/server/infra/mail/render';
import type { ServiceContext } from '../context';
import { droppedChange, lastChange, loadMailFacts, type MailFacts, refundInVain } from './facts';
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
      changeForfeitMinor: change.forfeitMinor,
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

/** The change was not made: the booking stands, and what was taken for the change goes back. Nothing is said where neither is so. */
export async function sendChangeDropped(
  ctx: ServiceContext,
  { reservationId, changeId, reason }: About & { changeId: ChangeId; reason: DropReason },
): Promise<boolean> {
  const [facts, dropped] = await Promise.all([loadMailFacts(ctx, reservationId), droppedChange(ctx, changeId)]);
  const to = facts.diner.email;
  const stands = facts.row.status === 'CONFIRMED' || facts.row.status === 'SEATED';
  if (!to || !dropped || !(stands || dropped.refundMinor > 0)) return false;
  const { change, refundMinor } = dropped;
  return sendOnce(ctx, `change-dropped:${changeId}:${reason}`, async () => ({
    to,
    ...(await renderMail('change-dropped', facts.row.locale, {
      ...facts.booking,
      ...{ reason, stands, refundMinor },
      asked: { startsAtIso: change.startsAt.toISOString(), partySize: change.partySize },
    })),
  }));
}

/** What the fact of a release says where money had been taken; any other reason is a provider's code of a refusal. */
const AMOUNT_DIFFERS = 'AMOUNT_DIFFERS';

/** No booking came of it, and the table is free again: the payment was declined, or was of another amount and has gone back. */
export async function sendReleased(
  ctx: ServiceContext,
  { reservationId, reason }: About & { reason: string },
): Promise<boolean> {
  const facts = await loadMailFacts(ctx, reservationId);
  const to = facts.diner.email;
  if (!to) return false;
  const cause = reason === AMOUNT_DIFFERS ? 'amount-differs' : 'declined';
  return sendOnce(ctx, `released:${reservationId}`, async () => ({
    to,
    ...(await renderMail('released', facts.row.locale, { ...facts.booking, cause })),
  }));
}

/**
 * Money that bought no booking: it came when the table was gone, or was of another amount, and goes back in full. Of a table that is
 * kept until it is back `sendReleased` tells.
 */
export async function sendLateRefund(
  ctx: ServiceContext,
  { reservationId, refundId }: About & { refundId: RefundId },
): Promise<boolean> {
  const [facts, refund] = await Promise.all([loadMailFacts(ctx, reservationId), refundInVain(ctx, refundId)]);
  const to = facts.diner.email;
  if (!to || !refund) return false;
  const differs = refund.cause === 'amount_differs';
  const { status, endedReason } = facts.row;
  if (differs && (status === 'CONFIRMING' || endedReason === 'amount-differs')) return false;
  return sendOnce(ctx, `refund-late:${reservationId}`, async () => ({
    to,
    ...(await renderMail('refund-late', facts.row.locale, {
      ...facts.booking,
      refundMinor: refund.amountMinor,
      cause: differs ? 'amount-differs' : 'late',
    })),
  }));
}
