import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { auditLog, payments, reconciliations, reviewCases } from '@/db/schema';
import type { PaymentId } from '@/server/domain/shared/ids';
import { asPayments, type PaymentProvider } from '@/server/infra/payments';
import type { ServiceContext } from '@/server/services/context';
import { compareTransactions } from '@/server/services/reconciliation';
import { attachReview, closeReview, refundReview, retryReview } from '@/server/services/review';
import { holdOrder, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, makeRestaurant, makeUser, unique } from '../support/factories';
import { codeOf } from '../support/holds';
import { type SagaStack, startSagaStack } from '../support/saga-stack';

let client: DatabaseClient;
let stack: SagaStack;
let me: ServiceContext;

beforeAll(async () => {
  client = await workerDatabase();
  stack = await startSagaStack(client);
  await stack.provider.control('PUT', '/config', { transactionLagMs: 0 });
  me = as(stack.ctx, await makeUser(client, { role: 'operator' }), 'operator');
});
afterAll(async () => {
  await stack.close();
  await client.close();
});

async function compare() {
  await client.db.delete(reconciliations);
  const ctx = { ...stack.ctx, actor: { type: 'system' as const, job: 'compare' } };
  const found = await compareTransactions({ ...ctx, nowMs: () => Date.now() + 3 * 3_600_000 }, { provider: 'toss' });
  expect(found.failed).toBeNull();
}
const casesAbout = (orderId: string) =>
  client.db
    .select()
    .from(reviewCases)
    .where(like(reviewCases.detail, `%${orderId}%`));

/** A payment made at the provider for an order that is none of ours, and its case. */
async function strange(amountMinor = 30_000) {
  const orderId = unique('elsewhere-');
  const paymentKey = await stack.provider.approve(orderId, amountMinor);
  await stack.ctx.payments.of('toss').confirm({ paymentKey, orderId, amountMinor, idempotencyKey: unique('e-') });
  await compare();
  const [found] = await casesAbout(orderId);
  const give = (minor = amountMinor, ctx = me) =>
    codeOf(refundReview(ctx, { id: found!.id, amountMinor: minor, note: '주문을 알 수 없음' }));
  const caseNow = async () => (await client.db.select().from(reviewCases).where(eq(reviewCases.id, found!.id)))[0]!;
  const acts = async () =>
    (await client.db.select().from(auditLog).where(eq(auditLog.subjectId, found!.id)).orderBy(auditLog.id)).map(
      ({ action }) => action,
    );
  const cancels = async () => {
    const looked = await stack.ctx.payments.of('toss').lookup({ orderId, paymentKey });
    return looked.kind === 'found' ? looked.payment.cancels : [];
  };
  return { orderId, paymentKey, id: found!.id, give, caseNow, acts, cancels };
}
const fault = (orderId: string, one: Record<string, unknown>) =>
  stack.provider.fault({ call: 'cancel', orderId, ...one });

/** The same operator, whose process ends right after the provider was asked. */
function killedAfterAsking(): ServiceContext {
  const toss = stack.ctx.payments.of('toss');
  const refund: PaymentProvider['refund'] = async (input) => {
    await toss.refund(input);
    throw new Error('killed');
  };
  return { ...me, payments: asPayments({ toss: { ...toss, refund } }) };
}

