import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { type CaseRefund, reviewCases } from '@/db/schema';
import { PROVIDER_NAMES } from '@/server/domain/payment/providers';
import type { RefundOutcome } from '@/server/domain/payment/states';
import { AppError } from '@/server/domain/shared/errors';
import type { ReviewCaseId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';
import { type LockedCase, lockAnyCase, noteAct, settleCase } from './load-case';

/** What a case's other side says of money that we do not have on record. */
const theirsSchema = z.object({
  theirs: z.object({
    provider: z.enum(PROVIDER_NAMES),
    paymentKey: z.string().min(1),
    orderId: z.string().default(''),
    amountMinor: z.number().int().positive(),
  }),
});

/** A refund of money that never was in our books, as it was written down before the provider was asked. */
export type Asked = {
  id: ReviewCaseId;
  theirs: z.infer<typeof theirsSchema>['theirs'];
  refund: CaseRefund;
  note: string;
};

/**
 * Writes down that such money is to go back, who said so and as which attempt. Pressed again while nobody knows what became of it, it is
 * the same refund. Throws REVIEW_NOTHING_TO_REFUND, REFUND_EXCEEDS, REVIEW_REFUND_OPEN when another amount is on its way.
 */
export async function askTheirs(
  ctx: ServiceContext,
  tx: Transaction,
  locked: LockedCase,
  { amountMinor, note }: { amountMinor: number; note: string },
): Promise<Asked> {
  const { id, detail, refund: last } = locked.found;
  const read = theirsSchema.safeParse(detail);
  if (!read.success || last?.transactionKey) throw new AppError('REVIEW_NOTHING_TO_REFUND');
  const { theirs } = read.data;
  if (amountMinor > theirs.amountMinor) throw new AppError('REFUND_EXCEEDS', { leftMinor: theirs.amountMinor });
  if (last?.open && last.amountMinor !== amountMinor)
    throw new AppError('REVIEW_REFUND_OPEN', { amountMinor: last.amountMinor });
  const refund = last?.open
    ? { ...last, tries: last.tries + 1 }
    : { amountMinor, attempt: (last?.attempt ?? 0) + 1, tries: 1, open: true };
  await tx.update(reviewCases).set({ refund }).where(eq(reviewCases.id, id));
  const { attempt, tries } = refund;
  await noteAct(ctx, tx, locked, { action: 'review-refund-asked', note, detail: { amountMinor, attempt, tries } });
  return { id, theirs, refund, note };
}

/**
 * Sends it back at the provider, outside any transaction, and closes the case when it is done. What became of an earlier try is looked up
 * first, by the case's id, which is the reason on the provider's record. Throws REVIEW_REFUND_REFUSED when nothing went back and nothing
 * will, REVIEW_REFUND_OPEN while nobody knows.
 */
export async function refundTheirs(ctx: ServiceContext, asked: Asked): Promise<void> {
  const { outcome, isOver } = await ask(ctx, asked);
  if (outcome.kind === 'refunded') return finish(ctx, asked, outcome.transactionKey);
  if (isOver) await giveUp(ctx, asked);
  throw new AppError(isOver ? 'REVIEW_REFUND_REFUSED' : 'REVIEW_REFUND_OPEN', {
    outcome: outcome.kind,
    ...('code' in outcome && { code: outcome.code }),
  });
}

/** From this try on a server error has had time to show on the provider's record if it was applied after all. */
const SURE_AFTER_TRIES = 3;

/** The provider answered with an error of its own, which it repeats under the key. */
const isRepeated = (last: RefundOutcome, tries: number): boolean =>
  last.kind === 'unknown' &&
  (last.answered === 'request-error' || (last.answered === 'server-error' && tries >= SURE_AFTER_TRIES));

/** What the provider answered so was not carried out. */
const isNo = (last: RefundOutcome): boolean =>
  last.kind === 'refused' || (last.kind === 'unknown' && last.answered === 'request-error');

/** `isOver`: the provider said no, and its record shows that nothing went back. */
async function ask(ctx: ServiceContext, asked: Asked): Promise<{ outcome: RefundOutcome; isOver: boolean }> {
  const before = await seenThere(ctx, asked);
  if (before.kind !== 'absent' && before.kind !== 'unreadable') return { outcome: before, isOver: false };
  for (let isAnew = false; ; isAnew = true) {
    const outcome = await send(ctx, asked);
    if (outcome.kind === 'refunded') return { outcome, isOver: false };
    const after = await seenThere(ctx, asked);
    if (after.kind === 'unreadable') return { outcome, isOver: false };
    if (after.kind !== 'absent') return { outcome: after, isOver: false };
    const asksAnew = !isAnew && isRepeated(outcome, asked.refund.tries);
    if (!asksAnew) return { outcome, isOver: isNo(outcome) };
    if (!(await raiseAttempt(ctx, asked, after.balanceMinor))) return { outcome, isOver: false };
  }
}

const send = (ctx: ServiceContext, { id, theirs, refund }: Asked) =>
  ctx.payments.of(theirs.provider).refund({
    paymentKey: theirs.paymentKey,
    amountMinor: refund.amountMinor,
    reason: id,
    idempotencyKey: `review:${id}:${refund.attempt}`,
    balanceMinor: refund.balanceMinor,
  });

type Seen =
  | { kind: 'refunded'; transactionKey: string }
  | { kind: 'in-flight' }
  | { kind: 'absent'; balanceMinor: number }
  | { kind: 'unreadable' };

async function seenThere(ctx: ServiceContext, { id, theirs }: Asked): Promise<Seen> {
  const { orderId, paymentKey } = theirs;
  const looked = await ctx.payments.of(theirs.provider).lookup({ orderId, paymentKey });
  if (looked.kind !== 'found') return { kind: 'unreadable' };
  const ours = looked.payment.cancels.filter((cancel) => cancel.reason === id);
  const done = ours.find((cancel) => cancel.status === 'DONE');
  if (done) return { kind: 'refunded', transactionKey: done.transactionKey };
  return ours.some((cancel) => cancel.status === 'IN_PROGRESS')
    ? { kind: 'in-flight' }
    : { kind: 'absent', balanceMinor: looked.payment.balanceMinor };
}

/** The next request gets a key of its own, and tells what must be left. False when another press was quicker. */
const raiseAttempt = (ctx: ServiceContext, asked: Asked, balanceMinor: number): Promise<boolean> =>
  change(ctx, asked, (now) => {
    asked.refund = { ...now, attempt: now.attempt + 1, balanceMinor };
    return asked.refund;
  });

/** Nothing went back: the case is as it was, and may be closed or attached, or refunded anew. */
const giveUp = (ctx: ServiceContext, asked: Asked): Promise<boolean> =>
  change(ctx, asked, (now) => ({ ...now, open: false }));

/** Changes a refund that is still open and the attempt that we know of. Whether it was. */
const change = (ctx: ServiceContext, { id, refund }: Asked, next: (now: CaseRefund) => CaseRefund): Promise<boolean> =>
  withTransaction(ctx, async (tx) => {
    const { found } = await lockAnyCase(tx, id);
    const now = found.refund;
    if (!now?.open || now.attempt !== refund.attempt) return false;
    await tx
      .update(reviewCases)
      .set({ refund: next(now) })
      .where(eq(reviewCases.id, id));
    return true;
  });

/** The money is back, whoever closed the case meanwhile and however often it was pressed. Written down once. */
const finish = (ctx: ServiceContext, { id, refund, note }: Asked, transactionKey: string): Promise<void> =>
  withTransaction(ctx, async (tx) => {
    const locked = await lockAnyCase(tx, id);
    if (locked.found.refund?.transactionKey) return;
    await tx
      .update(reviewCases)
      .set({ refund: { ...refund, open: false, transactionKey } })
      .where(eq(reviewCases.id, id));
    const { amountMinor, attempt } = refund;
    const how = { action: 'review-refunded', note, detail: { amountMinor, attempt, transactionKey } } as const;
    await (locked.found.closedAt ? noteAct(ctx, tx, locked, how) : settleCase(ctx, tx, locked, how));
  });
