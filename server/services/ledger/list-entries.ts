import { and, asc, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { journalEntries, journalLines, reservations, restaurants } from '@/db/schema';
import { ACCOUNTS, type Account, ENTRY_KINDS, type EntryKind, type EntrySource } from '@/server/domain/ledger/accounts';
import type { Line } from '@/server/domain/ledger/entry';
import { isId, type JournalId, type ReservationId, type RestaurantId } from '@/server/domain/shared/ids';
import { CURRENCIES, type Currency } from '@/server/domain/shared/money';
import type { ServiceContext } from '../context';

const idOf = <T extends string>(kind: Parameters<typeof isId>[0]) =>
  z.custom<T>((value) => typeof value === 'string' && isId(kind, value), `not an id of ${kind}`);

export const listEntriesInput = z.object({
  account: z.enum(ACCOUNTS).optional(),
  currency: z.enum(CURRENCIES).optional(),
  kind: z.enum(ENTRY_KINDS).optional(),
  restaurantId: idOf<RestaurantId>('restaurant').optional(),
  reservationId: idOf<ReservationId>('reservation').optional(),
  /** Inclusive. */
  fromMs: z.number().int().optional(),
  /** Exclusive. */
  toMs: z.number().int().optional(),
  /** The entry that the page before ended with. */
  cursor: idOf<JournalId>('journal').nullish(),
  limit: z.number().int().min(1).max(200).default(50),
});

export type ListedEntry = {
  id: JournalId;
  source: EntrySource;
  sourceId: string;
  kind: EntryKind;
  currency: Currency;
  at: Date;
  reason: string | null;
  actor: string;
  restaurant: { id: RestaurantId; name: string; nameEn: string | null; slug: string } | null;
  reservation: { id: ReservationId; code: string | null } | null;
  lines: Line[];
  /** Whether it was reversed. */
  corrected: boolean;
};
export type EntryPage = { entries: ListedEntry[]; nextCursor: JournalId | null };

/** Entries of the journal with their lines, the newest first, for operators. */
export async function listEntries(ctx: ServiceContext, raw: z.input<typeof listEntriesInput>): Promise<EntryPage> {
  const input = listEntriesInput.parse(raw);
  const rows = await ctx.db
    .select({
      entry: journalEntries,
      name: restaurants.name,
      nameEn: restaurants.nameEn,
      slug: restaurants.slug,
      code: reservations.code,
      corrected: sql`exists (select 1 from journal_entries x
        where x.source = 'correction' and x.source_id = journal_entries.id and x.kind = 'reversal')`.mapWith(Boolean),
    })
    .from(journalEntries)
    .leftJoin(restaurants, eq(restaurants.id, journalEntries.restaurantId))
    .leftJoin(reservations, eq(reservations.id, journalEntries.reservationId))
    .where(whereOf(input))
    .orderBy(desc(journalEntries.at), desc(journalEntries.id))
    .limit(input.limit + 1);
  const page = rows.slice(0, input.limit);
  const lines = await linesOf(
    ctx,
    page.map(({ entry }) => entry.id),
  );
  const entries = page.map(({ entry, name, nameEn, slug, code, corrected }): ListedEntry => {
    const { sumMinor: _, lines: __, restaurantId, reservationId, ...told } = entry;
    return {
      ...told,
      restaurant: restaurantId && name !== null && slug !== null ? { id: restaurantId, name, nameEn, slug } : null,
      reservation: reservationId ? { id: reservationId, code } : null,
      lines: lines.get(entry.id) ?? [],
      corrected,
    };
  });
  return { entries, nextCursor: rows.length > input.limit ? (entries.at(-1)?.id ?? null) : null };
}

function whereOf(input: z.output<typeof listEntriesInput>) {
  const e = journalEntries;
  const endOfLast = sql`(select at from journal_entries where id = ${input.cursor})`;
  return and(
    input.account
      ? sql`${e.id} in (select entry_id from journal_lines where account = ${input.account}${
          input.currency ? sql` and currency = ${input.currency}` : sql``
        })`
      : undefined,
    input.currency ? eq(e.currency, input.currency) : undefined,
    input.kind ? eq(e.kind, input.kind) : undefined,
    input.restaurantId ? eq(e.restaurantId, input.restaurantId) : undefined,
    input.reservationId ? eq(e.reservationId, input.reservationId) : undefined,
    input.fromMs === undefined ? undefined : gte(e.at, new Date(input.fromMs)),
    input.toMs === undefined ? undefined : lt(e.at, new Date(input.toMs)),
    // The instant is compared in the database: it has microseconds, which a cursor would have to carry.
    input.cursor ? sql`${e.at} <= ${endOfLast} and (${e.at} < ${endOfLast} or ${e.id} < ${input.cursor})` : undefined,
  );
}

async function linesOf(ctx: ServiceContext, ids: JournalId[]): Promise<Map<JournalId, Line[]>> {
  const found = new Map<JournalId, Line[]>();
  if (ids.length === 0) return found;
  const rows = await ctx.db
    .select({ id: journalLines.entryId, account: journalLines.account, amountMinor: journalLines.amountMinor })
    .from(journalLines)
    .where(inArray(journalLines.entryId, ids))
    .orderBy(asc(journalLines.entryId), asc(journalLines.lineNo));
  for (const { id, account, amountMinor } of rows)
    found.set(id, [...(found.get(id) ?? []), { account: account as Account, amountMinor }]);
  return found;
}
