import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  int,
  mysqlTable,
  primaryKey,
  smallint,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { SettlementPeriod } from '@/server/domain/settlement/period';
import type {
  AdjustmentId,
  ClosingId,
  PayoutBatchId,
  PayoutId,
  ReconciliationId,
  ReservationId,
  RestaurantId,
  ReviewCaseId,
  SettlementRunId,
  StatementId,
  UserId,
} from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { id, instant, json } from './columns';

/** What a restaurant pays the platform, how often it is settled, and where its money goes. No row means the platform's default terms. */
export const merchantTerms = mysqlTable(
  'merchant_terms',
  {
    restaurantId: id<RestaurantId>('restaurant_id').primaryKey(),
    /** Hundredths of a percent of what a booking earns. */
    feeBps: smallint('fee_bps').notNull(),
    feeFixedMinor: int('fee_fixed_minor').notNull(),
    /** VAT on the fee, hundredths of a percent. */
    vatBps: smallint('vat_bps').notNull(),
    period: varchar('period', { length: 16 }).$type<SettlementPeriod>().notNull(),
    bankCode: varchar('bank_code', { length: 12 }),
    accountNumber: varchar('account_number', { length: 40 }),
    accountHolder: varchar('account_holder', { length: 80 }),
    accountChangedAt: instant('account_changed_at'),
    accountChangedBy: id<UserId>('account_changed_by'),
    version: int('version').notNull().default(1),
  },
  () => [
    check(
      'merchant_terms_fee',
      sql`fee_bps between 0 and 10000 and vat_bps between 0 and 10000 and fee_fixed_minor >= 0`,
    ),
  ],
);

/** One run over all restaurants of one kind of period. */
export const settlementRuns = mysqlTable(
  'settlement_runs',
  {
    id: id<SettlementRunId>('id').primaryKey(),
    period: varchar('period', { length: 16 }).$type<SettlementPeriod>().notNull(),
    /** The last date of the period it closes. */
    lastDate: date('last_date', { mode: 'string' }).notNull(),
    status: varchar('status', { length: 10 }).$type<'running' | 'done'>().notNull(),
    restaurants: int('restaurants').notNull().default(0),
    /** Restaurants that are through. */
    done: int('done').notNull().default(0),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    actor: varchar('actor', { length: 60 }).notNull(),
  },
  // A period is closed by one run, however often it is asked for.
  (t) => [uniqueIndex('settlement_runs_period').on(t.period, t.lastDate)],
);

/**
 * What a restaurant earned between two instants, from the ledger. The instants of a restaurant's statements touch each other, so
 * that every entry is in exactly one of them. Amounts are minor units; what is taken off is below zero.
 */
