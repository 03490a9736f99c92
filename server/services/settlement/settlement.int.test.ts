import { buffer, text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { auditLog, journalEntries, outbox, payouts, reviewCases, settlementRuns } from '@/db/schema';
import { periodBefore, periodOf } from '@/server/domain/settlement/period';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { addDays } from '@/server/domain/shared/time';
import { newId } from '@/server/infra/ids';
import type { ServiceContext } from '@/server/services/context';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import { makeVisit, owedTo, refundLater, settleEvery } from '@/tests/support/journal';
import { DAY_MS, first, inFirst, inSecond, second, settleWeek } from '@/tests/support/settled';
import {
  getStatement,
  listPayouts,
  listStatements,
  makePayoutFile,
  markPaid,
  payoutFile,
  settleChunk,
  startDueSettlements,
  startSettlement,
  statementFile,
} from '.';

let client: DatabaseClient;
let ctx: ServiceContext;
let operator: ServiceContext;

beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('settle')), 8);
  ctx = { ...makeContext(client), actor: { type: 'system', job: 'run-settlement' } };
  operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
});
afterAll(() => client.close());

type Place = { id: RestaurantId; ownerId: UserId };
const weekly = async (hasAccount = true): Promise<Place> => {
  const restaurant = await makeRestaurant(client);
  await settleEvery(client, restaurant.id, 'weekly', hasAccount);
  return restaurant;
};
const visit = (place: Place, atMs: number, depositMinor: number, more: object = {}) =>
  makeVisit(client, ctx, { restaurantId: place.id, atMs, depositMinor, ...more });

/** Each test's restaurants have their statements afterwards, whoever made them. */
const settle = (lastDate: string) => settleWeek(ctx, operator, lastDate);
const statementsOf = async (place: Place) =>
  (await listStatements(as(ctx, place.ownerId, 'staff'), { restaurantId: place.id })).statements;
/** As if the bank's day had come. */
const makeDue = (place: Place) =>
  client.db.update(payouts).set({ dueDate: '2020-01-02' }).where(eq(payouts.restaurantId, place.id));
async function pay() {
  const file = await makePayoutFile(operator, { currency: 'KRW' });
  return markPaid(operator, { batchId: file.batchId, expectedTotalMinor: file.totalMinor });
}

