import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { reviewCases } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { ReviewCaseId } from '@/server/domain/shared/ids';
import { type AuditAction, audit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { databaseNowMs } from '../reservation';

export const caseId = z.custom<ReviewCaseId>(
  (value) => typeof value === 'string' && value.startsWith('rev_'),
  'not a case id',
);

export type Case = typeof reviewCases.$inferSelect;

/** An open case, locked: of two operators who act on it at once the second finds it closed. Throws NOT_FOUND. */
export async function lockCase(tx: Transaction, id: ReviewCaseId): Promise<{ found: Case; nowMs: number }> {
  const [row] = await tx
    .select({ found: reviewCases, nowMs: databaseNowMs })
    .from(reviewCases)
    .where(and(eq(reviewCases.id, id), isNull(reviewCases.closedAt)))
    .for('update');
  if (!row) throw new AppError('NOT_FOUND');
  return { found: row.found, nowMs: Number(row.nowMs) };
}

/** Closes a case and writes down who did it and why. */
export async function settleCase(
  ctx: ServiceContext,
  tx: Transaction,
  { found, nowMs }: { found: Case; nowMs: number },
  how: { action: AuditAction; note: string; detail?: Record<string, unknown> },
): Promise<void> {
  await tx
    .update(reviewCases)
    .set({ closedAt: new Date(nowMs), closedBy: actorName(ctx.actor), note: how.note })
    .where(eq(reviewCases.id, found.id));
  await noteAct(ctx, tx, { found, nowMs }, how);
}

export const noteAct = (
  ctx: ServiceContext,
  tx: Transaction,
  { found, nowMs }: { found: Case; nowMs: number },
  how: { action: AuditAction; note: string; detail?: Record<string, unknown> },
): Promise<void> =>
  audit(ctx, tx, nowMs, {
    action: how.action,
    subjectId: found.id,
    restaurantId: null,
    detail: { reason: found.reason, about: found.subjectId, note: how.note, ...how.detail },
  });
