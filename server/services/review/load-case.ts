import { eq } from 'drizzle-orm';
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

export type LockedCase = { found: Case; nowMs: number };

/** An open case, locked: of two operators who act on it at once the second finds it closed. Throws NOT_FOUND. */
export async function lockCase(tx: Transaction, id: ReviewCaseId): Promise<LockedCase> {
  const locked = await lockAnyCase(tx, id);
  if (locked.found.closedAt) throw new AppError('NOT_FOUND');
  return locked;
}

/** The same for one that may be closed. */
export async function lockAnyCase(tx: Transaction, id: ReviewCaseId): Promise<LockedCase> {
  const [row] = await tx
    .select({ found: reviewCases, nowMs: databaseNowMs })
    .from(reviewCases)
    .where(eq(reviewCases.id, id))
    .for('update');
  if (!row) throw new AppError('NOT_FOUND');
  return { found: row.found, nowMs: Number(row.nowMs) };
}

/** Throws REVIEW_REFUND_OPEN while nobody knows whether a case's money went back. */
export function requireNoRefundOpen({ refund }: Case): void {
  if (refund?.open) throw new AppError('REVIEW_REFUND_OPEN', { amountMinor: refund.amountMinor });
}

/** Closes a case and writes down who did it and why. */
export async function settleCase(
  ctx: ServiceContext,
  tx: Transaction,
  { found, nowMs }: LockedCase,
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
  { found, nowMs }: LockedCase,
  how: { action: AuditAction; note: string; detail?: Record<string, unknown> },
): Promise<void> =>
  audit(ctx, tx, nowMs, {
    action: how.action,
    subjectId: found.id,
    restaurantId: null,
    detail: { reason: found.reason, about: found.subjectId, note: how.note, ...how.detail },
  });