export const statements = mysqlTable(
  'statements',
  {
    id: id<StatementId>('id').primaryKey(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    runId: id<SettlementRunId>('run_id').notNull(),
    no: int('no').notNull(),
    currency: varchar('currency', { length: 3 }).$type<Currency>().notNull(),
    firstDate: date('first_date', { mode: 'string' }).notNull(),
    lastDate: date('last_date', { mode: 'string' }).notNull(),
    /** Inclusive. */
    fromAt: instant('from_at').notNull(),
    /** Exclusive. */
    untilAt: instant('until_at').notNull(),
    entries: int('entries').notNull(),
    /** What diners paid of what was earned. */
    depositMinor: bigint('deposit_minor', { mode: 'number' }).notNull(),
    /** What the platform paid for its coupons. */
    couponMinor: bigint('coupon_minor', { mode: 'number' }).notNull(),
    feeMinor: bigint('fee_minor', { mode: 'number' }).notNull(),
    vatMinor: bigint('vat_minor', { mode: 'number' }).notNull(),
    /** Refunds after a visit, and corrections. */
    deductionMinor: bigint('deduction_minor', { mode: 'number' }).notNull(),
    /** What the statement before left open: never above zero. */
    carriedInMinor: bigint('carried_in_minor', { mode: 'number' }).notNull(),
    /** What goes to the bank. */
    payoutMinor: bigint('payout_minor', { mode: 'number' }).notNull(),
    /** What this one leaves open: never above zero. */
    carriedOutMinor: bigint('carried_out_minor', { mode: 'number' }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // A restaurant's statements follow each other without a gap and none is made twice.
    uniqueIndex('statements_no').on(t.restaurantId, t.no),
    uniqueIndex('statements_until').on(t.restaurantId, t.untilAt),
    index('statements_run').on(t.runId, t.restaurantId),
    check(
      'statements_add_up',
      sql`carried_in_minor + deposit_minor + coupon_minor + fee_minor + vat_minor + deduction_minor = payout_minor + carried_out_minor`,
    ),
    check('statements_signs', sql`payout_minor >= 0 and carried_in_minor <= 0 and carried_out_minor <= 0`),
  ],
);

/**
 * What the journal and a restaurant's statements differed by, once an operator has looked: it comes with the next statement. The journal
 * says it already.
 */
export const statementAdjustments = mysqlTable(
  'statement_adjustments',
  {
    id: id<AdjustmentId>('id').primaryKey(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    caseId: id<ReviewCaseId>('case_id').notNull(),
    /** Above zero for what the restaurant gets. */
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: varchar('currency', { length: 3 }).$type<Currency>().notNull(),
    reason: varchar('reason', { length: 200 }).notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: varchar('created_by', { length: 60 }).notNull(),
    /** The one that it came with; null while it waits. */
    statementId: id<StatementId>('statement_id'),
  },
  (t) => [
    index('statement_adjustments_restaurant').on(t.restaurantId, t.statementId),
    index('statement_adjustments_statement').on(t.statementId),
    check('statement_adjustments_amount', sql`amount_minor <> 0`),
  ],
);

/**
 * Payouts that went into one file for the bank. `released`: the bank carried nothing of it out, and its payouts wait for another file; how
 * many there were, and of how much, stays.
 */
export const payoutBatches = mysqlTable('payout_batches', {
  id: id<PayoutBatchId>('id').primaryKey(),
  status: varchar('status', { length: 10 }).$type<'exported' | 'paid' | 'released'>().notNull(),
  currency: varchar('currency', { length: 3 }).$type<Currency>().notNull(),
  payouts: int('payouts').notNull(),
  totalMinor: bigint('total_minor', { mode: 'number' }).notNull(),
  createdAt: instant('created_at').notNull(),
  createdBy: id<UserId>('created_by').notNull(),
  paidAt: instant('paid_at'),
  paidBy: id<UserId>('paid_by'),
});

/** Money on its way to a restaurant. */
export const payouts = mysqlTable(
  'payouts',
  {
    id: id<PayoutId>('id').primaryKey(),
    statementId: id<StatementId>('statement_id').notNull(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: varchar('currency', { length: 3 }).$type<Currency>().notNull(),
    /** `returned`: paid, and sent back by the bank. Its restaurant is owed it once more, with the next statement. */
    status: varchar('status', { length: 10 }).$type<'pending' | 'exported' | 'paid' | 'returned'>().notNull(),
    dueDate: date('due_date', { mode: 'string' }).notNull(),
    batchId: id<PayoutBatchId>('batch_id'),
    /** The account it was sent to, as it was when the file was made. */
    account: json<{ bankCode: string; accountNumber: string; accountHolder: string } | null>('account'),
    paidAt: instant('paid_at'),
  },
  (t) => [
    // A statement is paid once.
    uniqueIndex('payouts_statement').on(t.statementId),
    index('payouts_restaurant').on(t.restaurantId, t.dueDate),
    index('payouts_status').on(t.status, t.dueDate),
    index('payouts_batch').on(t.batchId),
    check('payouts_amount', sql`amount_minor > 0`),
  ],
);

/** A stretch of a provider's own records that was compared with ours. */
export const reconciliations = mysqlTable(
  'reconciliations',
  {
    id: id<ReconciliationId>('id').primaryKey(),
    provider: varchar('provider', { length: 12 }).$type<ProviderName>().notNull(),
    kind: varchar('kind', { length: 12 }).$type<'transactions' | 'settlements'>().notNull(),
    /** Inclusive. */
    fromAt: instant('from_at').notNull(),
    /** Exclusive. */
    untilAt: instant('until_at').notNull(),
    status: varchar('status', { length: 8 }).$type<'done' | 'failed'>().notNull(),
    compared: int('compared').notNull(),
    differing: int('differing').notNull(),
    error: varchar('error', { length: 200 }),
    at: instant('at').notNull(),
  },
  (t) => [
    // A stretch is on record once; comparing it again replaces what was found.
    uniqueIndex('reconciliations_stretch').on(t.provider, t.kind, t.fromAt, t.untilAt),
    index('reconciliations_at').on(t.at),
  ],
);

/** A part of a service day that was closed with its bookings, which are then cancelled one by one. */
export const closings = mysqlTable(
  'closings',
  {
    id: id<ClosingId>('id').primaryKey(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    serviceDate: date('service_date', { mode: 'string' }).notNull(),
    fromMinute: smallint('from_minute').notNull(),
    toMinute: smallint('to_minute').notNull(),
    /** Said to the diners, to those who booked in English in English where that was written. */
    reason: varchar('reason', { length: 200 }),
    reasonEn: varchar('reason_en', { length: 200 }),
    bookings: int('bookings').notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: id<UserId>('created_by').notNull(),
  },
  (t) => [index('closings_day').on(t.restaurantId, t.serviceDate)],
);

export const closingBookings = mysqlTable(
  'closing_bookings',
  {
    closingId: id<ClosingId>('closing_id').notNull(),
    reservationId: id<ReservationId>('reservation_id').notNull(),
    /** `kept`: it had begun, was over or was moved out of the part before its turn came. */
    status: varchar('status', { length: 10 }).$type<'waiting' | 'cancelled' | 'kept'>().notNull(),
  },
  // A closing cancels a booking once.
  (t) => [
    primaryKey({ columns: [t.closingId, t.reservationId] }),
    index('closing_bookings_reservation').on(t.reservationId),
    index('closing_bookings_status').on(t.status, t.closingId),
  ],
);
