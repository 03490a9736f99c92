import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { journalDays } from '@/db/schema';
import { captureEntry, refundEntry } from '@/server/domain/ledger/entry';
import { newId } from '@/server/infra/ids';
import { makeDatabase } from '@/tests/support/database';
import { makeContext, unique } from '@/tests/support/factories';
import { post } from '@/tests/support/journal';
import type { ServiceContext } from '../context';
import { getTrialBalance } from '.';

let client: DatabaseClient;
let ctx: ServiceContext;

beforeAll(async () => {
  // A database of its own: the balance is of all that is in it.
  client = createDatabase(await makeDatabase(unique('trial')), 6);
  ctx = makeContext(client);
});
afterAll(() => client.close());

const DAY_MS = 86_400_000;
const head = (currency: 'KRW' | 'USD') =>
  ({ source: 'payment', sourceId: newId('payment'), restaurantId: null, reservationId: null, currency }) as const;
const captured = (amountMinor: number, daysAgo: number, currency: 'KRW' | 'USD' = 'KRW') =>
  post(ctx, [captureEntry(head(currency), amountMinor)], Date.now() - daysAgo * DAY_MS);

/** What every line of the journal comes to, an account and currency a row. */
async function allLines(): Promise<string[]> {
  const [rows] =
    await ctx.db.execute(sql`SELECT CONCAT_WS(' ', currency, account, COUNT(*), SUM(GREATEST(amount_minor, 0)),
    SUM(GREATEST(-amount_minor, 0))) AS line FROM journal_lines GROUP BY currency, account`);
  return (rows as unknown as { line: string }[]).map(({ line }) => line).sort();
}
const balance = async () =>
  (await getTrialBalance(ctx))
    .flatMap(({ currency, accounts }) =>
      accounts
        .filter(({ lines }) => lines > 0)
        .map((one) => [currency, one.account, one.lines, one.debitMinor, one.creditMinor].join(' ')),
    )
    .sort();

it('an empty journal has no balance', async () => {
  expect(await getTrialBalance(ctx)).toEqual([]);
});

it('is what all lines come to, of whichever day, and sums up each day that is over once, whoever asks', async () => {
  for (const daysAgo of [0, 1, 2, 3, 40, 400]) await captured(10_000 + daysAgo, daysAgo);
  await captured(50_00, 3, 'USD');
  await post(ctx, [refundEntry({ ...head('KRW'), source: 'refund' }, 4_000, 'diner-deposit')], Date.now() - 2 * DAY_MS);
  const first = await Promise.all([balance(), balance(), balance()]);
  expect(first[0]).toEqual(await allLines());
  expect(first[1]).toEqual(first[0]);
  expect(first[2]).toEqual(first[0]);
  // Today and yesterday are read line by line: what is booked now is seen at once.
  const days = await client.db.selectDistinct({ day: journalDays.day }).from(journalDays);
  expect(days).toHaveLength(4);
  await captured(7_000, 0);
  await captured(8_000, 1);
  expect(await balance()).toEqual(await allLines());
  expect((await getTrialBalance(ctx)).map(({ balanceMinor }) => balanceMinor)).toEqual([0, 0]);
});

it('a day that is over is not read again', async () => {
  await ctx.db.execute(
    sql`UPDATE journal_days SET \`lines\` = \`lines\` + 1 WHERE account = 'pg_clearing' AND currency = 'USD'`,
  );
  const dollars = (await getTrialBalance(ctx)).find(({ currency }) => currency === 'USD')!;
  expect(dollars.accounts.find(({ account }) => account === 'pg_clearing')!.lines).toBe(2);
  await client.db.delete(journalDays);
  expect(await balance()).toEqual(await allLines());
});
