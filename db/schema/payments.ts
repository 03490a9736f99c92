import { sql } from 'drizzle-orm';
import { check, index, int, mysqlTable, smallint, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { PaymentStatus, RefundCause, RefundStatus } from '@/server/domain/payment/states';
import type { PaymentId, RefundId, ReservationId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import { id, instant, token } from './columns';

export const payments = mysqlTable(
  'payments',
  {
    /** Also the order's id at the provider: known before the provider hears of it, and one payment an order. */
    id: id<PaymentId>('id').primaryKey(),
    reservationId: id<ReservationId>('reservation_id').notNull(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    provider: varchar('provider', { length: 12 }).$type<ProviderName>().notNull(),
    paymentKey: token('payment_key', 200),
    /** The order's id there, where it is not ours: money that was attached by hand. Null otherwise, empty where it has none. */
    providerOrderId: token('provider_order_id', 200),
    /** Which part of its booking's price it pays: 0 is the booking itself, n its n-th change. */
    part: smallint('part').notNull().default(0),
    amountMinor: int('amount_minor').notNull(),
    currency: varchar('currency', { length: 3 }).$type<'KRW' | 'USD' | 'JPY' | 'EUR'>().notNull(),
    status: varchar('status', { length: 12 }).$type<PaymentStatus>().notNull(),
    version: int('version').notNull().default(1),
    /** Which confirm attempt is running. Raised only after a final-looking error was received and the provider says IN_PROGRESS. */
    attempt: smallint('attempt').notNull().default(1),
    /** What the provider took, where that is not the amount: null otherwise. */
    capturedMinor: int('captured_minor'),
    refundedMinor: int('refunded_minor').notNull().default(0),
    declineCode: varchar('decline_code', { length: 64 }),
    authorizedAt: instant('authorized_at'),
    capturedAt: instant('captured_at'),
    /** When reconciliation asks the provider next; null when nothing is open. */
    nextCheckAt: instant('next_check_at'),
    checks: int('checks').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    /** Another order took its place because the price changed: money that comes for this one goes back. */
    replacedAt: instant('replaced_at'),
    /** 1 while this payment is its reservation's live one, else null. */
    live: smallint('live').generatedAlwaysAs(
      sql`(case when status in ('PENDING','AUTHORIZED','CAPTURED') and replaced_at is null then 1 else null end)`,
      { mode: 'virtual' },
    ),
  },
  (t) => [
    // A provider's payment belongs to one order: the same money cannot pay twice.
    uniqueIndex('payments_key').on(t.paymentKey),
    // A part of a reservation's price has at most one live payment.
    uniqueIndex('payments_live').on(t.reservationId, t.part, t.live),
    index('payments_due').on(t.nextCheckAt),
    index('payments_authorized').on(t.authorizedAt),
    check('payments_refunded', sql`refunded_minor >= 0 and refunded_minor <= coalesce(captured_minor, amount_minor)`),
  ],
);

export const refunds = mysqlTable(
  'refunds',
  {
    id: id<RefundId>('id').primaryKey(),
    paymentId: id<PaymentId>('payment_id').notNull(),
    reservationId: id<ReservationId>('reservation_id').notNull(),
    cause: varchar('cause', { length: 24 }).$type<RefundCause>().notNull(),
    /** What caused it, where a cause can come more than once: a change, a person's act. Empty otherwise. */
    sourceId: id('source_id').notNull().default(''),
    /** Why, in the words of whoever asked for it. */
    note: varchar('note', { length: 200 }),
    amountMinor: int('amount_minor').notNull(),
    status: varchar('status', { length: 12 }).$type<RefundStatus>().notNull(),
    /** Which request for it is running: raised only after an error was received and the provider's record has no such cancellation. */
    attempt: smallint('attempt').notNull().default(1),
    /** What the provider had left to give back when this attempt was made; null for the first. */
    balanceMinor: int('balance_minor'),
    /** The provider's key of the cancellation that carried it out. */
    transactionKey: token('transaction_key', 64),
    createdAt: instant('created_at').notNull(),
    doneAt: instant('done_at'),
    nextCheckAt: instant('next_check_at'),
    checks: int('checks').notNull().default(0),
  },
  (t) => [
    // A payment is refunded once for what caused it: cancelling twice pays back once.
    uniqueIndex('refunds_cause').on(t.paymentId, t.cause, t.sourceId),
    // One cancellation at the provider carries out one refund.
    uniqueIndex('refunds_transaction').on(t.transactionKey),
    index('refunds_reservation').on(t.reservationId),
    index('refunds_due').on(t.nextCheckAt),
    index('refunds_status').on(t.status, t.doneAt),
    check('refunds_amount', sql`amount_minor > 0`),
  ],
);
