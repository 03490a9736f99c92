import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { journalEntries, journalLines, payouts } from '@/db/schema';
import type { PayoutId } from '@/server/domain/shared/ids';
import { workerDatabase } from '@/tests/support/database';
import { as, makeContext, makeUser } from '@/tests/support/factories';
import { oweEach } from '@/tests/support/payouts';
import type { ServiceContext } from '../context';
import { makePayoutFile, markPaid } from '.';

/** A currency in which no other suite pays: a file takes all that is due in one. */
const CURRENCY = 'EUR' as const;
const AMOUNTS = [1_001, 2_002, 3_003];
const AT_ONCE = 6;

let client: DatabaseClient;
let operator: ServiceContext;
let due: PayoutId[];

beforeAll(async () => {
  client = await workerDatabase();
  operator = as(makeContext(client), await makeUser(client, { role: 'operator' }), 'operator');
});
afterAll(() => client.close());

/** Three restaurants with an account, each owed something that is due. */
beforeEach(async () => {
  // What an earlier test left due would go into this one's file.
  await client.db.delete(payouts).where(eq(payouts.currency, CURRENCY));
  due = await oweEach(client, CURRENCY, AMOUNTS);
});

const many = <T>(work: () => Promise<T>) => Promise.allSettled(Array.from({ length: AT_ONCE }, work));
const kept = <T>(all: PromiseSettledResult<T>[]) =>
  all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
const total = AMOUNTS.reduce((sum, amount) => sum + amount, 0);

describe('operators who pay at the same time', () => {
  it('would each take the same payouts if they looked before they took', async () => {
    const waiting = and(eq(payouts.status, 'pending'), inArray(payouts.id, due));
    const seen = kept(await many(() => client.db.select({ id: payouts.id }).from(payouts).where(waiting)));
    expect(seen.map((rows) => rows.length)).toEqual(Array(AT_ONCE).fill(AMOUNTS.length));
  });

  it('get each payout into one file: all of them are in one, the others find nothing', async () => {
    const asked = await many(() => makePayoutFile(operator, { currency: CURRENCY }));
    const files = kept(asked);
    expect(files.reduce((sum, file) => sum + file.totalMinor, 0)).toBe(total);
    for (const one of asked)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'PAYOUTS_NONE_DUE' });
    const rows = await client.db.select().from(payouts).where(inArray(payouts.id, due));
    expect(rows.every((row) => row.status === 'exported' && files.some((file) => file.batchId === row.batchId))).toBe(
      true,
    );
  });

  it('book a file once, and all of them hear that it is paid', async () => {
    const { batchId, totalMinor } = await makePayoutFile(operator, { currency: CURRENCY });
    const said = await many(() => markPaid(operator, { batchId, expectedTotalMinor: totalMinor }));
    expect(kept(said)).toHaveLength(AT_ONCE);
    expect(new Set(kept(said).map((one) => one.paidAtMs)).size).toBe(1);
    const entries = await client.db.select().from(journalEntries).where(inArray(journalEntries.sourceId, due));
    expect(entries).toHaveLength(AMOUNTS.length);
    const ids = entries.map((entry) => entry.id);
    const lines = await client.db.select().from(journalLines).where(inArray(journalLines.entryId, ids));
    const bank = lines.filter((line) => line.account === 'bank');
    expect(bank.map((line) => line.amountMinor).sort((a, b) => b - a)).toEqual(AMOUNTS.map((amount) => -amount));
  });
});
