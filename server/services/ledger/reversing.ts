import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { journalEntries, journalLines } from '@/db/schema';
import type { Entry } from '@/server/domain/ledger/entry';
import type { JournalId, ReservationId } from '@/server/domain/shared/ids';

export type BookedEntry = Entry & { id: JournalId };

/** Entries of the journal that `where` names and that nothing has reversed yet, with their lines, the oldest first. */
export async function readUnreversed(tx: Transaction, where: SQL | undefined): Promise<BookedEntry[]> {
  const heads = await tx
    .select()
    .from(journalEntries)
    .where(
      and(
        where,
        // In full: a query of one table leaves the table's name away.
        sql`not exists (select 1 from journal_entries r
          where r.source = 'correction' and r.source_id = journal_entries.id and r.kind = 'reversal')`,
      ),
    )
    .orderBy(asc(journalEntries.at), asc(journalEntries.id));
  if (heads.length === 0) return [];
  const lines = await tx
    .select()
    .from(journalLines)
    .where(
      inArray(
        journalLines.entryId,
        heads.map(({ id }) => id),
      ),
    )
    .orderBy(asc(journalLines.entryId), asc(journalLines.lineNo));
  return heads.map(({ id, source, sourceId, kind, restaurantId, reservationId, currency }) => ({
    ...{ id, source, sourceId, kind, restaurantId, reservationId, currency },
    lines: lines.filter((line) => line.entryId === id).map(({ account, amountMinor }) => ({ account, amountMinor })),
  }));
}

/** What forfeited differences of a booking's changes earned its restaurant, as it is booked. */
export const keptOfChanges = (tx: Transaction, reservationId: ReservationId): Promise<BookedEntry[]> =>
  readUnreversed(tx, and(eq(journalEntries.reservationId, reservationId), eq(journalEntries.kind, 'change')));
