import type { RowDataPacket } from 'mysql2/promise';
import type { DatabaseClient } from '@/db/client';
import { Random } from '@/db/seed/random';
import type { CampaignId } from '@/server/domain/shared/ids';
import { getWallet } from '@/server/services/coupon';
import { brokenCoupons, makeCampaign } from '@/tests/support/coupons';
import { as, makeContext } from '@/tests/support/factories';
import { bench } from './lib/bench';
import { type Crowd, makeCrowd } from './lib/crowd';
import { type Burst, burst } from './lib/http-burst';
import { type Call, commandKey } from './lib/http-load';
import { startProcess } from './lib/processes';
import { costEach, serverCost } from './lib/server-cost';

/** Callers at once, in all and for the baseline, which answers thousands only in bursts. */
const USERS = Number(process.env.BENCH_USERS ?? 2_500);
const FEWER = Math.min(500, USERS);
const CLAIMS = Number(process.env.BENCH_CLAIMS ?? 50_000);
const ACCOUNTS = Number(process.env.BENCH_ACCOUNTS ?? 20_000);
const COUPONS = Number(process.env.BENCH_COUPONS ?? 10_000);
/** The baseline is given the same crowd, a tenth of it: as many claims and accounts to each coupon. */
const SHARE = 10;
const WARM_UP = Math.min(5_000, CLAIMS);
const WALLETS = 1_000;
const PORT = Number(process.env.PORT);

/** Claims of accounts drawn from the first `accounts`: some of them again and again, as impatient people do. */
function claims({ cookies }: Crowd, procedure: string, campaignId: CampaignId, accounts: number): () => Call {
  const random = new Random(`claims ${accounts}`);
  return () => ({
    path: `/api/trpc/${procedure}`,
    cookie: cookies[random.whole(0, accounts - 1)]!,
    body: { campaignId, commandKey: commandKey() },
  });
}

const whole = (count: number, users: number) => Math.max(users, Math.floor(count / users) * users);

async function mostOfAnybody(client: DatabaseClient, id: CampaignId) {
  const [[row]] = await client.pool.query<RowDataPacket[]>(
    `SELECT (SELECT COUNT(*) FROM coupons WHERE campaign_id = ?) AS issued, (SELECT issued FROM coupon_campaigns WHERE id = ?) AS counted,
            (SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM coupons WHERE campaign_id = ? GROUP BY user_id) each_) AS most`,
    [id, id, id],
  );
  return { issued: Number(row!.issued), counted: Number(row!.counted), most: Number(row!.most) };
}

/** Of a sample of accounts: whether each wallet shows exactly what the database holds for it. */
async function walletsAgree({ client, users }: Crowd, id: CampaignId): Promise<boolean> {
  const ctx = makeContext(client);
  const step = Math.max(1, Math.floor(users.length / WALLETS));
  const sample = users.filter((_, at) => at % step === 0);
  const [rows] = await client.pool.query<RowDataPacket[]>(
    'SELECT user_id, COUNT(*) AS n FROM coupons WHERE campaign_id = ? AND user_id IN (?) GROUP BY user_id',
    [id, sample],
  );
  const held = new Map(rows.map((row) => [row.user_id, Number(row.n)]));
  for (const user of sample) {
    const { coupons } = await getWallet(as(ctx, user));
    if (coupons.filter((coupon) => coupon.campaign.id === id).length !== (held.get(user) ?? 0)) return false;
  }
  return true;
}

