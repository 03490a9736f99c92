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
import type { Account, EntryKind, EntrySource } from '@/server/domain/ledger/accounts';
import type { JournalId, ReservationId, RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { id, instant, token } from './columns';

/**
 * One event of money. Never changed, never deleted: a mistake is answered by an entry that reverses it. Its lines are written
 * before it, and `sum_minor` is computed from them by the database, so that an entry which does not balance cannot be.
 */
export const journalEntries = mysqlTable(
  'journal_entries',
  {
    id: id<JournalId>('id').primaryKey(),
    source: varchar('source', { length: 16 }).$type<EntrySource>().notNull(),
    sourceId: token('source_id', 80).notNull(),
    kind: varchar('kind', { length: 16 }).$type<EntryKind>().notNull(),
    restaurantId: id<RestaurantId>('restaurant_id'),
    reservationId: id<ReservationId>('reservation_id'),
    currency: varchar('currency', { length: 3 }).$type<Currency>().notNull(),
    at: instant('at').notNull(),
    sumMinor: bigint('sum_minor', { mode: 'number' }).notNull(),
    lines: smallint('lines').notNull(),
    /** Why, in the words of whoever made it, where somebody did. */
    reason: varchar('reason', { length: 200 }),
    actor: varchar('actor', { length: 60 }).notNull(),
  },
  (t) => [
    // One event is booked once for a kind, whoever comes second.
    uniqueIndex('journal_entries_source').on(t.source, t.sourceId, t.kind),
    index('journal_entries_reservation').on(t.reservationId),
    index('journal_entries_restaurant').on(t.restaurantId, t.at),
    index('journal_entries_at').on(t.at),
    // The last word on double entry.
    check('journal_entries_balance', sql`sum_minor = 0`),
    check('journal_entries_two_sides', sql`\`lines\` >= 2`),
  ],
);

/** What an entry does to one account. Repeats its entry's time, kind and restaurant so that sums need no join. */
export const journalLines = mysqlTable(
  'journal_lines',
  {
    entryId: id<JournalId>('entry_id').notNull(),
    lineNo: smallint('line_no').notNull(),
    account: varchar('account', { length: 28 }).$type<Account>().notNull(),
    kind: varchar('kind', { length: 16 }).$type<EntryKind>().notNull(),
    restaurantId: id<RestaurantId>('restaurant_id'),
    currency: varchar('currency', { length: 3 }).$type<Currency>().notNull(),
    at: instant('at').notNull(),
    /** Debit is above zero, credit below. */
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.entryId, t.lineNo] }),
    // All that a sum over an account, or over a restaurant's share of one, reads.
    index('journal_lines_account').on(t.account, t.currency, t.at, t.amountMinor),
    index('journal_lines_restaurant').on(t.restaurantId, t.account, t.at, t.kind, t.currency, t.amountMinor),
    check('journal_lines_amount', sql`amount_minor <> 0`),
  ],
);

/**
 * What each account of the journal did in a day of UTC, for days that nothing can be written to any more: a balance is these
 * and the lines of the days since. Can be thrown away: it is made again from the lines.
 */
export const journalDays = mysqlTable(
  'journal_days',
  {
    day: date('day', { mode: 'string' }).notNull(),
    account: varchar('account', { length: 28 }).$type<Account>().notNull(),
    currency: varchar('currency', { length: 3 }).$type<Currency>().notNull(),
    lines: int('lines').notNull(),
    debitMinor: bigint('debit_minor', { mode: 'number' }).notNull(),
    /** Above zero. */
    creditMinor: bigint('credit_minor', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.account, t.currency] })],
);

export type JournalEntryRow = typeof journalEntries.$inferSelect;
export type JournalLineRow = typeof journalLines.$inferSelect;