describe('a settlement run', () => {
  it('makes a statement of what the journal says, a line a booking whose sums are its figures, and a payout', async () => {
    const place = await weekly();
    await visit(place, inFirst, 20_000, { couponPlatformMinor: 5_000, couponRestaurantMinor: 1_000 });
    await visit(place, inFirst + 1_000, 33_333);
    // After the period, and before it was over for the one after.
    await visit(place, inSecond, 10_000);
    await settle(first.lastDate);
    const [statement] = await statementsOf(place);
    expect(statement).toMatchObject({
      ...{ no: 1, entries: 2, lastDate: first.lastDate, depositMinor: 53_333, couponMinor: 5_000 },
      // 3 % of 25,000 and of 33,333, and a tenth of each, rounded down by itself.
      ...{ feeMinor: -750 - 999, vatMinor: -75 - 99, deductionMinor: 0, carriedInMinor: 0, carriedOutMinor: 0 },
      payoutMinor: 58_333 - 1_749 - 174,
      payout: { status: 'pending', paidAt: null },
    });
    const { lines, next } = await getStatement(operator, { statementId: statement!.id });
    expect(next).toBeNull();
    expect(
      lines.map(({ depositMinor, netMinor, ownCouponMinor, kinds, guest }) => [
        depositMinor,
        netMinor,
        ownCouponMinor,
        kinds,
        guest,
      ]),
    ).toEqual([
      [20_000, 24_175, 1_000, ['visit'], '김○○'],
      [33_333, 32_235, 0, ['visit'], '김○○'],
    ]);
    await settle(second.lastDate);
    const [later, earlier] = await statementsOf(place);
    expect(later).toMatchObject({ no: 2, firstDate: second.firstDate, depositMinor: 10_000 });
    expect(later!.fromAt).toEqual(earlier!.untilAt);
    expect(later!.payoutMinor + earlier!.payoutMinor).toBe(await owedTo(client, place.id));
  });

  it('reads a long statement page by page, every booking once', async () => {
    const place = await weekly();
    for (let index = 0; index < 7; index++) await visit(place, inFirst + (index % 3) * 60_000, 1_000 + index);
    await settle(first.lastDate);
    const [statement] = await statementsOf(place);
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof getStatement>> = await getStatement(operator, {
        statementId: statement!.id,
        after,
        limit: 3,
      });
      seen.push(...page.lines.map((line) => line.depositMinor));
      after = page.next;
    } while (after);
    expect(seen.sort()).toEqual([1_000, 1_001, 1_002, 1_003, 1_004, 1_005, 1_006]);
  });

  it('a refund after the payout is taken off the next statement, on its booking, with its reason', async () => {
    const place = await weekly();
    const reservationId = await visit(place, inFirst, 20_000);
    await settle(first.lastDate);
    await makeDue(place);
    await pay();
    const refund = {
      restaurantId: place.id,
      reservationId,
      atMs: inSecond,
      amountMinor: 5_000,
      reason: '음식이 늦었어요',
    };
    await refundLater(ctx, refund);
    await visit(place, inSecond, 10_000);
    await settle(second.lastDate);
    const [later, earlier] = await statementsOf(place);
    expect(earlier).toMatchObject({ payoutMinor: 19_340, payout: { status: 'paid' } });
    expect(later).toMatchObject({ entries: 2, deductionMinor: -5_000, payoutMinor: 9_670 - 5_000 });
    const { lines } = await getStatement(as(ctx, place.ownerId, 'staff'), { statementId: later!.id });
    expect(lines.find((line) => line.reservationId === reservationId)).toMatchObject({
      ...{ kinds: ['goodwill'], depositMinor: 0, netMinor: -5_000 },
      deductions: [{ kind: 'goodwill', amountMinor: -5_000, reason: '음식이 늦었어요', atMs: inSecond }],
    });
    // What was paid is off what is owed.
    expect(await owedTo(client, place.id)).toBe(9_670 - 5_000);
  });

  it('what is owed the other way is carried to the next statement, and pays nothing until it is made up for', async () => {
    const place = await weekly();
    const reservationId = await visit(place, inFirst - 7 * DAY_MS, 1_000);
    await settle(periodBefore('weekly', first.firstDate).lastDate);
    const refund = { restaurantId: place.id, reservationId, atMs: inFirst, amountMinor: 9_000, reason: '사과' };
    await refundLater(ctx, refund);
    await settle(first.lastDate);
    await visit(place, inSecond, 20_000);
    await settle(second.lastDate);
    const [third, middle] = await statementsOf(place);
    expect(middle).toMatchObject({ payoutMinor: 0, carriedOutMinor: -9_000, payout: null });
    expect(third).toMatchObject({ carriedInMinor: -9_000, payoutMinor: 19_340 - 9_000 });
  });

  it('again, or twice at once, adds nothing', async () => {
    const place = await weekly();
    await visit(place, inFirst, 20_000);
    const { runId } = await startSettlement(operator, { period: 'weekly', lastDate: first.lastDate });
    const chunk = () => settleChunk(ctx, { runId, after: null, done: 0 });
    const both = await Promise.all([chunk(), chunk()]);
    expect(both.map((one) => one.statements).sort((a, b) => a - b)[0]).toBe(0);
    expect((await settle(first.lastDate)).statements).toBe(0);
    expect(await client.db.select().from(payouts).where(eq(payouts.restaurantId, place.id))).toHaveLength(1);
  });

  it('pays nobody whose journal says something else than the statements, and tells an operator', async () => {
    const place = await weekly();
    await visit(place, inFirst, 20_000);
    await settle(first.lastDate);
    // Written too late for the statement it belongs to.
    await visit(place, inFirst, 7_000);
    await visit(place, inSecond, 10_000);
    expect((await settle(second.lastDate)).differing).toBe(1);
    expect(await statementsOf(place)).toHaveLength(1);
    const [found] = await client.db.select().from(reviewCases).where(eq(reviewCases.subjectId, place.id));
    expect(found).toMatchObject({
      reason: 'ledger_differs',
      detail: { ours: { statements: 19_340 + 9_670 }, theirs: { journal: 19_340 + 9_670 + 6_769 } },
    });
    // It is done with: the other tests' runs need not stumble over it.
    await client.db.execute(sql`DELETE FROM merchant_terms WHERE restaurant_id = ${place.id}`);
  });

  it('is not begun before the period is over and a while has passed', async () => {
    const { lastDate } = periodOf('weekly', addDays(second.lastDate, 1));
    expect(await codeOf(startSettlement(operator, { period: 'weekly', lastDate }))).toBe('SETTLEMENT_TOO_EARLY');
    expect(await codeOf(startSettlement(operator, { period: 'monthly', lastDate: '2026-01-15' }))).toBe(
      'INVALID_INPUT',
    );
  });

  it('is started by the clock for every kind of period, once, with an event each time it is not done', async () => {
    const started = await startDueSettlements(ctx);
    await startDueSettlements(ctx);
    const runs = await client.db.select().from(settlementRuns).where(eq(settlementRuns.actor, 'system:run-settlement'));
    expect(runs.length).toBeGreaterThanOrEqual(2);
    const events = await client.db.select().from(outbox).where(eq(outbox.name, 'settlement/requested'));
    for (const runId of started)
      expect(events.filter(({ data }) => (data as { runId: string }).runId === runId).length).toBeGreaterThanOrEqual(2);
  });
});

