import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { payments, reviewCases } from '@/db/schema';
import { newId } from '@/server/infra/ids';
import { makeDatabase } from '@/tests/support/database';
import { unique } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import { type Provider, startProvider } from '@/tests/support/provider';
import { payingContext } from '@/tests/support/saga-stack';
import { requireProvider, watchProviders } from '.';

let client: DatabaseClient;
let provider: Provider;

beforeAll(async () => {
  // A database of its own: what waits for a provider is counted over all that is in it.
  client = createDatabase(await makeDatabase(unique('health')), 4);
  provider = await startProvider();
});
afterAll(async () => {
  await provider.close();
  await client.close();
});

/** A payment that was begun so many seconds ago. */
async function begun(secondsAgo: number, status: 'AUTHORIZED' | 'CAPTURED') {
  const id = newId('payment');
  await client.db.insert(payments).values({
    ...{ id, reservationId: newId('reservation'), restaurantId: newId('restaurant'), userId: newId('user') },
    ...{ provider: 'toss', part: 0, amountMinor: 10_000, currency: 'KRW', status, createdAt: new Date() },
    authorizedAt: sql`now(6) - interval ${sql.raw(String(secondsAgo))} second`,
    nextCheckAt: status === 'AUTHORIZED' ? sql`now(6)` : null,
  });
  return id;
}

it('a provider that answers nobody is not asked for more, but for one payment now and then, which finds it back', async () => {
  let aheadMs = 0;
  const ctx = { ...payingContext(client, provider), nowMs: () => Date.now() + aheadMs };
  /** What each of a crowd hears, after what this process remembers is out of date. */
  const crowd = async () => {
    aheadMs += 3_000;
    const answers = await Promise.all(Array.from({ length: 20 }, () => codeOf(requireProvider(ctx, 'toss'))));
    return answers.filter((answer) => answer === 'PROVIDER_DOWN').length;
  };
  const isAlarmed = async () => {
    const [found] = await client.db.select().from(reviewCases).where(eq(reviewCases.reason, 'provider_down'));
    return found !== undefined && found.closedAt === null;
  };

  await begun(400, 'AUTHORIZED');
  await begun(400, 'AUTHORIZED');
  expect(await crowd()).toBe(0);
  await begun(310, 'AUTHORIZED');
  expect(await crowd()).toBe(19);
  expect(await watchProviders(ctx)).toEqual(['toss']);
  expect(await isAlarmed()).toBe(true);

  const probe = await begun(1, 'AUTHORIZED');
  expect(await crowd()).toBe(20);
  await client.db
    .update(payments)
    .set({ authorizedAt: sql`now(6) - interval 301 second` })
    .where(eq(payments.id, probe));
  expect(await crowd()).toBe(19);
  expect(await codeOf(requireProvider(ctx, 'stripe'))).toBeUndefined();

  // It was answered, if long ago: it is in nobody's way, and the next one finds out.
  await client.db.update(payments).set({ status: 'CAPTURED', nextCheckAt: null }).where(eq(payments.id, probe));
  expect(await crowd()).toBe(19);
  await begun(1, 'CAPTURED');
  expect(await crowd()).toBe(0);
  expect(await watchProviders(ctx)).toEqual([]);
  expect(await isAlarmed()).toBe(false);
});
