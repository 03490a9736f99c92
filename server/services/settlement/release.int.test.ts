import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { auditLog, journalEntries, merchantTerms, payoutBatches, payouts } from '@/db/schema';
import { endOfDate, lastClosable, periodBefore } from '@/server/domain/settlement/period';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { ServiceContext } from '@/server/services/context';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import { makeVisit, owedTo, refundLater, settleEvery } from '@/tests/support/journal';
import { settleWeek } from '@/tests/support/settled';
import { listFilePayouts, listPayouts, listStatements, makePayoutFile, markPaid, payoutFile, releasePayouts } from '.';

const ZONE = 'Asia/Seoul';
const DAY_MS = 86_400_000;
const third = lastClosable('weekly', [ZONE], Date.now());
const second = periodBefore('weekly', third.firstDate);
const first = periodBefore('weekly', second.firstDate);
const inWeek = (week: { lastDate: string }) => endOfDate(week.lastDate, ZONE) - 3 * DAY_MS;
const reason = '예금주가 달라요';

let client: DatabaseClient;
let ctx: ServiceContext;
let operator: ServiceContext;

beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('release')), 8);
  ctx = makeContext(client);
  operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
});
afterAll(() => client.close());

type Place = { id: RestaurantId; ownerId: UserId; name: string };
const weekly = async (name: string): Promise<Place> => {
  const place = await makeRestaurant(client, { restaurant: { name, nameEn: `${name} (en)` } });
  await settleEvery(client, place.id, 'weekly');
  return place;
};
const visit = (place: Place, atMs: number, depositMinor: number) =>
  makeVisit(client, ctx, { restaurantId: place.id, atMs, depositMinor });
/** Closes a week, and the bank's day has come. */
async function close(week: { lastDate: string }) {
  expect((await settleWeek(ctx, operator, week.lastDate)).differing).toBe(0);
  await client.db.update(payouts).set({ dueDate: '2020-01-02' }).where(eq(payouts.status, 'pending'));
}
const file = () => makePayoutFile(operator, { currency: 'KRW' });
const pay = ({ batchId, totalMinor }: Awaited<ReturnType<typeof file>>) =>
  markPaid(operator, { batchId, expectedTotalMinor: totalMinor });
const payoutsOf = (place: Place) => client.db.select().from(payouts).where(eq(payouts.restaurantId, place.id));
const batchOf = async (batchId: string) =>
  (await client.db.select().from(payoutBatches).where(sql`id = ${batchId}`))[0]!;

