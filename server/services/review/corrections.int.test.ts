import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import {
  auditLog,
  journalEntries,
  journalLines,
  merchantTerms,
  outbox,
  payments,
  payouts,
  refunds,
  reservations,
  reviewCases,
} from '@/db/schema';
import type { Account } from '@/server/domain/ledger/accounts';
import type { JournalId, ReservationId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { ServiceContext } from '@/server/services/context';
import { getMoneyOverview } from '@/server/services/owner';
import { getStatement, listStatements, makePayoutFile, markPaid } from '@/server/services/settlement';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import { brokenInvariants } from '@/tests/support/invariants';
import { makeVisit, settleEvery } from '@/tests/support/journal';
import { first, inFirst, inSecond, second, settleWeek } from '@/tests/support/settled';
import { attachReview, carryReview, correctEntry } from '.';

let client: DatabaseClient;
let ctx: ServiceContext;
let operator: ServiceContext;

beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('correct')), 8);
  ctx = { ...makeContext(client), actor: { type: 'system', job: 'run-settlement' } };
  operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
});
afterAll(() => client.close());

type Place = Awaited<ReturnType<typeof makeRestaurant>>;
const weekly = async (): Promise<Place> => {
  const restaurant = await makeRestaurant(client);
  await settleEvery(client, restaurant.id, 'weekly');
  return restaurant;
};
const visit = (place: Place, atMs: number, depositMinor: number) =>
  makeVisit(client, ctx, { restaurantId: place.id, atMs, depositMinor });

const settle = (lastDate: string) => settleWeek(ctx, operator, lastDate);
const statementsOf = async (place: Place) =>
  (await listStatements(as(ctx, place.ownerId, 'staff'), { restaurantId: place.id })).statements;
const linesOf = async (place: Place) =>
  (await getStatement(operator, { statementId: (await statementsOf(place))[0]!.id })).lines;
async function balance(place: Place, account: Account): Promise<number> {
  const [row] = await client.db
    .select({ sum: sql`coalesce(sum(amount_minor), 0)`.mapWith(Number) })
    .from(journalLines)
    .where(and(eq(journalLines.restaurantId, place.id), eq(journalLines.account, account)));
  return row!.sum;
}
async function entryOf(kind: 'visit' | 'capture', reservationId: ReservationId): Promise<JournalId> {
  const [row] = await client.db
    .select({ id: journalEntries.id })
    .from(journalEntries)
    .where(and(eq(journalEntries.reservationId, reservationId), eq(journalEntries.kind, kind)));
  return row!.id;
}

describe('a journal that says more than the statements', () => {
  it('is settled by when an operator has looked: the difference is a line of its own, and everything adds up again', async () => {
    const place = await weekly();
    await visit(place, inFirst, 20_000);
    await settle(first.lastDate);
    // Written too late for the statement it belongs to.
    await visit(place, inFirst, 7_000);
    await visit(place, inSecond, 10_000);
    const { runId, differing } = await settle(second.lastDate);
    expect(differing).toBe(1);
    const [found] = await client.db.select().from(reviewCases).where(eq(reviewCases.subjectId, place.id));
    const carry = (note = '늦게 기록된 방문') => carryReview(operator, { id: found!.id, note });
    await carry();
    expect(await codeOf(carry())).toBe('NOT_FOUND');
    // The run that passed it over is asked for again.
    const asked = await client.db.select().from(outbox).where(eq(outbox.name, 'settlement/requested'));
    expect(asked.filter(({ data }) => (data as { runId: string }).runId === runId)).toHaveLength(2);

    expect(await settle(second.lastDate)).toMatchObject({ statements: 1, differing: 0 });
    const [made] = await statementsOf(place);
    expect(made).toMatchObject({ depositMinor: 10_000, deductionMinor: 6_769, payoutMinor: 9_670 + 6_769, entries: 2 });
    const lines = await linesOf(place);
    expect(lines.reduce((sum, line) => sum + line.netMinor, 0)).toBe(9_670 + 6_769);
    expect(lines).toHaveLength(2);
    expect(lines[1]!.deductions).toMatchObject([{ kind: 'reversal', amountMinor: 6_769, reason: '늦게 기록된 방문' }]);
    expect(await settle(second.lastDate)).toMatchObject({ statements: 0, differing: 0 });
    const [owed] = await client.db
      .select({ sum: sql`sum(amount_minor)`.mapWith(Number) })
      .from(payouts)
      .where(eq(payouts.restaurantId, place.id));
    expect(owed!.sum).toBe(-(await balance(place, 'merchant_payable')));
    expect(await client.db.select().from(auditLog).where(eq(auditLog.subjectId, found!.id))).toMatchObject([
      { action: 'review-carried', detail: { amountMinor: 6_769, note: '늦게 기록된 방문' } },
    ]);
  });
});

