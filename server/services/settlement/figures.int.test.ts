import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { journalEntries, merchantTerms } from '@/db/schema';
import type { Account } from '@/server/domain/ledger/accounts';
import { type Entry, earningEntry, reversalEntry } from '@/server/domain/ledger/entry';
import { periodBefore } from '@/server/domain/settlement/period';
import type { StatementLine } from '@/server/domain/settlement/statement';
import type { ReservationId, StatementId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { ServiceContext } from '@/server/services/context';
import { correctEntry } from '@/server/services/review';
import { makeDatabase } from '@/tests/support/database';
import { as, type MadeRestaurant, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import { balanceOf, makeVisit, moveTo, post, refundLater, settleEvery } from '@/tests/support/journal';
import { DAY_MS, first, inFirst, inSecond, second, settleWeek } from '@/tests/support/settled';
import { getStatement, listStatements, statementFile } from '.';

let client: DatabaseClient;
let ctx: ServiceContext;
let operator: ServiceContext;

beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('figures')), 8);
  ctx = { ...makeContext(client), actor: { type: 'system', job: 'run-settlement' } };
  operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
});
afterAll(() => client.close());

const weekly = async (): Promise<MadeRestaurant> => {
  const restaurant = await makeRestaurant(client);
  await settleEvery(client, restaurant.id, 'weekly');
  return restaurant;
};
const visit = (place: MadeRestaurant, atMs: number, depositMinor: number, more: object = {}) =>
  makeVisit(client, ctx, { restaurantId: place.id, atMs, depositMinor, ...more });
const settle = (lastDate: string) => settleWeek(ctx, operator, lastDate);
const statementsOf = async (place: MadeRestaurant) =>
  (await listStatements(as(ctx, place.ownerId, 'staff'), { restaurantId: place.id })).statements;
const linesOf = async (statementId: StatementId) => (await getStatement(operator, { statementId })).lines;

const FIGURES = ['depositMinor', 'couponMinor', 'feeMinor', 'vatMinor', 'deductionMinor'] as const;
const sums = (all: readonly Pick<StatementLine, (typeof FIGURES)[number]>[]) =>
  Object.fromEntries(FIGURES.map((name) => [name, all.reduce((sum, one) => sum + one[name], 0)]));

/** Corrects the entry of a visit by the fee plan of now, as if in the second week. */
async function correct(place: MadeRestaurant, reservationId: ReservationId, reason: string): Promise<void> {
  const [entry] = await client.db
    .select({ id: journalEntries.id })
    .from(journalEntries)
    .where(and(eq(journalEntries.reservationId, reservationId), eq(journalEntries.kind, 'visit')));
  await correctEntry(operator, { entryId: entry!.id, reason });
  await moveTo(client, place.id, inSecond, 'correction');
}

describe('the columns of a statement', () => {
  it('charge the fee and its VAT once where a visit was corrected, and say why', async () => {
    const place = await weekly();
    const coupons = { couponPlatformMinor: 5_000, couponRestaurantMinor: 1_000 };
    const reservationId = await visit(place, inSecond, 20_000, coupons);
    await client.db.update(merchantTerms).set({ feeBps: 100 }).where(eq(merchantTerms.restaurantId, place.id));
    await correct(place, reservationId, '수수료 조건이 늦게 바뀌었어요');
    await settle(second.lastDate);
    const [statement] = await statementsOf(place);
    const figures = { depositMinor: 20_000, couponMinor: 5_000, feeMinor: -250, vatMinor: -25, deductionMinor: 0 };
    expect(statement).toMatchObject({ ...figures, payoutMinor: 24_725 });
    const [line, ...others] = await linesOf(statement!.id);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ ...figures, ownCouponMinor: 1_000, netMinor: 24_725, kinds: ['visit', 'reversal'] });
    // What was earned before is what the correction took off what is owed.
    expect(line!.deductions).toMatchObject([{ amountMinor: -24_175, reason: '수수료 조건이 늦게 바뀌었어요' }]);
  });

  it('come to the ledger over all statements, also where a later one only takes something back', async () => {
    const place = await weekly();
    const corrected = await visit(place, inFirst, 20_000);
    const appeased = await visit(place, inFirst, 10_000);
    const kept = changeOf(place, 9_000);
    await post(ctx, [kept], inFirst);
    await settle(first.lastDate);
    await client.db.update(merchantTerms).set({ feeBps: 500 }).where(eq(merchantTerms.restaurantId, place.id));
    await correct(place, corrected, '수수료 정정');
    const booked = await entryAt(kept);
    await post(ctx, [reversalEntry({ ...kept, id: booked }, '수도가 끊겼어요')], inSecond);
    const about = { restaurantId: place.id, reservationId: appeased, atMs: inSecond };
    await refundLater(ctx, { ...about, amountMinor: 4_000, reason: '음식이 늦었어요' });
    await settle(second.lastDate);
    const [later, earlier] = await statementsOf(place);
    const taken = (await linesOf(later!.id)).find(({ reservationId }) => reservationId === kept.reservationId);
    expect(taken).toMatchObject({
      ...{
        depositMinor: -9_000,
        feeMinor: 270,
        vatMinor: 27,
        deductionMinor: 0,
        netMinor: -8_703,
        kinds: ['reversal'],
      },
      deductions: [{ kind: 'reversal', amountMinor: -8_703, reason: '수도가 끊겼어요' }],
    });
    expect(later).toMatchObject({ depositMinor: -9_000, feeMinor: 270 + 600 - 1_000, deductionMinor: -4_000 });
    const balance = (account: Account) => balanceOf(client, place.id, account);
    const all = sums([earlier!, later!]);
    expect(all).toMatchObject({
      feeMinor: await balance('platform_fee'),
      vatMinor: await balance('vat_payable'),
      deductionMinor: -4_000,
    });
    for (const statement of [earlier!, later!]) expect(sums(await linesOf(statement.id))).toEqual(sums([statement]));
  });
});

