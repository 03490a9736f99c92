import { sql } from 'drizzle-orm';
import type { payments } from '@/db/schema';
import type { ReviewReason } from '@/server/domain/payment/states';
import { type ServiceContext, withTransaction } from '../context';
import { openReview } from '../payment';

/** Something that the two sides do not say alike. Either side may know nothing of it. */
export type Difference = {
  subjectId: string;
  reason: ReviewReason;
  payment: Pick<typeof payments.$inferSelect, 'id' | 'reservationId'> | null;
  ours: unknown;
  theirs: unknown;
};

/** What was found, and the code of a provider that did not say enough to go on: the stretch is then compared again. */
export type Found = { differences: Difference[]; failed: string | null };

/** Each becomes a case with both sides, and an alarm, once. */
export async function openDifferences(ctx: ServiceContext, differences: readonly Difference[]): Promise<void> {
  for (const { subjectId, reason, payment, ours, theirs } of differences) {
    await withTransaction(ctx, async (tx) => {
      const [clock] = await tx.execute(sql`SELECT floor(unix_timestamp(now(6)) * 1000) AS now_ms`);
      await openReview(ctx, tx, {
        subjectId,
        reason,
        reservationId: payment?.reservationId ?? null,
        paymentId: payment?.id ?? null,
        detail: { ours, theirs },
        nowMs: Number((clock as unknown as { now_ms: string }[])[0]!.now_ms),
      });
    });
  }
}
