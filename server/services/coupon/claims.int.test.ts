import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type DatabaseClient } from '@/db/client';
import { couponCampaigns, coupons } from '@/db/schema';
import type { CampaignId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { RedisHandle } from '@/server/infra/redis';
import { type ClaimProcess, startClaimProcess } from '@/tests/support/claim-process';
import { brokenCoupons, claimAs, makeCampaign } from '@/tests/support/coupons';
import { makeDatabase } from '@/tests/support/database';
import { as, makeContext, makeUser, makeUsers, unique } from '@/tests/support/factories';
import { codeOf } from '@/tests/support/holds';
import { type RedisProcess, startRedisProcess } from '@/tests/support/redis-process';
import { startTcpProxy } from '@/tests/support/tcp-proxy';
import { waitFor } from '@/tests/support/wait-for';
import type { ServiceContext } from '../context';
import { ClaimDesk, type ClaimResult, claimCoupon } from '.';
import { ClaimGate } from './claim-gate';

let url: string;
let client: DatabaseClient;
let redis: RedisProcess;
const opened: RedisHandle[] = [];

beforeAll(async () => {
  url = await makeDatabase(unique('claims'));
  client = createDatabase(url, 12);
  redis = await startRedisProcess();
});
beforeEach(() => async () => {
  expect(await brokenCoupons(client)).toEqual([]);
});
afterAll(async () => {
  for (const handle of opened) await handle.close();
  await redis.stop();
  await client.close();
});

const PATIENT_MS = 5_000;
type DeskOptions = Partial<ConstructorParameters<typeof ClaimDesk>[0]>;

/** A desk as another web process has one; `redis: undefined` is one without a gate. */
function desk(options: DeskOptions = {}): ServiceContext {
  const claims = new ClaimDesk({ pool: client.writer, scripts: client.scripts, newId, ...options });
  return makeContext(client, { claims });
}
/** With a patient gate: on a busy machine an impatient one would be passed by, and show nothing. */
function gated(handle: RedisHandle = redis.open(), gateWaitMs = PATIENT_MS): ServiceContext {
  opened.push(handle);
  return desk({ redis: handle.redis, gateWaitMs });
}

const isCoupon = (answer: unknown): answer is ClaimResult =>
  typeof answer === 'object' && answer !== null && 'coupon' in answer;
const tally = (answers: unknown[]) => {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const key = isCoupon(answer) ? 'issued' : String(answer);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};
const issuedOf = async (id: CampaignId) => {
  const [row] = await client.db.select({ n: count() }).from(coupons).where(eq(coupons.campaignId, id));
  return row!.n;
};
/** Takes the campaign's lock, which every batch of claims needs; returns how to give it back. */
async function holdLock(id: CampaignId): Promise<() => Promise<void>> {
  const connection = await client.pool.getConnection();
  await connection.query('START TRANSACTION');
  await connection.query('SELECT id FROM coupon_campaigns WHERE id = ? FOR UPDATE', [id]);
  return async () => {
    await connection.query('ROLLBACK');
    connection.release();
  };
}
const claimAll = (ctxs: ServiceContext[], users: Awaited<ReturnType<typeof makeUsers>>, id: CampaignId) =>
  Promise.all(users.map((user, nth) => codeOf(claimAs(ctxs[nth % ctxs.length]!, user, id))));

describe('never more than there are', () => {
  it('a control: without the lock and without the CHECK two desks hand out too many', async () => {
    const other = await makeDatabase(unique('unguarded'));
    const unguarded = createDatabase(other, 12);
    await unguarded.pool.query('ALTER TABLE coupon_campaigns DROP CONSTRAINT coupon_campaigns_never_over_issued');
    const options = { pool: unguarded.writer, scripts: unguarded.scripts, newId, locks: false, maxBatch: 4 };
    const desks = [0, 1, 2].map(() => makeContext(unguarded, { claims: new ClaimDesk(options) }));
    await waitFor('too many to be handed out', async () => {
      const campaign = await makeCampaign(unguarded, { quantity: 20 });
      const users = await makeUsers(unguarded, 120);
      const answers = await Promise.all(users.map((user, nth) => codeOf(claimAs(desks[nth % 3]!, user, campaign))));
      return tally(answers).issued! > 20;
    });
    await unguarded.close();
  });

  it('with the lock off the CHECK still refuses what would be too many', async () => {
    const desks = [0, 1, 2].map(() => desk({ locks: false, maxBatch: 4 }));
    const campaign = await makeCampaign(client, { quantity: 20 });
    const answers = await claimAll(desks, await makeUsers(client, 120), campaign);
    expect(tally(answers).issued).toBeLessThanOrEqual(20);
    expect(await issuedOf(campaign)).toBe(tally(answers).issued);
  });

  it.each([
    ['with the gate', () => [gated(), gated()]],
    ['without any gate', () => [desk(), desk()]],
  ])(
    '%s, three hundred who want one of twenty: twenty get one and the others hear that they are gone',
    async (_how, make) => {
      const campaign = await makeCampaign(client, { quantity: 20 });
      const answers = await claimAll(make(), await makeUsers(client, 300), campaign);
      expect(tally(answers)).toEqual({ issued: 20, COUPON_SOLD_OUT: 280 });
      expect(await issuedOf(campaign)).toBe(20);
      const [row] = await client.db.select().from(couponCampaigns).where(eq(couponCampaigns.id, campaign));
      expect(row!.issued).toBe(20);
    },
  );

  it('the gate flushed in the middle', async () => {
    const campaign = await makeCampaign(client, { quantity: 60 });
    const ctx = gated();
    const users = await makeUsers(client, 300);
    const handle = redis.open();
    const answers: unknown[] = [];
    for (let from = 0; from < users.length; from += 50) {
      const wave = claimAll([ctx], users.slice(from, from + 50), campaign);
      await handle.redis.flushall();
      answers.push(...(await wave));
    }
    await handle.close();
    expect(tally(answers)).toEqual({ issued: 60, COUPON_SOLD_OUT: 240 });
  });

  it('Redis that dies in the middle', async () => {
    const { port } = new URL(redis.url);
    const proxy = await startTcpProxy({ host: '127.0.0.1', port: Number(port) });
    const { createRedis } = await import('@/server/infra/redis');
    const ctx = gated(createRedis({ REDIS_URL: `redis://127.0.0.1:${proxy.port}` }), 60);
    const campaign = await makeCampaign(client, { quantity: 40 });
    const users = await makeUsers(client, 200);
    const first = await claimAll([ctx], users.slice(0, 30), campaign);
    const second = claimAll([ctx], users.slice(30, 100), campaign);
    await proxy.cut();
    const third = claimAll([ctx], users.slice(100), campaign);
    const answers = [...first, ...(await second), ...(await third)];
    expect(tally(answers)).toEqual({ issued: 40, COUPON_SOLD_OUT: 160 });
    await proxy.close();
  });

  it('two processes at once', async () => {
    const campaign = await makeCampaign(client, { quantity: 50 });
    const users = await makeUsers(client, 400);
    const processes: ClaimProcess[] = await Promise.all([0, 1].map(() => startClaimProcess(url, redis.url)));
    const answers = await Promise.all(
      processes.map((one, nth) =>
        one.claim(
          campaign,
          users.filter((_, at) => at % 2 === nth),
        ),
      ),
    );
    await Promise.all(processes.map((one) => one.stop()));
    const ids = answers.flat().filter((answer) => answer.startsWith('cpn_'));
    expect(new Set(ids).size).toBe(50);
    expect(answers.flat().filter((answer) => answer === 'COUPON_SOLD_OUT')).toHaveLength(350);
    expect(await issuedOf(campaign)).toBe(50);
  });
});

describe('never more than each may have', () => {
  it('the same account from forty devices: one, and the others are shown that one', async () => {
    const campaign = await makeCampaign(client, { quantity: 100 });
    const user = await makeUser(client);
    const desks = [gated(), gated(), desk()];
    const refusals: { code: string; details: { coupon?: { id: string } } }[] = [];
    const got: ClaimResult[] = [];
    await Promise.all(
      Array.from({ length: 40 }, (_, nth) =>
        claimAs(desks[nth % 3]!, user, campaign).then(
          (answer) => got.push(answer),
          (error) => refusals.push(error),
        ),
      ),
    );
    expect(got).toHaveLength(1);
    expect(new Set(refusals.map((one) => one.code))).toEqual(new Set(['COUPON_ALREADY_YOURS']));
    expect(new Set(refusals.map((one) => one.details.coupon?.id))).toEqual(new Set([got[0]!.coupon.id]));
    expect(await issuedOf(campaign)).toBe(1);
  });

  it('three each: three and no fourth, whichever desk is asked', async () => {
    const campaign = await makeCampaign(client, { quantity: 100, perPerson: 3 });
    const user = await makeUser(client);
    const desks = [gated(), desk()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => codeOf(claimAs(desks[nth % 2]!, user, campaign))),
    );
    expect(tally(answers)).toEqual({ issued: 3, COUPON_ALREADY_YOURS: 17 });
    const rows = await client.db.select().from(coupons).where(eq(coupons.campaignId, campaign));
    expect(rows.map((row) => row.ordinal).sort()).toEqual([1, 2, 3]);
  });

  it('a repeated command answers the same coupon, also when all are gone; its key for another campaign is refused', async () => {
    const campaign = await makeCampaign(client, { quantity: 1 });
    const user = await makeUser(client);
    const ctx = gated();
    const commandKey = unique('key-');
    const first = await claimAs(ctx, user, campaign, commandKey);
    const again = await Promise.all([1, 2, 3].map(() => claimAs(ctx, user, campaign, commandKey)));
    expect(first).toMatchObject({ repeated: false, left: 0 });
    for (const answer of again) expect(answer).toMatchObject({ repeated: true, coupon: { id: first.coupon.id } });
    const other = await makeCampaign(client);
    expect(await codeOf(claimAs(ctx, user, other, commandKey))).toBe('COMMAND_KEY_REUSED');
  });
});

