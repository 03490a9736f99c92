import type { RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { earningEntry } from '@/server/domain/ledger/entry';
import { endOfDate, lastClosable } from '@/server/domain/settlement/period';
import { newId } from '@/server/infra/ids';
import type { ServiceContext } from '@/server/services/context';
import { getMoneyOverview } from '@/server/services/owner';
import { getStatement, listStatements } from '@/server/services/settlement';
import { makeDatabase } from '@/tests/support/database';
import { as, type MadeRestaurant, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { post, settleEvery } from '@/tests/support/journal';
import { settleWeek } from '@/tests/support/settled';
import { countStatements } from '@/tests/support/statements';

const RESTAURANTS = 12;
const VISITS = 120;
const HOUR_MS = 3_600_000;
const week = lastClosable('weekly', ['Asia/Seoul'], Date.now());
const untilMs = endOfDate(week.lastDate, 'Asia/Seoul');

let client: DatabaseClient;
let ctx: ServiceContext;
let places: MadeRestaurant[];
beforeAll(async () => {
  client = createDatabase(await makeDatabase(unique('sums')), 4);
  // Transactions too, on connections that are listened to.
  ctx = makeContext(client, { transactions: client.db });
  places = [];
  for (let no = 0; no < RESTAURANTS; no++) {
    const place = await makeRestaurant(client);
    await settleEvery(client, place.id, 'weekly');
    for (let visit = 0; visit < VISITS; visit++) await post(ctx, [earned(place)], untilMs - visit * 5 * HOUR_MS - 1);
    places.push(place);
  }
  await client.pool.query('ANALYZE TABLE journal_lines');
}, 120_000);
afterAll(() => client.close());

function earned({ id: restaurantId }: MadeRestaurant) {
  const reservationId = newId('reservation');
  const amounts = { depositMinor: 20_000, couponPlatformMinor: 1_000, couponRestaurantMinor: 0 };
  const head = {
    source: 'reservation',
    sourceId: reservationId,
    restaurantId,
    reservationId,
    currency: 'KRW',
  } as const;
  return earningEntry(head, 'visit', { ...amounts, feeMinor: 630, vatMinor: 63 });
}

/** How the server would read the lines of the journal for the statements that `run` sends and that read nothing else. */
async function plansOf(run: () => Promise<unknown>): Promise<string[]> {
  const listening = countStatements(client);
  await run();
  listening.stop();
  const plans: string[] = [];
  for (const text of listening.texts.filter((one) => /^select/i.test(one) && /from\s+`?journal_lines/i.test(one))) {
    const [steps] = await client.pool.query<RowDataPacket[]>(`EXPLAIN ${text}`);
    for (const { key, Extra } of steps)
      plans.push(`${key}: ${/Using index(?! condition)/.test(Extra) ? 'index' : Extra}`);
  }
  return plans;
}

it('sums of the journal are read from an index alone: an owner’s money, a settlement run, the end of a statement', async () => {
  const [{ id: restaurantId, ownerId }] = places as [MadeRestaurant];
  const owner = as(ctx, ownerId, 'staff');
  const index = 'journal_lines_restaurant: index';
  expect(await plansOf(() => getMoneyOverview(owner, { restaurantId }))).toEqual([index, index]);
  const operator = as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
  expect(await plansOf(() => settleWeek(ctx, operator, week.lastDate))).toEqual([index, index]);
  const [statement] = (await listStatements(owner, { restaurantId })).statements;
  const last = () => getStatement(owner, { statementId: statement!.id, limit: 1_000 });
  expect(await plansOf(last)).toEqual([index]);
});
