import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { journalEntries, merchantTerms, payouts } from '@/db/schema';
import { correctionsOf, isCorrectable } from '@/server/domain/ledger/correction';
import { DEFAULT_TERMS } from '@/server/domain/settlement/fee';
import { AppError } from '@/server/domain/shared/errors';
import { isId, type JournalId, type PayoutId, type RestaurantId } from '@/server/domain/shared/ids';
import { audit } from '../audit';
import { type ServiceContext, withTransaction } from '../context';
import { posting, readUnreversed } from '../ledger';
import { databaseNowMs } from '../reservation';

export const correctEntryInput = z.object({
  entryId: z.custom<JournalId>((value) => typeof value === 'string' && isId('journal', value), 'not an entry id'),
  /** On the restaurant's statement. */
  reason: z.string().trim().min(3).max(200),
});

/**
 * Corrects an entry of the journal, which itself stays: a payout that the bank sent back is reversed and marked as that, and is owed
 * again; what a booking earned is reversed and booked once more by the fee plan that counts now. Both come with the restaurant's next
 * statement. Throws ENTRY_NOT_CORRECTABLE for the other kinds, ENTRY_CORRECTED when that happened before, NOT_FOUND.
 */
export async function correctEntry(ctx: ServiceContext, raw: z.infer<typeof correctEntryInput>): Promise<void> {
  const { entryId, reason } = correctEntryInput.parse(raw);
  try {
    await withTransaction(ctx, async (tx) => {
      const [head] = await tx
        .select({ kind: journalEntries.kind, restaurantId: journalEntries.restaurantId, nowMs: databaseNowMs })
        .from(journalEntries)
        .where(eq(journalEntries.id, entryId));
      if (!head) throw new AppError('NOT_FOUND');
      if (!isCorrectable(head.kind) || !head.restaurantId)
        throw new AppError('ENTRY_NOT_CORRECTABLE', { kind: head.kind });
      const [entry] = await readUnreversed(tx, eq(journalEntries.id, entryId));
      if (!entry) throw new AppError('ENTRY_CORRECTED');
      const nowMs = Number(head.nowMs);
      const corrections = correctionsOf({ ...entry, kind: head.kind }, await termsOf(tx, head.restaurantId), reason);
      for (const statement of posting(ctx, corrections, nowMs)) await tx.execute(statement);
      // A payout's entry is about it. It keeps its day: until then it was on its way, since then it is in the journal.
      if (head.kind === 'payout')
        await tx
          .update(payouts)
          .set({ status: 'returned' })
          .where(eq(payouts.id, entry.sourceId as PayoutId));
      await audit(ctx, tx, nowMs, {
        action: 'entry-corrected',
        subjectId: entryId,
        restaurantId: head.restaurantId,
        detail: { kind: head.kind, reason },
      });
    });
  } catch (error) {
    // Two operators at once: the second finds it done.
    if (databaseFault(error) === 'duplicate') throw new AppError('ENTRY_CORRECTED', {}, { cause: error });
    throw error;
  }
}

async function termsOf(tx: Transaction, restaurantId: RestaurantId) {
  const [own] = await tx.select().from(merchantTerms).where(eq(merchantTerms.restaurantId, restaurantId));
  return own ?? DEFAULT_TERMS;
}
