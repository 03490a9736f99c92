import type { Database } from '@/db/client';
import type { statements } from '@/db/schema';
import { differenceOf, type Figures, figuresOf, netOf, type StatementLine } from '@/server/domain/settlement/statement';
import { readEarnings } from './read-chunk';

/**
 * The line that a statement ends with where the journal has more in its time than when it was made: an entry may commit after its time
 * was closed, and comes with a later statement. With it every column comes to the statement's figure. Null where nothing was added.
 */
export async function laterLine(
  db: Database,
  statement: typeof statements.$inferSelect,
  adjustments: readonly StatementLine[],
): Promise<StatementLine | null> {
  const { id, restaurantId, fromAt, untilAt, createdAt } = statement;
  const window = { id: restaurantId, fromMs: fromAt.getTime(), endMs: untilAt.getTime() };
  const booked = figuresOf((await readEarnings(db, [window])).get(restaurantId)?.sums ?? []);
  const adjustedMinor = adjustments.reduce((sum, { netMinor }) => sum + netMinor, 0);
  const shown: Figures = { ...booked, deductionMinor: booked.deductionMinor + adjustedMinor };
  const difference = differenceOf(statement, shown);
  if (!difference) return null;
  return {
    ...{ id, reservationId: null, code: null, guest: null, partySize: null, atMs: createdAt.getTime(), kinds: [] },
    ...difference,
    ...{ ownCouponMinor: 0, deductions: [], netMinor: netOf(difference), later: true },
  };
}