await bench('coupons', async () => {
  const world = await makeCrowd(ACCOUNTS);
  const { client } = world;
  const rows: Record<string, Burst & { databaseCpuUs: number; statements: number; fsyncs: number }> = {};
  const measure = async (
    label: string,
    plan: { users: number; calls: number },
    next: () => Call,
    warm?: () => Call,
  ) => {
    const server = await startProcess('bench/servers/booking-server.ts', {}, `http://127.0.0.1:${PORT}/health`);
    const url = `http://127.0.0.1:${PORT}`;
    if (warm) await burst(url, { users: plan.users, calls: whole(WARM_UP, plan.users) }, warm);
    const before = await serverCost(client.pool);
    const measured = await burst(url, plan, next);
    const { databaseCpuUs, statements, fsyncs } = costEach(before, await serverCost(client.pool), plan.calls);
    rows[label] = { ...measured, databaseCpuUs, statements, fsyncs };
    const { perSecond, p99Ms, answers } = measured;
    console.log(`    ${label}: ${perSecond.toFixed(0)}/s, p99 ${p99Ms.toFixed(0)} ms, ${JSON.stringify(answers)}`);
    await server.stop('SIGKILL');
  };
  const all = { users: USERS, calls: whole(CLAIMS, USERS) };
  const some = { users: FEWER, calls: whole(CLAIMS / SHARE, FEWER) };
  const campaign = (quantity: number) => makeCampaign(client, { quantity, perPerson: 1 });
  const few = ACCOUNTS / SHARE;
  const tenth = async (label: string, procedure: string) => {
    const [id, warm] = await Promise.all([campaign(COUPONS / SHARE), campaign(COUPONS / SHARE)]);
    await measure(label, some, claims(world, procedure, id, few), claims(world, procedure, warm, ACCOUNTS));
    return id;
  };
  const [warm, ours] = await Promise.all([campaign(COUPONS), campaign(COUPONS)]);
  const noop = claims(world, 'bench.claimNoop', ours, ACCOUNTS);
  await measure('no-op, signed in and checked', all, noop, noop);
  const warmUp = claims(world, 'coupons.claim', warm, ACCOUNTS);
  await measure('ours', all, claims(world, 'coupons.claim', ours, ACCOUNTS), warmUp);
  const oursFewer = await tenth('ours, a tenth', 'coupons.claim');
  await tenth('locked row a claim, a tenth', 'bench.claimLocked');
  await tenth('locked row, looks first, a tenth', 'bench.claimLooking');
  const [total, least] = [await mostOfAnybody(client, ours), await mostOfAnybody(client, oursFewer)];
  const expected = Math.min(COUPONS, total.issued);
  const told = rows.ours!.answers;
  const known = new Set(['200', 'COUPON_ALREADY_YOURS', 'COUPON_SOLD_OUT']);
  const rate = (label: string) => rows[label]!.perSecond;
  return {
    parameters: { virtualUsers: USERS, claims: all.calls, accounts: ACCOUNTS, coupons: COUPONS, webProcesses: 1 },
    rows: Object.entries(rows).map(([label, { answers, ...figures }]) => ({
      label,
      ours: label.startsWith('ours'),
      ...figures,
      ...Object.fromEntries(Object.entries(answers).map(([answer, count]) => [`answered ${answer}`, count])),
    })),
    ratios: {
      'ours / no-op': rate('ours') / rate('no-op, signed in and checked'),
      'ours / locked row a claim': rate('ours, a tenth') / rate('locked row a claim, a tenth'),
      'ours / locked row that looks first': rate('ours, a tenth') / rate('locked row, looks first, a tenth'),
    },
    checks: {
      'at least 70 % of the no-op': rate('ours') >= 0.7 * rate('no-op, signed in and checked'),
      'at least three times the locked row': rate('ours, a tenth') >= 3 * rate('locked row a claim, a tenth'),
      'exactly as many issued as there are':
        total.issued === expected && total.counted === expected && expected === COUPONS,
      'each of them told to somebody': told['200'] === total.issued,
      'nobody over the limit': total.most === 1 && least.most === 1,
      'every wallet shows what was issued': await walletsAgree(world, ours),
      'no answer but a coupon, "yours" and "gone"': Object.keys(told).every((answer) => known.has(answer)),
      'no invariant broken': (await brokenCoupons(client)).length === 0,
    },
  };
});
