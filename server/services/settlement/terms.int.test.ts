import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { auditLog } from '@/db/schema';
import { workerDatabase } from '@/tests/support/database';
import { as, makeContext, makeRestaurant, makeUser } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import { getTerms, saveTerms } from './terms';

let client: DatabaseClient;
beforeAll(async () => {
  client = await workerDatabase();
});
afterAll(() => client.close());

const PLAN = { feeBps: 250, feeFixedMinor: 500, vatBps: 1_000, period: 'weekly' as const };

describe('what a restaurant pays the platform', () => {
  it('is the default until an operator sets it, and each change is written down with what was before', async () => {
    const { id, slug } = await makeRestaurant(client);
    const ctx = as(makeContext(client), await makeUser(client, { role: 'operator' }), 'operator');
    expect(await getTerms(ctx, { slug })).toMatchObject({ feeBps: 300, period: 'twice_monthly', version: 0 });
    expect(await saveTerms(ctx, { slug, expectedVersion: 0, ...PLAN })).toEqual({ version: 1 });
    expect(await saveTerms(ctx, { slug, expectedVersion: 1, ...PLAN, feeBps: 200 })).toEqual({ version: 2 });
    expect(await getTerms(ctx, { slug })).toMatchObject({ ...PLAN, feeBps: 200, version: 2 });
    const acts = await client.db.select().from(auditLog).where(eq(auditLog.subjectId, id)).orderBy(auditLog.at);
    expect(acts.map((act) => act.detail)).toMatchObject([
      { before: { feeBps: 300 }, after: { feeBps: 250 } },
      { before: { feeBps: 250 }, after: { feeBps: 200 } },
    ]);
  });

  it('two edits at once: one counts, the other is told', async () => {
    const { slug } = await makeRestaurant(client);
    const ctx = as(makeContext(client), await makeUser(client, { role: 'operator' }), 'operator');
    const codes = await Promise.all(
      [1, 2, 3].map((n) => codeOf(saveTerms(ctx, { slug, expectedVersion: 0, ...PLAN, feeBps: n }))),
    );
    expect(codes.filter((code) => code === 'STALE_EDIT')).toHaveLength(2);
    expect(await codeOf(getTerms(ctx, { slug: 'no-such-place' }))).toBe('RESTAURANT_UNKNOWN');
  });
});