describe('an entry that was wrong', () => {
  it('of a visit is taken back and booked by the fee plan of now, once; only the fee moves', async () => {
    const place = await weekly();
    const reservationId = await visit(place, inSecond, 20_000);
    const entryId = await entryOf('visit', reservationId);
    await client.db.update(merchantTerms).set({ feeBps: 100 }).where(eq(merchantTerms.restaurantId, place.id));
    const correct = () => correctEntry(operator, { entryId, reason: '수수료 조건이 늦게 바뀌었어요' });
    const codes = await Promise.all([codeOf(correct()), codeOf(correct())]);
    expect(codes.filter(Boolean)).toEqual(['ENTRY_CORRECTED']);
    expect(await balance(place, 'deposit_liability')).toBe(0);
    expect(await balance(place, 'platform_fee')).toBe(-200);
    expect(await balance(place, 'vat_payable')).toBe(-20);
    expect(await balance(place, 'merchant_payable')).toBe(-19_780);
    expect(
      await codeOf(correctEntry(operator, { entryId: await entryOf('capture', reservationId), reason: 'why' })),
    ).toBe('ENTRY_NOT_CORRECTABLE');
    expect(await codeOf(correctEntry(operator, { entryId: newId('journal'), reason: 'why' }))).toBe('NOT_FOUND');
    expect(await client.db.select().from(auditLog).where(eq(auditLog.subjectId, entryId))).toHaveLength(1);
  });

  it('of a payout that the bank sent back makes it owed again, and the next statement pays it', async () => {
    const place = await weekly();
    await visit(place, inFirst, 20_000);
    await settle(first.lastDate);
    await client.db.update(payouts).set({ dueDate: '2020-01-02' }).where(eq(payouts.restaurantId, place.id));
    const file = await makePayoutFile(operator, { currency: 'KRW' });
    await markPaid(operator, { batchId: file.batchId, expectedTotalMinor: file.totalMinor });
    expect(await balance(place, 'merchant_payable')).toBe(0);
    const [paid] = await client.db
      .select({ id: journalEntries.id })
      .from(journalEntries)
      .where(and(eq(journalEntries.restaurantId, place.id), eq(journalEntries.kind, 'payout')));
    const money = () => getMoneyOverview(as(ctx, place.ownerId, 'staff'), { restaurantId: place.id });
    const before = await money();
    expect(before).toMatchObject({ paidOutMinor: 19_340, owedMinor: 0 });
    await correctEntry(operator, { entryId: paid!.id, reason: '계좌가 닫혀 있었어요' });
    expect(await balance(place, 'merchant_payable')).toBe(-19_340);
    // It is owed again, was not paid, is not on its way, and nothing more was earned.
    expect((await statementsOf(place))[0]!.payout).toMatchObject({ status: 'returned', paidAt: expect.any(Date) });
    const { ever, period, days } = before;
    const after = { paidOutMinor: 0, owedMinor: 19_340, underWayMinor: 0, openMinor: 19_340, ever, period, days };
    expect(await money()).toMatchObject(after);
    for (const table of ['journal_lines', 'journal_entries'])
      await client.db.execute(
        sql`UPDATE ${sql.identifier(table)} SET at = ${new Date(inSecond)} WHERE restaurant_id = ${place.id} AND kind IN ('payout', 'reversal')`,
      );
    await client.db
      .update(payouts)
      .set({ paidAt: new Date(inSecond) })
      .where(eq(payouts.restaurantId, place.id));
    expect(await settle(second.lastDate)).toMatchObject({ differing: 0 });
    const [again] = await statementsOf(place);
    expect(again).toMatchObject({ deductionMinor: 19_340, payoutMinor: 19_340 });
    expect((await linesOf(place))[0]!.deductions).toMatchObject([{ reason: '계좌가 닫혀 있었어요' }]);
  });
});