describe('payouts', () => {
  it('go into one file with the account as it was, and are booked once when the total is confirmed', async () => {
    const [place, without] = await Promise.all([weekly(), weekly(false)]);
    await visit(place, inFirst, 20_000);
    await visit(without, inFirst, 30_000);
    await settle(first.lastDate);
    await Promise.all([makeDue(place), makeDue(without)]);
    const files = await Promise.all([
      makePayoutFile(operator, { currency: 'KRW' }).catch(asCode),
      makePayoutFile(operator, { currency: 'KRW' }).catch(asCode),
    ]);
    expect(files).toContain('PAYOUTS_NONE_DUE');
    const file = files.find((one) => typeof one !== 'string');
    if (!file || typeof file === 'string') throw new Error('nobody got the file');
    const pending = await listPayouts(operator, { status: 'pending' });
    expect(pending.find((row) => row.restaurantId === without.id)).toMatchObject({ hasAccount: false });
    expect(pending.some((row) => row.restaurantId === place.id)).toBe(false);
    const mark = (expectedTotalMinor: number) => markPaid(operator, { batchId: file.batchId, expectedTotalMinor });
    expect(await codeOf(mark(file.totalMinor - 1))).toBe('PAYOUT_TOTAL_DIFFERS');
    const answers = await Promise.all([mark(file.totalMinor), mark(file.totalMinor)]);
    expect(answers[0]).toEqual(answers[1]);
    const [payout] = await client.db.select().from(payouts).where(eq(payouts.restaurantId, place.id));
    expect(payout).toMatchObject({ status: 'paid', account: { bankCode: '088', accountNumber: '0110123456789' } });
    const entries = await client.db.select().from(journalEntries).where(eq(journalEntries.sourceId, payout!.id));
    expect(entries).toMatchObject([{ kind: 'payout', sumMinor: 0, lines: 2, restaurantId: place.id }]);
    expect(await owedTo(client, place.id)).toBe(0);
    expect(await owedTo(client, without.id)).toBe(30_000 - 990);
    const acts = await client.db.select().from(auditLog).where(eq(auditLog.subjectId, file.batchId));
    expect(acts.map(({ action }) => action).sort()).toEqual(['payout-file-made', 'payouts-paid']);
    const { body } = await payoutFile(operator, { batchId: file.batchId });
    const rows = parse(await text(body), { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.find((row) => row.reference === payout!.id)).toMatchObject({
      ...{ bank_code: '088', account_number: '0110123456789', amount: '19340', currency: 'KRW' },
      // Not a formula.
      account_holder: "'=SUM(김밥천국)",
    });
    expect(rows.reduce((sum, row) => sum + Number(row.amount), 0)).toBe(file.totalMinor);
  });
});

const asCode = (error: unknown) => (error instanceof AppError ? error.code : String(error));

describe('the documents of a statement', () => {
  it('are a spreadsheet that adds up and runs no formula, and a PDF with only the glyphs it needs', async () => {
    const place = await weekly();
    const reservationId = await visit(place, inFirst, 20_000, { guestName: '=HYPERLINK("x")' });
    const refund = {
      restaurantId: place.id,
      reservationId,
      atMs: inFirst + 60_000,
      amountMinor: 5_000,
      reason: '+사과',
    };
    await refundLater(ctx, refund);
    await settle(first.lastDate);
    const [statement] = await statementsOf(place);
    const owner = as(ctx, place.ownerId, 'diner');
    const csv = await statementFile(owner, { statementId: statement!.id, format: 'csv', locale: 'ko' });
    const written = await buffer(csv.body);
    expect(written.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows = parse(written, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toMatchObject([
      { 예약금: '20000', 수수료: '-600', 부가세: '-60', 환불·정정: '-5000', 정산액: '14340', 사유: "'+사과" },
    ]);
    expect(rows[0]!.손님).not.toMatch(/^[=+\-@]/);
    expect(rows.reduce((sum, row) => sum + Number(row.정산액), 0)).toBe(statement!.payoutMinor);
    const pdf = await statementFile(owner, { statementId: statement!.id, format: 'pdf', locale: 'ko' });
    const bytes = Buffer.concat(await pdf.body.toArray());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.subarray(-6).toString()).toContain('%%EOF');
    expect(bytes.length).toBeLessThan(100_000);
  });

  it("are not there for another restaurant's owner or for a guest", async () => {
    const [place, other] = await Promise.all([weekly(), weekly()]);
    await visit(place, inFirst, 20_000);
    await settle(first.lastDate);
    const [statement] = await statementsOf(place);
    const file = (by: ServiceContext) => statementFile(by, { statementId: statement!.id, format: 'csv', locale: 'ko' });
    expect(await codeOf(file(as(ctx, other.ownerId, 'diner')))).toBe('NOT_FOUND');
    expect(await codeOf(file({ ...ctx, actor: { type: 'guest' } }))).toBe('SIGN_IN_REQUIRED');
    expect(await codeOf(payoutFile(as(ctx, place.ownerId, 'diner'), { batchId: newId('payoutBatch') }))).toBe(
      'NOT_FOUND',
    );
  });
});