describe('the gate', () => {
  it('keeps a crowd for what is gone away from the campaign’s lock', async () => {
    const campaign = await makeCampaign(client, { quantity: 5 });
    const ctx = gated();
    await claimAll([ctx], await makeUsers(client, 40), campaign);
    const handle = redis.open();
    await waitFor('the gate to be closed', async () => (await handle.redis.hget(`claims:{${campaign}}`, 'left')) === 0);
    await handle.close();
    // Somebody holds the lock: whoever needed it would wait for seconds.
    const letGo = await holdLock(campaign);
    const answers = await claimAll([ctx], await makeUsers(client, 100), campaign);
    await letGo();
    expect(tally(answers)).toEqual({ COUPON_SOLD_OUT: 100 });
  });

  it('that believes all are gone hides none of what the database has left', async () => {
    const campaign = await makeCampaign(client, { quantity: 30 });
    const handle = redis.open();
    // A process took them at the gate and died before it handed them out.
    const gate = new ClaimGate(handle.redis, PATIENT_MS);
    gate.fill(campaign, 0, 1, 60_000);
    await waitFor('the gate to be closed', async () => (await gate.take(campaign, newId('user'))) === 'refused');
    const answers = await claimAll([gated()], await makeUsers(client, 40), campaign);
    await handle.close();
    expect(tally(answers)).toEqual({ issued: 30, COUPON_SOLD_OUT: 10 });
  });

  it('gets back what was taken and not handed out', async () => {
    const campaign = await makeCampaign(client, { quantity: 10 });
    const handle = redis.open();
    const gate = new ClaimGate(handle.redis, PATIENT_MS);
    gate.fill(campaign, 10, 1, 60_000);
    const ctx = gated();
    const left = async () => Number(await handle.redis.hget(`claims:{${campaign}}`, 'left'));
    await waitFor('the gate', async () => (await left()) === 10);
    await client.db.update(couponCampaigns).set({ status: 'paused' }).where(eq(couponCampaigns.id, campaign));
    expect(tally(await claimAll([ctx], await makeUsers(client, 25), campaign))).toEqual({ COUPON_PAUSED: 25 });
    await waitFor('all to be back', async () => (await left()) === 10);
    await client.db.update(couponCampaigns).set({ status: 'active' }).where(eq(couponCampaigns.id, campaign));
    expect(tally(await claimAll([ctx], await makeUsers(client, 25), campaign))).toEqual({
      issued: 10,
      COUPON_SOLD_OUT: 15,
    });
    await handle.close();
  });

  it('looking and taking are one step: a hundred at once for seven take seven', async () => {
    const campaign = await makeCampaign(client, { quantity: 7 });
    const handles = [0, 1, 2, 3].map(() => redis.open());
    const gates = handles.map((handle) => new ClaimGate(handle.redis, PATIENT_MS));
    gates[0]!.fill(campaign, 7, 1, 60_000);
    await waitFor('the gate', async () => (await handles[0]!.redis.exists(`claims:{${campaign}}`)) === 1);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, nth) => gates[nth % 4]!.take(campaign, newId('user'))),
    );
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(7);
    for (const handle of handles) await handle.close();
  });
});

