import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { couponCampaigns, coupons, reservations } from '@/db/schema';
import { asAppError } from '@/server/domain/shared/errors';
import type { CampaignId, UserId } from '@/server/domain/shared/ids';
import { claimAs, makeCampaign, makeCoupon } from '@/tests/support/coupons';
import { workerDatabase } from '@/tests/support/database';
import { as, type MadeRestaurant, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { codeOf, holdAs } from '@/tests/support/holds';
import { waitFor } from '@/tests/support/wait-for';
import { confirmFree } from '../checkout';
import type { ServiceContext } from '../context';
import { LiveWatch } from '../live';
import {
  getCampaign,
  getWallet,
  giveCoupon,
  listCampaigns,
  listClaimable,
  saveCampaign,
  setCampaignStatus,
  watchCampaign,
} from '.';

const DAY_MS = 86_400_000;
let client: DatabaseClient;
let ctx: ServiceContext;
let restaurant: MadeRestaurant;

beforeAll(async () => {
  client = await workerDatabase();
  ctx = makeContext(client);
  restaurant = await makeRestaurant(client);
});
afterAll(() => client.close());

const owner = () => as(ctx, restaurant.ownerId, 'staff');
const operator = async () => as(ctx, await makeUser(client, { role: 'operator' }), 'operator');
type Draft = Parameters<typeof saveCampaign>[1];
const draft = (change: Partial<Draft> = {}): Draft => ({
  restaurantId: restaurant.id,
  name: '평일 점심',
  nameEn: 'Weekday lunch',
  way: 'first-come',
  stackable: false,
  quantity: 5,
  perPerson: 1,
  issueFromMs: Date.now() - 1_000,
  issueUntilMs: Date.now() + 7 * DAY_MS,
  useFromMs: Date.now() - 1_000,
  useUntilMs: Date.now() + 30 * DAY_MS,
  rules: [{ kind: 'percent', percent: 20, maxMinor: 10_000 }],
  ...change,
});
const problemsOf = (call: Promise<unknown>) =>
  call.then(
    () => [],
    (error) => {
      const refusal = asAppError(error);
      expect(refusal?.code).toBe('CAMPAIGN_INVALID');
      const problems = refusal!.details.problems as {
        field: string;
        problem: string;
        words: { ko: string; en: string };
      }[];
      return problems.map(({ field, problem, words }) =>
        [field, problem, words.ko !== '' && words.en !== ''].join(' '),
      );
    },
  );

describe('an owner’s campaign', () => {
  it('is good at their restaurant alone, is changed before anything is handed out, and not after', async () => {
    const { campaignId, version } = await saveCampaign(owner(), draft());
    const [row] = await client.db.select().from(couponCampaigns).where(eq(couponCampaigns.id, campaignId));
    expect(row).toMatchObject({ restaurantId: restaurant.id, validAt: restaurant.id, fundedBy: 'restaurant' });
    const edit = { campaignId, expectedVersion: version };
    const percent = (most: number) => ({ edit, rules: [{ kind: 'percent', percent: most, maxMinor: null }] });
    expect(await saveCampaign(owner(), draft(percent(30)))).toMatchObject({ version: 2 });
    expect(await codeOf(saveCampaign(owner(), draft(percent(40))))).toBe('STALE_EDIT');
    await claimAs(ctx, await makeUser(client), campaignId);
    const late = { edit: { campaignId, expectedVersion: 2 }, rules: [{ kind: 'fixed', amountMinor: 1 }] };
    expect(await codeOf(saveCampaign(owner(), draft(late)))).toBe('CAMPAIGN_ISSUED');
  });

  it('that makes no sense is refused with every problem in words', async () => {
    const rules = [
      { kind: 'fixed', amountMinor: 9_000 },
      { kind: 'minimum-spend', amountMinor: 5_000 },
      { kind: 'weekdays', weekdays: [9] },
    ];
    const bad = draft({ name: '', quantity: 0, useUntilMs: Date.now() + DAY_MS, rules });
    expect(await problemsOf(saveCampaign(owner(), bad))).toEqual([
      'name no-name true',
      'quantity quantity true',
      'perPerson above-quantity true',
      'useUntilMs before-issue-ends true',
      'fixed.amountMinor above-minimum true',
      'weekdays.weekdays weekdays true',
    ]);
    const elsewhere = await makeRestaurant(client);
    const there = [
      { kind: 'fixed', amountMinor: 1 },
      { kind: 'one-restaurant', restaurantId: elsewhere.id },
    ];
    expect(await problemsOf(saveCampaign(owner(), draft({ rules: there })))).toEqual([
      'one-restaurant.restaurantId other-restaurant true',
    ]);
  });

  it('has a code that nobody else has', async () => {
    const code = unique('A').slice(0, 10).toUpperCase();
    await saveCampaign(owner(), draft({ way: 'code', code: code.toLowerCase() }));
    expect(await problemsOf(saveCampaign(owner(), draft({ way: 'code', code })))).toEqual(['code code-taken true']);
  });

  it('pauses and goes on; ended is for good, and what waits in wallets has ended with it', async () => {
    const { campaignId } = await saveCampaign(owner(), draft());
    const [first, second] = [await makeUser(client), await makeUser(client)];
    await claimAs(ctx, first, campaignId);
    const to = (status: 'active' | 'paused' | 'ended') =>
      setCampaignStatus(owner(), { restaurantId: restaurant.id, campaignId, to: status });
    await to('paused');
    expect(await codeOf(claimAs(ctx, second, campaignId))).toBe('COUPON_PAUSED');
    const state = async () => (await getWallet(as(ctx, first))).coupons.map((coupon) => coupon.state);
    expect(await state()).toEqual(['AVAILABLE']);
    await to('active');
    await claimAs(ctx, second, campaignId);
    await to('ended');
    expect(await to('ended')).toEqual({ status: 'ended' });
    expect(await codeOf(to('active'))).toBe('CAMPAIGN_ENDED');
    expect(await codeOf(claimAs(ctx, await makeUser(client), campaignId))).toBe('COUPON_OVER');
    expect(await state()).toEqual(['ENDED']);
  });

  it('is nobody else’s: another owner, a member of staff and an operator find nothing', async () => {
    const { campaignId } = await saveCampaign(owner(), draft());
    const other = await makeRestaurant(client);
    for (const stranger of [
      as(ctx, other.ownerId, 'staff'),
      as(ctx, await makeUser(client), 'staff'),
      await operator(),
    ]) {
      expect(await codeOf(listCampaigns(stranger, { restaurantId: restaurant.id }))).toBe('NOT_FOUND');
      expect(await codeOf(saveCampaign(stranger, draft()))).toBe('NOT_FOUND');
      const end = { restaurantId: restaurant.id, campaignId, to: 'ended' as const };
      expect(await codeOf(setCampaignStatus(stranger, end))).toBe('NOT_FOUND');
    }
    const asTheirs = { restaurantId: other.id, campaignId, to: 'ended' as const };
    expect(await codeOf(setCampaignStatus(as(ctx, other.ownerId, 'staff'), asTheirs))).toBe('CAMPAIGN_UNKNOWN');
    expect(await codeOf(saveCampaign(owner(), draft({ restaurantId: null })))).toBe('NOT_FOUND');
  });

  it('shows what came of it', async () => {
    const rules = [{ kind: 'percent', percent: 100, maxMinor: null }];
    const { campaignId } = await saveCampaign(owner(), draft({ quantity: 3, rules }));
    const people: UserId[] = [];
    for (let nth = 0; nth < 3; nth++) {
      const user = await makeUser(client);
      await claimAs(ctx, user, campaignId);
      people.push(user);
    }
    const held = await holdAs(ctx, people[0]!, restaurant.id);
    await confirmFree(as(ctx, people[0]!), { reservationId: held.reservationId });
    await holdAs(ctx, people[1]!, restaurant.id, { minute: 660 });
    const { campaigns } = await listCampaigns(owner(), { restaurantId: restaurant.id });
    expect(campaigns.find((one) => one.id === campaignId)).toMatchObject({
      editable: false,
      left: 0,
      results: { claimed: 3, reserved: 1, used: 1, discountMinor: 20_000, revenueMinor: 0 },
    });
  });
});

describe('a coupon that an owner gives', () => {
  it('goes to a guest of theirs, by booking code or e-mail, once each; to nobody else', async () => {
    const email = `${unique('guest-')}@tablepick.example`;
    const [guest, stranger] = [await makeUser(client, { email }), `${unique('x-')}@tablepick.example`];
    await makeUser(client, { email: stranger });
    await makeCoupon(client, ctx, guest, { rules: [{ kind: 'percent', percent: 100, maxMinor: null }] });
    const { reservationId } = await holdAs(ctx, guest, restaurant.id, { minute: 900 });
    const { campaignId } = await saveCampaign(owner(), draft({ way: 'given', perPerson: 2 }));
    const give = (to: { code: string } | { email: string }, commandKey = unique('key-')) =>
      giveCoupon(owner(), { restaurantId: restaurant.id, campaignId, guest: to, commandKey });
    // A hold is no visit yet.
    expect(await codeOf(give({ email }))).toBe('GUEST_UNKNOWN');
    await confirmFree(as(ctx, guest), { reservationId });
    const [{ code }] = (await client.db
      .select({ code: reservations.code })
      .from(reservations)
      .where(eq(reservations.id, reservationId))) as [{ code: string }];
    const key = unique('key-');
    const given = await give({ code: code.toLowerCase() }, key);
    expect(given).toMatchObject({ guestName: 'Diner', repeated: false });
    expect(await give({ code }, key)).toMatchObject({ repeated: true, couponId: given.couponId });
    await give({ email });
    expect(await codeOf(give({ email }))).toBe('COUPON_ALREADY_YOURS');
    expect(await codeOf(give({ email: stranger }))).toBe('GUEST_UNKNOWN');
    expect(await codeOf(claimAs(ctx, guest, campaignId))).toBe('CAMPAIGN_UNKNOWN');
    const rows = await client.db.select().from(coupons).where(eq(coupons.campaignId, campaignId));
    expect(rows.map((row) => row.userId)).toEqual([guest, guest]);
  });
});

describe('what a diner sees', () => {
  const idsOf = ({ campaigns }: { campaigns: { id: CampaignId }[] }) => campaigns.map((campaign) => campaign.id);

  it('what can be claimed here, and what they have; codes and gifts are not shown', async () => {
    const here = await saveCampaign(owner(), draft({ name: '여기' }));
    const there = await makeCampaign(client, { validAt: (await makeRestaurant(client)).id });
    const anywhere = await makeCampaign(client);
    const secret = await makeCampaign(client, { way: 'code', code: unique('S').slice(0, 9).toUpperCase() });
    const reader = as(makeContext(client), await makeUser(client));
    const listed = await listClaimable(reader, { restaurantId: restaurant.id });
    expect(idsOf(listed)).toEqual(expect.arrayContaining([here.campaignId, anywhere]));
    expect(idsOf(listed)).not.toContain(there);
    expect(idsOf(await listClaimable(reader, {}))).toEqual(expect.arrayContaining([there, anywhere]));
    expect(idsOf(await listClaimable(reader, {}))).not.toContain(secret);
    expect(await codeOf(getCampaign(reader, { campaignId: secret }))).toBe('CAMPAIGN_UNKNOWN');
    const mine = listed.campaigns.find((campaign) => campaign.id === here.campaignId)!;
    expect(mine).toMatchObject({ state: 'open', mine: 0, left: 5, discount: { en: '20% off, up to ₩10,000' } });
    await claimAs(reader, (reader.actor as { userId: UserId }).userId, here.campaignId);
    expect(await getCampaign(reader, { campaignId: here.campaignId })).toMatchObject({ state: 'yours', mine: 1 });
  });

  it('the wallet says what each is good for, and for which booking it is kept', async () => {
    const user = await makeUser(client);
    const used = await makeCoupon(client, ctx, user, { rules: [{ kind: 'fixed', amountMinor: 3_000 }] });
    const free = await makeCoupon(client, ctx, user, { rules: [{ kind: 'fixed', amountMinor: 1_000 }] });
    const over = await makeCoupon(client, ctx, user, { rules: [{ kind: 'fixed', amountMinor: 500 }] });
    await client.db
      .update(coupons)
      .set({ useUntil: new Date(Date.now() - 1_000) })
      .where(eq(coupons.id, over));
    const { reservationId } = await holdAs(ctx, user, restaurant.id, { minute: 780 });
    const wallet = await getWallet(as(ctx, user));
    expect(wallet.coupons.map((coupon) => [coupon.id, coupon.state])).toEqual([
      [free, 'AVAILABLE'],
      [used, 'RESERVED'],
      [over, 'EXPIRED'],
    ]);
    expect(wallet.coupons[1]!.booking).toMatchObject({ reservationId, discountMinor: 3_000 });
    expect(wallet.coupons[1]!.campaign.discount.ko).toBe('3,000원 할인');
  });

  it('hears how many are left as others claim', async () => {
    const live = new LiveWatch(client.pool, 20);
    const campaignId = await makeCampaign(client, { quantity: 3 });
    const stop = new AbortController();
    const seen: unknown[] = [];
    const watching = (async () => {
      for await (const now of watchCampaign({ ...ctx, live }, { campaignId }, stop.signal)) seen.push(now);
    })();
    await waitFor('the first count', async () => seen.length === 1);
    for (let left = 2; left >= 0; left--) {
      await claimAs(ctx, await makeUser(client), campaignId);
      await waitFor(`${left} left`, async () => (seen.at(-1) as { left: number }).left === left);
    }
    await client.db.update(couponCampaigns).set({ status: 'ended' }).where(eq(couponCampaigns.id, campaignId));
    await waitFor('the end', async () => (seen.at(-1) as { status: string }).status === 'ended');
    stop.abort();
    live.close();
    await watching;
  });
});

it('the platform’s own campaigns are an operator’s', async () => {
  const ops = await operator();
  const platform = draft({
    restaurantId: null,
    rules: [{ kind: 'fixed', amountMinor: 5_000 }, { kind: 'first-booking' }],
  });
  const { campaignId } = await saveCampaign(ops, platform);
  const { campaigns } = await listCampaigns(ops, { restaurantId: null });
  expect(campaigns.find((one) => one.id === campaignId)).toMatchObject({
    by: 'platform',
    fundedBy: 'platform',
    restaurant: null,
    editable: true,
  });
  const nowhere = [
    { kind: 'fixed', amountMinor: 1 },
    { kind: 'one-restaurant', restaurantId: 'rst_none' },
  ];
  expect(await problemsOf(saveCampaign(ops, { ...platform, rules: nowhere }))).toEqual([
    'one-restaurant.restaurantId no-restaurant true',
  ]);
});
