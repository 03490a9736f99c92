import {
  boolean,
  index,
  int,
  mysqlTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import type { DeadLetterId, OutboxId, PaymentId, ReservationId, ReviewCaseId } from '@/server/domain/shared/ids';
import { id, instant, json, token } from './columns';

/** Facts to be sent, written with the change they tell of. The relay sends each with its id, so a resend is dropped. */
export const outbox = mysqlTable(
  'outbox',
  {
    id: id<OutboxId>('id').primaryKey(),
    name: varchar('name', { length: 60 }).notNull(),
    v: smallint('v').notNull(),
    data: json<Record<string, unknown>>('data').notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    attempts: int('attempts').notNull().default(0),
    /** Was taken, and nobody was told: it was sent once more, or is what was sent once more. */
    repeated: boolean('repeated').notNull().default(false),
  },
  (t) => [index('outbox_unsent').on(t.sentAt, t.id)],
);

/** Messages of others that were taken in. */
export const inbox = mysqlTable(
  'inbox',
  {
    source: token('source', 24).notNull(),
    messageId: token('message_id', 190).notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  // A message has one effect however often it arrives.
  (t) => [primaryKey({ columns: [t.source, t.messageId] }), index('inbox_age').on(t.receivedAt)],
);

/** Mails that went out. */
export const sentMails = mysqlTable(
  'sent_mails',
  {
    /** Kind and subject (`confirmation:res_…`): a mail goes out once. */
    mailKey: token('mail_key', 80).primaryKey(),
    sentAt: instant('sent_at').notNull(),
  },
  (t) => [index('sent_mails_age').on(t.sentAt)],
);

/** Runs that are out of retries: to be read, replayed or closed by an operator. */
export const deadLetters = mysqlTable(
  'dead_letters',
  {
    id: id<DeadLetterId>('id').primaryKey(),
    runId: token('run_id', 40).notNull(),
    functionId: varchar('function_id', { length: 80 }).notNull(),
    eventName: varchar('event_name', { length: 80 }).notNull(),
    eventData: json<Record<string, unknown>>('event_data').notNull(),
    error: text('error').notNull(),
    /** Calls of the function until it gave up; null where another executor ran it and does not tell. */
    attempts: int('attempts'),
    status: varchar('status', { length: 10 }).$type<'open' | 'replayed' | 'closed'>().notNull(),
    createdAt: instant('created_at').notNull(),
    closedAt: instant('closed_at'),
    closedBy: varchar('closed_by', { length: 60 }),
    note: varchar('note', { length: 400 }),
  },
  (t) => [
    // A failed run is one letter.
    uniqueIndex('dead_letters_run').on(t.runId),
    index('dead_letters_status').on(t.status, t.createdAt),
  ],
);

/**
 * `attempt` names the request, as a refund's does; `tries` counts the times it was pressed. While it is open nobody knows whether the
 * money went back. `balanceMinor` is what the provider must have left to give back, from the second attempt on. `transactionKey` is the
 * provider's, once it did.
 */
export type CaseRefund = {
  amountMinor: number;
  attempt: number;
  tries: number;
  open: boolean;
  balanceMinor?: number;
  transactionKey?: string;
};

/** What only a person can settle, with an alarm when it opens. */
export const reviewCases = mysqlTable(
  'review_cases',
  {
    id: id<ReviewCaseId>('id').primaryKey(),
    /** What the case is about: a payment's or a refund's id, or the provider's name for what only it knows. */
    subjectId: token('subject_id', 80).notNull(),
    reason: varchar('reason', { length: 40 }).notNull(),
    /** Null where it is not known whose money it is. */
    reservationId: id<ReservationId>('reservation_id'),
    paymentId: id<PaymentId>('payment_id'),
    detail: json<Record<string, unknown>>('detail').notNull(),
    /** What an operator asked to go back of money that only the provider knows; null while nobody did. */
    refund: json<CaseRefund>('refund'),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    closedBy: varchar('closed_by', { length: 60 }),
    note: varchar('note', { length: 400 }),
  },
  (t) => [
    // A trouble is one case, and one alarm.
    uniqueIndex('review_cases_subject').on(t.subjectId, t.reason),
    index('review_cases_open').on(t.closedAt, t.openedAt),
  ],
);
