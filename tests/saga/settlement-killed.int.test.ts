import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { payouts, settlementRuns, statements } from '@/db/schema';
import { endOfDate, lastClosable, periodBefore } from '@/server/domain/settlement/period';
import type { SettlementRunId } from '@/server/domain/shared/ids';
import type { CrashPoint } from '@/server/infra/crash-point';
import type { ServiceContext } from '@/server/services/context';
import { startSettlement } from '@/server/services/settlement';
import { makeDatabase } from '../support/database';
import { as, makeContext, makeRestaurant, makeUser, unique } from '../support/factories';
import { makeVisit, settleEvery } from '../support/journal';

const RESTAURANTS = 8;
const ZONE = 'Asia/Seoul';

let url: string;
let client: DatabaseClient;
let operator: ServiceContext;
const week = lastClosable('weekly', [ZONE], Date.now());

beforeAll(async () => {
  url = await makeDatabase(unique('killed'));
  client = createDatabase(url, 4);
  const ctx = makeContext(client);
  operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
  for (let index = 0; index < RESTAURANTS; index++) {
    const { id } = await makeRestaurant(client);
    await settleEvery(client, id, 'weekly');
    for (const weeks of [0, 1])
      await makeVisit(client, ctx, {
        restaurantId: id,
        atMs: endOfDate(week.lastDate, ZONE) - (weeks * 7 + 3) * 86_400_000,
        depositMinor: 10_000 + index,
      });
  }
});
afterAll(() => client.close());

/** A process of its own that does the run; resolves with how it ended. */
async function runIn(runId: SettlementRunId, point?: CrashPoint): Promise<string | number | null> {
  const args = ['--import', 'tsx', 'tests/support/settlement-process.ts', url, runId, ...(point ? [point] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal ?? code;
}
const madeBy = async (runId: SettlementRunId) => {
  const made = await client.db.select().from(statements).where(eq(statements.runId, runId));
  const paid = await client.db
    .select({ id: payouts.id, statementId: payouts.statementId, amountMinor: payouts.amountMinor })
    .from(payouts)
    .innerJoin(statements, eq(statements.id, payouts.statementId))
    .where(eq(statements.runId, runId));
  return { made, paid };
};

describe('a settlement run killed with SIGKILL', () => {
  it.each<[CrashPoint, number]>([
    ['after-settlement', 3],
    ['in-settlement', 0],
  ])(
    'at %s: what was committed stays, and the next one pays the others and nobody twice',
    async (point, settled) => {
      // Each kill has a week of its own, the earlier one first.
      const { lastDate } = point === 'after-settlement' ? periodBefore('weekly', week.firstDate) : week;
      const { runId } = await startSettlement(operator, { period: 'weekly', lastDate });
      expect(await runIn(runId, point)).toBe('SIGKILL');
      const half = await madeBy(runId);
      expect(half.made).toHaveLength(settled);
      expect(half.paid).toHaveLength(settled);
      expect(await runIn(runId)).toBe(0);
      const { made, paid } = await madeBy(runId);
      expect(new Set(made.map(({ restaurantId }) => restaurantId)).size).toBe(RESTAURANTS);
      expect(made).toHaveLength(RESTAURANTS);
      expect(new Set(paid.map(({ statementId }) => statementId)).size).toBe(RESTAURANTS);
      expect(paid).toHaveLength(RESTAURANTS);
      // Those of the first half are the same ones.
      for (const one of half.paid) expect(paid).toContainEqual(one);
      const [run] = await client.db.select().from(settlementRuns).where(eq(settlementRuns.id, runId));
      expect(run).toMatchObject({ status: 'done', done: RESTAURANTS, restaurants: RESTAURANTS });
    },
    60_000,
  );

  it('what is to be paid is what the journal says is owed', async () => {
    const [[sums]] = (await client.db.execute(sql`
      SELECT (SELECT SUM(amount_minor) FROM payouts) AS paid,
             (SELECT -SUM(amount_minor) FROM journal_lines WHERE account = 'merchant_payable') AS owed`)) as unknown as [
      [{ paid: string; owed: string }],
    ];
    expect(Number(sums.paid)).toBe(Number(sums.owed));
  });
});