describe('a payout that the bank refused', () => {
  it('leaves its file, and the next one pays it once, to the account of then; the ledger and the files agree', async () => {
    const [place, other] = [await weekly('한입 식당'), await weekly('두입 식당')];
    await visit(place, inWeek(first), 20_000);
    await visit(other, inWeek(first), 30_000);
    await close(first);
    const made = await file();
    const found = await listFilePayouts(operator, { batchId: made.batchId, text: '한입' });
    expect(found).toMatchObject([
      { amountMinor: 19_340, restaurant: { name: '한입 식당' }, account: { bankCode: '088' } },
    ]);
    expect(JSON.stringify(found)).not.toContain('0110123456789');
    expect(await listFilePayouts(operator, { batchId: made.batchId, text: found[0]!.id })).toEqual(found);
    expect(await listFilePayouts(operator, { batchId: made.batchId })).toHaveLength(2);
    const payoutIds = [found[0]!.id];
    const released = await releasePayouts(operator, { batchId: made.batchId, payoutIds, reason });
    expect(released).toEqual({ batchId: made.batchId, status: 'exported', payouts: 1, totalMinor: 19_340 });
    expect(await payoutsOf(place)).toMatchObject([{ status: 'pending', batchId: null, account: null }]);
    // What the bank carried out is what the file comes to now.
    expect(await codeOf(pay(made))).toBe('PAYOUT_TOTAL_DIFFERS');
    await pay({ ...made, totalMinor: made.totalMinor - 19_340 });
    expect([await owedTo(client, place.id), await owedTo(client, other.id)]).toEqual([19_340, 0]);
    await client.db
      .update(merchantTerms)
      .set({ accountNumber: '33330000' })
      .where(eq(merchantTerms.restaurantId, place.id));
    const next = await file();
    expect(next).toMatchObject({ payouts: 1, totalMinor: 19_340 });
    await pay(next);
    const [payout] = await payoutsOf(place);
    expect(payout).toMatchObject({ status: 'paid', batchId: next.batchId, account: { accountNumber: '33330000' } });
    expect(await client.db.select().from(journalEntries).where(eq(journalEntries.sourceId, payout!.id))).toHaveLength(
      1,
    );
    expect(await owedTo(client, place.id)).toBe(0);
    const [[sums]] = (await client.db.execute(sql`
      SELECT (SELECT SUM(total_minor) FROM payout_batches WHERE status = 'paid') AS files,
             (SELECT SUM(amount_minor) FROM payouts WHERE status = 'paid') AS paid,
             (SELECT -SUM(amount_minor) FROM journal_lines WHERE account = 'bank' AND kind = 'payout') AS booked`)) as unknown as [
      [Record<'files' | 'paid' | 'booked', string>],
    ];
    expect(Number(sums.paid)).toBe(19_340 + 29_010);
    expect([sums.files, sums.booked]).toEqual([sums.paid, sums.paid]);
    const acts = await client.db.select().from(auditLog).where(eq(auditLog.subjectId, made.batchId));
    expect(acts.find(({ action }) => action === 'payouts-released')?.detail).toEqual({
      ...{ payouts: 1, totalMinor: 19_340, currency: 'KRW', payoutIds, reason },
    });
  });

  it('leaves a file of its own as a record that is never paid or handed out again', async () => {
    const place = await weekly('세입 식당');
    await visit(place, inWeek(first), 10_000);
    await close(first);
    const made = await file();
    expect(await releasePayouts(operator, { batchId: made.batchId, reason })).toMatchObject({ status: 'released' });
    expect(await batchOf(made.batchId)).toMatchObject({
      status: 'released',
      payouts: 1,
      totalMinor: 9_670,
      paidAt: null,
    });
    expect(await codeOf(pay(made))).toBe('PAYOUT_FILE_RELEASED');
    expect(await codeOf(releasePayouts(operator, { batchId: made.batchId, reason }))).toBe('PAYOUT_FILE_RELEASED');
    expect(await codeOf(payoutFile(operator, { batchId: made.batchId }))).toBe('NOT_FOUND');
    const next = await file();
    await pay(next);
    const again = { batchId: next.batchId, reason };
    expect(await codeOf(releasePayouts(operator, again))).toBe('PAYOUT_FILE_PAID');
    expect(await codeOf(releasePayouts(operator, { ...again, batchId: newId('payoutBatch') }))).toBe('NOT_FOUND');
    expect(await owedTo(client, place.id)).toBe(0);
  });

  it('stays where it is when one of the chosen is not in the file', async () => {
    const place = await weekly('네입 식당');
    await visit(place, inWeek(first), 10_000);
    await close(first);
    const made = await file();
    const [payout] = await payoutsOf(place);
    const payoutIds = [payout!.id, newId('payout')];
    expect(await codeOf(releasePayouts(operator, { batchId: made.batchId, payoutIds, reason }))).toBe(
      'PAYOUT_NOT_IN_FILE',
    );
    await expect(releasePayouts(operator, { batchId: made.batchId, payoutIds: [], reason })).rejects.toThrow();
    expect(await payoutsOf(place)).toMatchObject([{ status: 'exported', batchId: made.batchId }]);
    await pay(made);
  });
});

describe('a payout of a restaurant that owes something itself', () => {
  it('is held back until later earnings have made up for it', async () => {
    const place = await weekly('다섯입 식당');
    const owner = as(ctx, place.ownerId, 'staff');
    const reservationId = await visit(place, inWeek(first), 20_000);
    await close(first);
    const refund = { restaurantId: place.id, reservationId, atMs: inWeek(second), amountMinor: 9_000, reason: '사과' };
    await refundLater(ctx, refund);
    await close(second);
    expect(await codeOf(file())).toBe('PAYOUTS_NONE_DUE');
    const waiting = async () => (await listPayouts(operator, { status: 'pending' })).map((row) => row.carriedMinor);
    expect(await waiting()).toEqual([-9_000]);
    const held = async () =>
      (await listStatements(owner, { restaurantId: place.id })).statements.map(
        ({ payout }) => payout?.heldBack ?? null,
      );
    expect(await held()).toEqual([null, true]);
    await visit(place, inWeek(third), 10_000);
    await close(third);
    expect(await waiting()).toEqual([0, 0]);
    expect(await held()).toEqual([false, null, false]);
    const made = await file();
    expect(made).toMatchObject({ payouts: 2, totalMinor: 19_340 + 9_670 - 9_000 });
    await pay(made);
    expect(await owedTo(client, place.id)).toBe(0);
  });
});
