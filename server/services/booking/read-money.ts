import { and, asc, eq } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { payments, type ReservationRow, refunds, reservationChanges } from '@/db/schema';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { RefundCause, RefundStatus } from '@/server/domain/payment/states';

export type BookingRefund = {
  amountMinor: number;
  status: RefundStatus;
  cause: RefundCause;
  doneAtMs: number | null;
  /** It went from the platform's own account, not back to the card. */
  byHand: boolean;
};

export type BookingChange = {
  status: 'PENDING' | 'CHARGING';
  startMinute: number;
  startsAtMs: number;
  partySize: number;
  /** What is to be paid for it. */
  chargeMinor: number;
  orderId: string;
  provider: ProviderName;
  createdAtMs: number;
  expiresAtMs: number;
};

export type BookingMoney = { refund: BookingRefund | null; refunds: BookingRefund[]; change: BookingChange | null };

/** Why money comes back when a booking ends; the others leave it as it is. */
const ENDING: readonly RefundCause[] = ['cancelled', 'restaurant_cancelled', 'late_payment', 'amount_differs'];

/** What came back of a booking, and the change that is under way. */
export async function readMoney(db: Database | Transaction, row: ReservationRow): Promise<BookingMoney> {
  const [back, change] = await Promise.all([
    db
      .select({ refund: refunds, part: payments.part })
      .from(refunds)
      .innerJoin(payments, eq(payments.id, refunds.paymentId))
      .where(eq(refunds.reservationId, row.id))
      .orderBy(asc(refunds.createdAt), asc(refunds.id)),
    row.changes > 0 ? readChange(db, row) : null,
  ]);
  // A change that could not be applied gives its own money back: the booking it was for goes on.
  const own = back.filter(
    ({ refund, part }) => ENDING.includes(refund.cause) && (part === 0 || row.status === 'CANCELLED'),
  );
  return {
    refund: together(own.map(({ refund }) => toRefund(refund))),
    refunds: back.map(({ refund }) => toRefund(refund)),
    change,
  };
}

const toRefund = (refund: typeof refunds.$inferSelect): BookingRefund => ({
  amountMinor: refund.amountMinor,
  status: refund.status,
  cause: refund.cause,
  doneAtMs: refund.doneAt?.getTime() ?? null,
  byHand: refund.status === 'DONE' && refund.transactionKey === null,
});

/** Several payments are refunded one by one: they are done when the last one is. */
function together(parts: BookingRefund[]): BookingRefund | null {
  const last = parts.at(-1);
  if (!last) return null;
  const status = parts.find((part) => part.status !== 'DONE')?.status ?? 'DONE';
  return {
    amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0),
    status,
    cause: last.cause,
    byHand: parts.some((part) => part.byHand),
    doneAtMs: status === 'DONE' ? Math.max(...parts.map((part) => part.doneAtMs ?? 0)) : null,
  };
}

async function readChange(db: Database | Transaction, row: ReservationRow): Promise<BookingChange | null> {
  const [found] = await db
    .select({ change: reservationChanges, orderId: payments.id, provider: payments.provider })
    .from(reservationChanges)
    .innerJoin(
      payments,
      and(eq(payments.reservationId, reservationChanges.reservationId), eq(payments.part, reservationChanges.part)),
    )
    .where(and(eq(reservationChanges.reservationId, row.id), eq(reservationChanges.live, 1)));
  if (!found?.change.expiresAt) return null;
  const { change, orderId, provider } = found;
  return {
    status: change.status === 'CHARGING' ? 'CHARGING' : 'PENDING',
    startMinute: change.startMinute,
    startsAtMs: change.startsAt.getTime(),
    partySize: change.partySize,
    chargeMinor: change.chargeMinor,
    orderId,
    provider,
    createdAtMs: change.createdAt.getTime(),
    expiresAtMs: change.expiresAt!.getTime(),
  };
}