describe('money that only the provider knew', () => {
  async function strange(amountMinor: number, paymentKey = unique('strange_'), currency = 'KRW') {
    const id = newId('reviewCase');
    const theirs = {
      provider: 'toss',
      paymentKey,
      transactionKey: unique('T').slice(0, 60),
      amountMinor,
      currency,
      atMs: inSecond,
    };
    const about = { subjectId: unique('toss:'), reason: 'missing_here', detail: { ours: null, theirs } } as const;
    await client.db.insert(reviewCases).values({ id, ...about, openedAt: new Date(inSecond) });
    return { id, paymentKey };
  }
  const attach = async (amountMinor: number, reservationId: ReservationId, paymentKey?: string) => {
    const { id, paymentKey: key } = await strange(amountMinor, paymentKey);
    const code = await codeOf(attachReview(operator, { id, reservationId, note: '전화로 확인' }));
    return { code, paymentKey: key };
  };
  const become = (id: ReservationId, status: 'CANCELLED' | 'EXPIRED' | 'HELD') =>
    client.db.update(reservations).set({ status }).where(eq(reservations.id, id));

  it('is earned with the visit it came for, at the fee of its restaurant', async () => {
    const place = await weekly();
    const reservationId = await visit(place, inSecond, 20_000);
    expect((await attach(5_000, reservationId)).code).toBeUndefined();
    expect(await balance(place, 'deposit_liability')).toBe(0);
    expect(await balance(place, 'merchant_payable')).toBe(-(19_340 + 4_835));
    expect((await brokenInvariants(client)).filter((one) => one.startsWith('6'))).toEqual([]);
  });

  it('is refused for a booking that ended without a visit or is not paid yet, and nothing is written', async () => {
    const place = await weekly();
    for (const status of ['CANCELLED', 'EXPIRED', 'HELD'] as const) {
      const reservationId = await visit(place, inSecond, 20_000);
      await become(reservationId, status);
      const before = await balance(place, 'pg_clearing');
      expect((await attach(5_000, reservationId)).code).toBe('REVIEW_BOOKING_TAKES_NONE');
      expect(await balance(place, 'pg_clearing')).toBe(before);
    }
  });

  it('is refused for a booking in another currency: five thousand cents are not five thousand won', async () => {
    const place = await weekly();
    const reservationId = await visit(place, inSecond, 20_000);
    const { id } = await strange(5_000, unique('strange_'), 'USD');
    const refused = attachReview(operator, { id, reservationId, note: '전화로 확인' });
    await expect(refused).rejects.toMatchObject({ code: 'REVIEW_OTHER_CURRENCY' });
    expect(await balance(place, 'pg_clearing')).toBe(20_000);
  });

  it('a refund made by hand is what had been asked for; more than is left is refused', async () => {
    const place = await weekly();
    const reservationId = await visit(place, inSecond, 20_000);
    const { paymentKey } = await attach(8_000, reservationId);
    const [payment] = await client.db.select().from(payments).where(eq(payments.paymentKey, paymentKey));
    const refundId = newId('refund');
    await client.db.insert(refunds).values({
      ...{ id: refundId, paymentId: payment!.id, reservationId, cause: 'goodwill', amountMinor: 3_000 },
      ...{ status: 'REVIEW', createdAt: new Date(inSecond) },
    });
    const owedBefore = await balance(place, 'merchant_payable');
    expect((await attach(-3_000, reservationId, paymentKey)).code).toBeUndefined();
    expect((await attach(-6_000, reservationId, paymentKey)).code).toBe('REFUND_EXCEEDS');
    expect((await attach(-5_000, reservationId, paymentKey)).code).toBeUndefined();
    const rows = await client.db.select().from(refunds).where(eq(refunds.reservationId, reservationId));
    expect(
      rows.map(({ id, status, amountMinor, cause }) => ({ ours: id === refundId, status, amountMinor, cause })),
    ).toEqual(
      expect.arrayContaining([
        { ours: true, status: 'DONE', amountMinor: 3_000, cause: 'goodwill' },
        { ours: false, status: 'DONE', amountMinor: 5_000, cause: 'goodwill' },
      ]),
    );
    expect(rows).toHaveLength(2);
    expect(await balance(place, 'merchant_payable')).toBe(owedBefore + 8_000);
  });
});