describe('an operator sends money back that only the provider knows', () => {
  it('what was asked is on record before the money moves: a process that ends then is found out by the next press', async () => {
    const money = await strange();
    expect(await money.give(30_000, killedAfterAsking())).toBeInstanceOf(Error);
    expect(await money.cancels()).toHaveLength(1);
    expect(await money.acts()).toEqual(['review-refund-asked']);
    expect(await money.caseNow()).toMatchObject({ refund: { open: true, amountMinor: 30_000 }, closedAt: null });
    // Until it is known, nobody closes the case, attaches the money or asks for another amount.
    const note = 'whatever';
    expect(await codeOf(closeReview(me, { id: money.id, note }))).toBe('REVIEW_REFUND_OPEN');
    const restaurant = await makeRestaurant(client);
    const { reservationId } = await holdOrder(stack.ctx, await makeUser(client), restaurant.id);
    expect(await codeOf(attachReview(me, { id: money.id, reservationId, note }))).toBe('REVIEW_REFUND_OPEN');
    expect(await money.give(10_000)).toBe('REVIEW_REFUND_OPEN');
    expect(await money.give()).toBeUndefined();
    expect(await money.cancels()).toHaveLength(1);
    expect(await money.acts()).toEqual(['review-refund-asked', 'review-refund-asked', 'review-refunded']);
    expect((await money.caseNow()).closedAt).not.toBeNull();
  });

  it('the next round does not report it, also before anybody knew what became of it', async () => {
    const money = await strange();
    await money.give(10_000, killedAfterAsking());
    await compare();
    expect(await casesAbout(money.orderId)).toHaveLength(1);
    await money.give(10_000);
    await compare();
    expect((await casesAbout(money.orderId)).map((one) => one.id)).toEqual([money.id]);
  });

  it('a lost answer is looked up at once', async () => {
    const money = await strange();
    await fault(money.orderId, { kind: 'drop-after' });
    expect(await money.give()).toBeUndefined();
    expect(await money.cancels()).toHaveLength(1);
  });

  it('an error that the provider repeats gets a new key after some tries, when its record shows no refund', async () => {
    const money = await strange();
    await fault(money.orderId, { kind: 'error-before', status: 500 });
    expect(await money.give()).toBe('REVIEW_REFUND_OPEN');
    expect(await money.give()).toBe('REVIEW_REFUND_OPEN');
    expect(await money.caseNow()).toMatchObject({ refund: { attempt: 1, tries: 2, open: true } });
    expect(await money.give()).toBeUndefined();
    expect(await money.caseNow()).toMatchObject({ refund: { attempt: 2, open: false } });
    expect(await money.cancels()).toHaveLength(1);
  });

  it('and none while that record cannot be read', async () => {
    const money = await strange();
    await fault(money.orderId, { kind: 'error-before', status: 500 });
    await fault(money.orderId, { kind: 'error-before', status: 500, call: 'query', times: 8 });
    for (let press = 0; press < 4; press++) expect(await money.give()).toBe('REVIEW_REFUND_OPEN');
    expect(await money.caseNow()).toMatchObject({ refund: { attempt: 1, tries: 4 } });
    expect(await money.cancels()).toEqual([]);
  });

  it('what is refused leaves the case as it was: another amount can be asked for, or the case closed', async () => {
    const money = await strange();
    await fault(money.orderId, { kind: 'error-before', status: 403, code: 'NOT_CANCELABLE_PAYMENT' });
    expect(await money.give()).toBe('REVIEW_REFUND_REFUSED');
    expect(await money.give(5_000)).toBeUndefined();
    expect(await money.cancels()).toMatchObject([{ amountMinor: 5_000, reason: money.id }]);
    expect(await money.caseNow()).toMatchObject({ refund: { attempt: 2, open: false, amountMinor: 5_000 } });
  });

  it('two operators at once send it back once, and it is written down once', async () => {
    const money = await strange();
    const codes = await Promise.all([money.give(), money.give()]);
    expect(codes.filter((code) => code !== undefined && code !== 'NOT_FOUND' && code !== 'REVIEW_REFUND_OPEN')).toEqual(
      [],
    );
    expect(codes).toContain(undefined);
    expect(await money.cancels()).toHaveLength(1);
    expect((await money.acts()).filter((action) => action === 'review-refunded')).toHaveLength(1);
  });
});

describe('trying again', () => {
  it('closes a case about a payment that we had given up, once it is in our books', async () => {
    const restaurant = await makeRestaurant(client);
    const order = await holdOrder(stack.ctx, await makeUser(client), restaurant.id);
    const { orderId, amountMinor } = order;
    const paymentKey = await stack.provider.approve(orderId, amountMinor);
    await stack.ctx.payments.of('toss').confirm({ paymentKey, orderId, amountMinor, idempotencyKey: unique('e-') });
    // The provider does not answer about it just then.
    await stack.provider.fault({ kind: 'error-before', status: 500, call: 'query', orderId });
    await compare();
    const [found] = await casesAbout(orderId);
    expect(found).toMatchObject({ reason: 'missing_here', paymentId: orderId, closedAt: null });
    expect(await retryReview(me, { id: found!.id })).toEqual({ settled: true });
    await waitForStatus(stack.ctx, order.reservationId, 'CONFIRMED');
    const [payment] = await client.db
      .select()
      .from(payments)
      .where(eq(payments.id, orderId as PaymentId));
    expect(payment!.status).toBe('CAPTURED');
    expect((await casesAbout(orderId))[0]!.closedAt).not.toBeNull();
  });
});
