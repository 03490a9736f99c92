import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { journalEntries, payoutBatches, payouts } from '@/db/schema';
import type { PayoutBatchId, PayoutId } from '@/server/domain/shared/ids';
import { workerDatabase } from '@/tests/support/database';
import { as, makeContext, makeUser } from '@/tests/support/factories';
import { oweEach } from '@/tests/support/payouts';
import type { ServiceContext } from '../context';
import { makePayoutFile, markPaid, releasePayouts } from '.';

/** A currency in which no other suite pays: a file takes all that is due in one. */
const CURRENCY = 'JPY' as const;
const AMOUNTS = [1_001, 2_002, 3_003];
const AT_ONCE = 3;
const reason = '은행이 보내지 못했어요';

let client: DatabaseClient;
let operator: ServiceContext;
let due: PayoutId[];
let file: { batchId: PayoutBatchId; totalMinor: number };

beforeAll(async () => {
  client = await workerDatabase();
  operator = as(makeContext(client), await makeUser(client, { role: 'operator' }), 'operator');
});
afterAll(async () => {
  await client.db.delete(payouts).where(eq(payouts.currency, CURRENCY));
  await client.close();
});

/** Three restaurants whose payouts are in a file. */
beforeEach(async () => {
  await client.db.delete(payouts).where(eq(payouts.currency, CURRENCY));
  due = await oweEach(client, CURRENCY, AMOUNTS);
  file = await makePayoutFile(operator, { currency: CURRENCY });
});

const read = async () => {
  const [batch] = await client.db.select().from(payoutBatches).where(eq(payoutBatches.id, file.batchId));
  const rows = await client.db.select().from(payouts).where(inArray(payouts.id, due));
  const entries = await client.db.select().from(journalEntries).where(inArray(journalEntries.sourceId, due));
  return { batch: batch!, statuses: rows.map((row) => row.status), entries };
};
const pay = () => markPaid(operator, { batchId: file.batchId, expectedTotalMinor: file.totalMinor });
const release = (payoutIds?: PayoutId[]) => releasePayouts(operator, { batchId: file.batchId, payoutIds, reason });
/** Both acts, several times each and in turn, all at once; `first` is sent first. */
async function together(first: () => Promise<unknown>, second: () => Promise<unknown>) {
  const asked = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => [first(), second()]).flat());
  const of = (nth: number) => asked.filter((_, index) => index % 2 === nth);
  return [of(0), of(1)] as const;
}
const wins = (asked: PromiseSettledResult<unknown>[]) => asked.filter(({ status }) => status === 'fulfilled').length;
const codes = (asked: PromiseSettledResult<unknown>[]) =>
  new Set(asked.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : [])));

describe('an operator who takes a file back while another marks it as paid', () => {
  it('would both win if they looked before they acted: the file is paid, and its payouts wait for another', async () => {
    const look = () =>
      client.db.select({ status: payoutBatches.status }).from(payoutBatches).where(eq(payoutBatches.id, file.batchId));
    const [[one], [other]] = await Promise.all([look(), look()]);
    expect([one!.status, other!.status]).toEqual(['exported', 'exported']);
    await Promise.all([
      client.db.update(payoutBatches).set({ status: 'paid' }).where(eq(payoutBatches.id, file.batchId)),
      client.db.update(payouts).set({ status: 'pending', batchId: null }).where(eq(payouts.batchId, file.batchId)),
    ]);
    expect(await read()).toMatchObject({ batch: { status: 'paid' }, statuses: ['pending', 'pending', 'pending'] });
  });

  it.each(['paying first', 'taking back first', 'paying first again', 'taking back first again'])(
    'one of them wins, never both: %s',
    async (order) => {
      const payFirst = order.startsWith('paying');
      const [one, other] = await together(payFirst ? pay : release, payFirst ? release : pay);
      const [paying, releasing] = payFirst ? [one, other] : [other, one];
      const { batch, statuses, entries } = await read();
      if (batch.status === 'paid') {
        expect([wins(paying), wins(releasing)]).toEqual([AT_ONCE, 0]);
        expect(codes(releasing)).toEqual(new Set(['PAYOUT_FILE_PAID']));
        expect(statuses).toEqual(['paid', 'paid', 'paid']);
        expect(entries).toHaveLength(AMOUNTS.length);
      } else {
        expect([wins(paying), wins(releasing)]).toEqual([0, 1]);
        expect(codes([...paying, ...releasing])).toEqual(new Set(['PAYOUT_FILE_RELEASED']));
        expect(batch.status).toBe('released');
        expect(statuses).toEqual(['pending', 'pending', 'pending']);
        expect(entries).toHaveLength(0);
      }
    },
  );

  it('books no payout that was taken out of the file, whoever is first', async () => {
    const [releasing, paying] = await together(() => release([due[0]!]), pay);
    const { batch, statuses, entries } = await read();
    expect(wins(releasing) > 0).toBe(wins(paying) === 0);
    expect(statuses.filter((status) => status === 'pending')).toHaveLength(wins(releasing));
    if (batch.status === 'paid') expect(entries).toHaveLength(AMOUNTS.length);
    else {
      expect(batch).toMatchObject({ status: 'exported', payouts: 2, totalMinor: file.totalMinor - AMOUNTS[0]! });
      expect(codes(paying)).toEqual(new Set(['PAYOUT_TOTAL_DIFFERS']));
      expect(codes(releasing)).toEqual(new Set(['PAYOUT_NOT_IN_FILE']));
      expect(entries).toHaveLength(0);
    }
  });

  it('takes different payouts out of one file at once, and the file comes to what is left', async () => {
    await Promise.all([release([due[0]!]), release([due[1]!])]);
    const { batch } = await read();
    expect(batch).toMatchObject({ status: 'exported', payouts: 1, totalMinor: AMOUNTS[2] });
  });
});