describe('the desk', () => {
  it('tells those who come too many when to come back, and answers those who wait before it closes', async () => {
    const claims = new ClaimDesk({ pool: client.writer, scripts: client.scripts, newId, maxQueue: 50, maxBatch: 10 });
    const ctx = makeContext(client, { claims });
    const campaign = await makeCampaign(client, { quantity: 500 });
    const users = await makeUsers(client, 200);
    const letGo = await holdLock(campaign);
    const waiting = claimAll([ctx], users, campaign);
    await waitFor('claims to wait', async () => claims.queued > 0);
    const closed = claims.close();
    await letGo();
    await closed;
    const counts = tally(await waiting);
    expect(counts.issued! + counts.BUSY!).toBe(200);
    expect(counts.issued).toBeGreaterThan(0);
    expect(await issuedOf(campaign)).toBe(counts.issued);
    expect(await codeOf(claimAs(ctx, await makeUser(client), campaign))).toBe('BUSY');
  });

  it.each([
    ['before its time', { issueFrom: new Date(Date.now() + 3_600_000) }, 'COUPON_NOT_YET'],
    ['after it', { issueUntil: new Date(Date.now() - 1_000) }, 'COUPON_OVER'],
    ['paused', { status: 'paused' as const }, 'COUPON_PAUSED'],
    ['ended', { status: 'ended' as const }, 'COUPON_OVER'],
    ['given only', { way: 'given' as const }, 'CAMPAIGN_UNKNOWN'],
    ['by code only', { way: 'code' as const, code: unique('CODE-').toUpperCase() }, 'CAMPAIGN_UNKNOWN'],
  ])('a campaign %s hands out nothing', async (_when, change, code) => {
    const campaign = await makeCampaign(client, change);
    expect(await codeOf(claimAs(gated(), await makeUser(client), campaign))).toBe(code);
  });

  it('a code is found however it is typed, and one that is not there is not', async () => {
    const code = unique('SEOUL').slice(0, 12).toUpperCase();
    await makeCampaign(client, { way: 'code', code });
    const ctx = as(gated(), await makeUser(client));
    const typed = ` ${code.toLowerCase().slice(0, 5)} ${code.slice(5)} `;
    expect(await claimCoupon(ctx, { code: typed, commandKey: unique('key-') })).toMatchObject({ repeated: false });
    expect(await codeOf(claimCoupon(ctx, { code: 'NOBODY', commandKey: unique('key-') }))).toBe('COUPON_CODE_UNKNOWN');
    expect(await codeOf(claimCoupon(ctx, { code: '쿠폰', commandKey: unique('key-') }))).toBe('COUPON_CODE_UNKNOWN');
  });
});
