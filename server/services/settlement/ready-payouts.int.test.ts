import { text } from 'node:stream/consumers';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { auditLog, payoutBatches, payouts } from '@/db/schema';
import type { UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeUser, unique } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import { oweEach } from '@/tests/support/payouts';
import type { ServiceContext } from '../context';
import { getReadyPayouts, listBatches, listPayouts, makePayoutFile, payoutFile } from '.';

const WITHOUT = 205;

let client: DatabaseClient;
let operatorId: UserId;
let operator: ServiceContext;

beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('ready')), 8);
  operatorId = await makeUser(client, { role: 'operator' });
  operator = as(makeContext(client), operatorId, 'operator');
});
afterAll(() => client.close());

describe('what can be paid now', () => {
  it('is found behind a whole page of restaurants without an account, with its count and total', async () => {
    await oweEach(client, 'KRW', Array(WITHOUT).fill(1_000), false);
    const ready = [...(await oweEach(client, 'KRW', [2_000, 3_000])), ...(await oweEach(client, 'USD', [400]))];
    const notYet = await oweEach(client, 'EUR', [500]);
    await client.db.update(payouts).set({ dueDate: '2099-01-05' }).where(eq(payouts.id, notYet[0]!));
    await client.db.update(payouts).set({ dueDate: '2026-01-06' }).where(sql`id in ${ready}`);
    const page = await listPayouts(operator, { status: 'pending' });
    expect(page).toHaveLength(200);
    expect(page.some(({ hasAccount }) => hasAccount)).toBe(false);
    const found = await getReadyPayouts(operator);
    expect(found).toEqual({
      files: [
        { currency: 'KRW', payouts: 2, totalMinor: 5_000 },
        { currency: 'USD', payouts: 1, totalMinor: 400 },
      ],
      pending: WITHOUT + 4,
      withoutAccount: WITHOUT,
    });
    const { batchId: _, ...made } = await makePayoutFile(operator, { currency: 'KRW' });
    expect({ currency: 'KRW', ...made }).toEqual(found.files[0]);
    expect((await getReadyPayouts(operator)).files).toEqual([{ currency: 'USD', payouts: 1, totalMinor: 400 }]);
  });
});

describe('the files that were made', () => {
  it('begin with those that are not paid, however old, and are all reached page by page', async () => {
    await client.db.delete(payoutBatches);
    const dates = Array.from({ length: 9 }, (_, day) => new Date(Date.UTC(2026, 0, day + 1)));
    const made = dates.map((createdAt, day) => ({
      ...{ id: newId('payoutBatch'), createdAt, currency: 'KRW' as const, payouts: 1, totalMinor: 100 + day },
      ...{ status: (['exported', 'paid', 'released'] as const)[day % 3]!, createdBy: operatorId },
    }));
    await client.db.insert(payoutBatches).values(made);
    const seen: number[] = [];
    for (let cursor: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof listBatches>> = await listBatches(operator, { cursor, limit: 2 });
      seen.push(...page.batches.map(({ totalMinor }) => totalMinor - 100));
      cursor = page.nextCursor;
      if (cursor === null) break;
      expect(page.batches).toHaveLength(2);
    }
    expect(seen).toEqual([6, 3, 0, 8, 7, 5, 4, 2, 1]);
  });

  it('hand out account numbers only to an operator, and it is written down who took them', async () => {
    const [payout] = await oweEach(client, 'JPY', [700]);
    const { batchId } = await makePayoutFile(operator, { currency: 'JPY' });
    // A page's request says no more of its reader than who that is.
    const { body } = await payoutFile(as(operator, operatorId, 'diner'), { batchId });
    expect(await text(body)).toContain(payout);
    const someone = as(operator, await makeUser(client), 'diner');
    expect(await codeOf(payoutFile(someone, { batchId }))).toBe('NOT_FOUND');
    const taken = and(eq(auditLog.subjectId, batchId), eq(auditLog.action, 'payout-file-downloaded'));
    expect(await client.db.select().from(auditLog).where(taken)).toMatchObject([
      { actor: `operator:${operatorId}`, detail: { payouts: 1, totalMinor: 700, currency: 'JPY' } },
    ]);
  });
});