/** What a change of a booking, which is not there any more, had forfeited. */
function changeOf(place: MadeRestaurant, depositMinor: number): Entry {
  const about = { restaurantId: place.id, reservationId: newId('reservation'), currency: 'KRW' } as const;
  const amounts = { depositMinor, couponPlatformMinor: 0, couponRestaurantMinor: 0, feeMinor: 270, vatMinor: 27 };
  return earningEntry({ ...about, source: 'change', sourceId: newId('change') }, 'change', amounts);
}
async function entryAt({ sourceId }: Entry) {
  const [row] = await client.db
    .select({ id: journalEntries.id })
    .from(journalEntries)
    .where(eq(journalEntries.sourceId, sourceId));
  return row!.id;
}

describe('a statement whose time got an entry after it was made', () => {
  it('ends with a line that takes it out again, so that every column comes to its figure, on its last page only', async () => {
    const place = await weekly();
    for (const depositMinor of [20_000, 10_000]) await visit(place, inFirst, depositMinor);
    await settle(first.lastDate);
    const [statement] = await statementsOf(place);
    const before = await linesOf(statement!.id);
    expect(before.map(({ later }) => later)).toEqual([false, false]);
    await visit(place, inFirst + 60_000, 7_000, { couponPlatformMinor: 1_000 });
    const pages = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof getStatement>> = await getStatement(operator, {
        ...{ statementId: statement!.id, after, limit: 2 },
      });
      pages.push(page.lines);
      after = page.next;
    } while (after);
    expect(pages.map((lines) => lines.map(({ later }) => later))).toEqual([
      [false, false],
      [false, true],
    ]);
    const lines = pages.flat();
    expect(lines.at(-1)).toMatchObject({
      ...{ id: statement!.id, reservationId: null, kinds: [], deductions: [], netMinor: -7_736 },
      ...{ depositMinor: -7_000, couponMinor: -1_000, feeMinor: 240, vatMinor: 24, deductionMinor: 0 },
    });
    expect(sums(lines)).toEqual(sums([statement!]));
    const file = (format: 'csv' | 'pdf') =>
      statementFile(operator, { statementId: statement!.id, format, locale: 'ko' });
    const rows = parse(await text((await file('csv')).body), { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.at(-1)).toMatchObject({ 내용: '나중에 기록됨', 예약금: '-7000', 수수료: '240', 정산액: '-7736' });
    expect(rows.reduce((sum, row) => sum + Number(row.정산액), 0)).toBe(statement!.payoutMinor);
    expect((await (await file('pdf')).body.toArray()).length).toBeGreaterThan(0);
    // The other tests' runs need not stumble over it.
    await client.db.delete(merchantTerms).where(eq(merchantTerms.restaurantId, place.id));
  });
});

describe('the list of statements', () => {
  it('is read page by page, each once, by its owner', async () => {
    const place = await weekly();
    for (let weeks = 4; weeks >= 0; weeks--) await visit(place, inSecond - weeks * 7 * DAY_MS, 10_000);
    const dates = [second.lastDate];
    for (let week = second; dates.length < 5; dates.unshift(week.lastDate))
      week = periodBefore('weekly', week.firstDate);
    for (const lastDate of dates) await settle(lastDate);
    const owner = as(ctx, place.ownerId, 'staff');
    const seen: number[][] = [];
    let cursor: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof listStatements>> = await listStatements(owner, {
        ...{ restaurantId: place.id, cursor, limit: 2 },
      });
      seen.push(page.statements.map(({ no }) => no));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([[5, 4], [3, 2], [1]]);
    const past = { restaurantId: place.id, cursor: 1 };
    expect(await listStatements(owner, past)).toEqual({ statements: [], nextCursor: null });
    expect(await codeOf(listStatements(as(ctx, await makeUser(client), 'staff'), past))).toBe('NOT_FOUND');
  });
});
