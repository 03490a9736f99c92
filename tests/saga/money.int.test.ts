import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { auditLog, journalLines, memberships, merchantTerms } from '@/db/schema';
import { ACCOUNTS } from '@/server/domain/ledger/accounts';
import { captureEntry } from '@/server/domain/ledger/entry';
import { DEFAULT_TERMS } from '@/server/domain/settlement/fee';
import type { ReservationId, UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import { getTrialBalance, listEntries, posting } from '@/server/services/ledger';
import { getMoneyOverview, refundVisit, savePayoutAccount } from '@/server/services/owner';
import { cancelReservation, serveReservation } from '@/server/services/reservation';
import { correctEntry } from '@/server/services/review';
import { makePayoutFile, markPaid } from '@/server/services/settlement';
import { holdOrder, payOrder, refundsOf, waitForStatus } from '../support/bookings';
import { workerDatabase } from '../support/database';
import { as, type MadeRestaurant, makeRestaurant, makeUser, unique } from '../support/factories';
import { codeOf } from '../support/holds';
import { type SagaStack, startSagaStack } from '../support/saga-stack';
import { settleMonth } from '../support/settled';
import { makeCaller, refusalCode } from '../support/trpc';
import { waitFor } from '../support/wait-for';

let client: DatabaseClient;
let stack: SagaStack;

beforeAll(async () => {
  client = await workerDatabase();
  stack = await startSagaStack(client);
});
afterAll(async () => {
  await stack.close();
  await client.close();
});

const owning = (restaurant: MadeRestaurant) => as(stack.ctx, restaurant.ownerId, 'staff');

async function paidAt(restaurant: MadeRestaurant, minute: number) {
  const diner = await makeUser(client);
  const order = await holdOrder(stack.ctx, diner, restaurant.id, minute);
  const paid = await payOrder(stack.ctx, stack.provider, diner, order);
  await waitForStatus(stack.ctx, paid.reservationId, 'CONFIRMED');
  return { diner, ...paid };
}
const startsIn = (reservationId: ReservationId, minutes: number) =>
  client.db.execute(
    sql`UPDATE reservations SET starts_at = NOW(6) + INTERVAL ${sql.raw(String(minutes))} MINUTE WHERE id = ${reservationId}`,
  );
async function visited(restaurant: MadeRestaurant, minute: number) {
  const { reservationId } = await paidAt(restaurant, minute);
  await startsIn(reservationId, -60);
  await serveReservation(owning(restaurant), { reservationId, command: 'seat' });
  await serveReservation(owning(restaurant), { reservationId, command: 'complete' });
  return reservationId;
}

/** All that can happen to a deposit of 20,000: one is still to come, one came, one stayed away, one cancelled late, one was appeased. */
async function eventful(restaurant: MadeRestaurant) {
  await paidAt(restaurant, 720);
  await visited(restaurant, 780);
  const away = await paidAt(restaurant, 840);
  await startsIn(away.reservationId, -60);
  await serveReservation(owning(restaurant), { reservationId: away.reservationId, command: 'no-show' });
  const late = await paidAt(restaurant, 1140);
  await startsIn(late.reservationId, 5 * 60);
  await cancelReservation(as(stack.ctx, late.diner), {
    reservationId: late.reservationId,
    expectedRefundMinor: 10_000,
  });
  const appeased = await visited(restaurant, 960);
  await refundVisit(owning(restaurant), {
    reservationId: appeased,
    amountMinor: 5_000,
    reason: '음식이 늦었어요',
    commandKey: unique('key-'),
  });
  for (const id of [late.reservationId, appeased])
    await waitFor('the refund', async () => (await refundsOf(stack.ctx, id))[0]?.status === 'DONE');
  return { appeased };
}

describe("a restaurant's money", () => {
  it('is what the journal says, to the won, after a visit, a no-show, a late cancellation and a refund that follows a visit', async () => {
    const restaurant = await makeRestaurant(client);
    const before = await getMoneyOverview(owning(restaurant), { restaurantId: restaurant.id });
    expect(before).toMatchObject({ heldMinor: 0, owedMinor: 0, paidOutMinor: 0, openMinor: 0, account: null });
    await eventful(restaurant);
    const money = await getMoneyOverview(owning(restaurant), { restaurantId: restaurant.id });
    // Three deposits of 20,000 and half of a fourth; 3 % of each and a tenth of that; 5,000 given back.
    const earned = { depositMinor: 70_000, couponMinor: 0, feeMinor: -2_100, vatMinor: -210, deductionMinor: -5_000 };
    expect(money).toMatchObject({
      heldMinor: 20_000,
      owedMinor: 62_690,
      openMinor: 62_690,
      underWayMinor: 0,
      paidOutMinor: 0,
      ever: { ...earned, netMinor: 62_690 },
      period: { ...earned, netMinor: 62_690 },
    });
    expect(money.days).toHaveLength(90);
    expect(money.days.at(-1)).toMatchObject({ earnedMinor: 67_690, deductedMinor: -5_000 });
    const lines = await client.db.select().from(journalLines).where(eq(journalLines.restaurantId, restaurant.id));
    const sum = (account: string) =>
      lines.filter((line) => line.account === account).reduce((total, line) => total + line.amountMinor, 0);
    expect(money.heldMinor + sum('deposit_liability')).toBe(0);
    expect(money.owedMinor + sum('merchant_payable')).toBe(0);
    expect(money.ever.feeMinor - sum('platform_fee')).toBe(0);
    expect(money.ever.vatMinor - sum('vat_payable')).toBe(0);
    expect(money.heldMinor + money.owedMinor - money.ever.feeMinor - money.ever.vatMinor).toBe(sum('pg_clearing'));
  });

  it('moves from owed to under way to paid out, none of it counted twice', async () => {
    const restaurant = await makeRestaurant(client);
    await eventful(restaurant);
    const fresh = {
      ...stack.ctx,
      actor: { type: 'staff', userId: restaurant.ownerId, signedInAtMs: Date.now() },
    } as const;
    const account = { bankCode: '088', number: '110-123-456789', holder: '한옥식당' } as const;
    await savePayoutAccount(fresh, { restaurantId: restaurant.id, ...account });
    const { payoutMinor } = await settleMonth(client, stack.ctx, restaurant.id);
    expect(payoutMinor).toBe(62_690);
    const read = () => getMoneyOverview(owning(restaurant), { restaurantId: restaurant.id });
    expect(await read()).toMatchObject({ owedMinor: 62_690, underWayMinor: 62_690, openMinor: 0, paidOutMinor: 0 });
    expect((await read()).period).toMatchObject({ netMinor: 0 });
    const operator = as(stack.ctx, await makeUser(client, { role: 'operator' }), 'operator');
    const { batchId, totalMinor } = await makePayoutFile(operator, { currency: 'KRW' });
    await markPaid(operator, { batchId, expectedTotalMinor: totalMinor });
    expect(await read()).toMatchObject({ owedMinor: 0, underWayMinor: 0, openMinor: 0, paidOutMinor: 62_690 });
    const { ever, days } = await read();
    expect(ever.netMinor).toBe(62_690);
    const [paid] = await client.db
      .select({ entryId: journalLines.entryId })
      .from(journalLines)
      .where(and(eq(journalLines.restaurantId, restaurant.id), eq(journalLines.kind, 'payout')));
    await correctEntry(operator, { entryId: paid!.entryId, reason: '계좌가 닫혀 있었어요' });
    expect(await read()).toMatchObject({ owedMinor: 62_690, underWayMinor: 0, openMinor: 62_690, paidOutMinor: 0 });
    expect(await read()).toMatchObject({ ever, days, period: { deductionMinor: 0, netMinor: 0 } });
  });

  it('is for its owner: staff, strangers and owners of other restaurants find no such restaurant', async () => {
    const [restaurant, other] = await Promise.all([makeRestaurant(client), makeRestaurant(client)]);
    const staff = await makeUser(client);
    await client.db
      .insert(memberships)
      .values({ userId: staff, restaurantId: restaurant.id, role: 'staff', createdAt: new Date() });
    for (const userId of [staff, other.ownerId]) {
      const asked = getMoneyOverview(as(stack.ctx, userId, 'staff'), { restaurantId: restaurant.id });
      expect(await codeOf(asked)).toBe('NOT_FOUND');
    }
  });
});

describe('the journal on the page of operators', () => {
  it('every entry is found by its account, its booking and its restaurant, page by page, each once', async () => {
    const restaurant = await makeRestaurant(client);
    const { appeased } = await eventful(restaurant);
    const seen: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await listEntries(stack.ctx, { restaurantId: restaurant.id, cursor: cursor as never, limit: 3 });
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    const all = await listEntries(stack.ctx, { restaurantId: restaurant.id, limit: 200 });
    expect(seen).toEqual(all.entries.map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
    // Five captures, four earnings, a refund, a refund after a visit.
    expect(seen).toHaveLength(11);
    for (const { lines } of all.entries) expect(lines.reduce((total, line) => total + line.amountMinor, 0)).toBe(0);
    const ofBooking = await listEntries(stack.ctx, { reservationId: appeased });
    expect(ofBooking.entries.map(({ kind }) => kind)).toEqual(['goodwill', 'visit', 'capture']);
    expect(ofBooking.entries[0]).toMatchObject({ reason: '음식이 늦었어요', restaurant: { id: restaurant.id } });
    const ofFee = await listEntries(stack.ctx, {
      account: 'platform_fee',
      currency: 'KRW',
      restaurantId: restaurant.id,
    });
    expect(ofFee.entries.map(({ kind }) => kind).sort()).toEqual(['cancellation', 'no_show', 'visit', 'visit']);
    const later = await listEntries(stack.ctx, { restaurantId: restaurant.id, fromMs: Date.now() + 3_600_000 });
    expect(later).toEqual({ entries: [], nextCursor: null });
  });

  it('all accounts come to nothing together, each as its own lines say', async () => {
    const at = Date.now();
    const head = { source: 'payment', sourceId: newId('payment'), restaurantId: null, reservationId: null } as const;
    await client.db.transaction(async (tx) => {
      for (const one of posting(stack.ctx, [captureEntry({ ...head, currency: 'USD' }, 1_234)], at))
        await tx.execute(one);
    });
    const balances = await getTrialBalance(stack.ctx);
    expect(balances.map(({ currency }) => currency)).toContain('USD');
    for (const balance of balances) {
      expect(balance.balanceMinor).toBe(0);
      expect(balance.debitMinor).toBe(balance.creditMinor);
      expect(balance.accounts.map(({ account }) => account)).toEqual(ACCOUNTS);
    }
  });
});

describe('where a restaurant is paid', () => {
  const account = { bankCode: '088' as const, number: '110-123-456789', holder: '한옥식당' };
  const changer = (userId: UserId, signedInAtMs: number | null) =>
    ({ ...stack.ctx, actor: { type: 'staff', userId, signedInAtMs } }) as const;
  const actsOf = (restaurant: MadeRestaurant) =>
    client.db.select().from(auditLog).where(eq(auditLog.subjectId, restaurant.id)).orderBy(auditLog.at);

  it('changes for an owner who signed in a moment ago, with both accounts masked on record', async () => {
    const restaurant = await makeRestaurant(client);
    const fresh = changer(restaurant.ownerId, Date.now() - 60_000);
    const saved = await savePayoutAccount(fresh, { restaurantId: restaurant.id, ...account });
    expect(saved).toMatchObject({ bankCode: '088', masked: '••••6789', holder: '한옥식당' });
    const [terms] = await client.db.select().from(merchantTerms).where(eq(merchantTerms.restaurantId, restaurant.id));
    expect(terms).toMatchObject({
      ...DEFAULT_TERMS,
      accountNumber: '110123456789',
      accountChangedBy: restaurant.ownerId,
    });
    // The same again changes nothing.
    await savePayoutAccount(fresh, { restaurantId: restaurant.id, ...account });
    await savePayoutAccount(fresh, { restaurantId: restaurant.id, ...account, number: '3333-01-0000001' });
    const acts = await actsOf(restaurant);
    expect(acts.map(({ detail }) => detail)).toEqual([
      { before: null, after: { bankCode: '088', number: '••••6789', holder: '한옥식당' } },
      {
        before: { bankCode: '088', number: '••••6789', holder: '한옥식당' },
        after: { bankCode: '088', number: '••••0001', holder: '한옥식당' },
      },
    ]);
    const shown = await getMoneyOverview(owning(restaurant), { restaurantId: restaurant.id });
    expect(shown.account?.masked).toBe('••••0001');
    expect(JSON.stringify(shown)).not.toContain('110123456789');
  });

  it.each([
    ['six minutes ago', () => Date.now() - 6 * 60_000],
    ['nobody knows when', () => null],
  ])('stays for an owner who signed in %s: SIGN_IN_AGAIN', async (_when, signedInAtMs) => {
    const restaurant = await makeRestaurant(client);
    const caller = makeCaller(client, restaurant.ownerId, {}, signedInAtMs());
    const call = caller.owner.savePayoutAccount({ restaurantId: restaurant.id, ...account });
    expect((await refusalCode(call))?.code).toBe('SIGN_IN_AGAIN');
    expect(await actsOf(restaurant)).toEqual([]);
    expect(await client.db.select().from(merchantTerms).where(eq(merchantTerms.restaurantId, restaurant.id))).toEqual(
      [],
    );
  });
});
