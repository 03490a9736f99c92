import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import { closings, restaurants, statements } from '@/db/schema';
import type { CampaignId, ClosingId, RestaurantId, StatementId, UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import { holdTable } from '@/server/services/reservation';
import { makeRoom } from '@/server/services/room';
import { makeCampaign } from '@/tests/support/coupons';
import { workerDatabase } from '@/tests/support/database';
import { as, dateIn, EVERY_DAY, makeContext, makeRestaurant, makeUser, unique } from '@/tests/support/factories';
import { makeCaller, refusalCode } from '@/tests/support/trpc';
import { appRouter } from './router';

let client: DatabaseClient;
let mine: { id: RestaurantId; ownerId: UserId };
let theirs: { id: RestaurantId; ownerId: UserId };
let reservationId: string;
let roomId: string;
let closingId: ClosingId;
let statementId: StatementId;
let theirCampaign: CampaignId;
let theirGiven: CampaignId;
const guestEmail = `${unique('guest-')}@tablepick.example`;

beforeAll(async () => {
  client = await workerDatabase();
  mine = await makeRestaurant(client);
  theirs = await makeRestaurant(client, { policy: null });
  const ctx = makeContext(client);
  const diner = await makeUser(client, { email: guestEmail });
  const held = await holdTable(as(ctx, diner), {
    restaurantId: theirs.id,
    serviceDate: dateIn(3),
    minute: 1140,
    party: 2,
    commandKey: unique('key-'),
  });
  reservationId = held.reservationId;
  const now = { lobbyAtMs: null, opensAtMs: null, ratePerMinute: 60, places: 20 };
  roomId = await makeRoom(ctx, ctx.db, {
    ...now,
    restaurantId: theirs.id,
    kind: 'owner',
    fromDate: date,
    toDate: date,
  });
  closingId = newId('closing');
  await client.db.insert(closings).values({
    id: closingId,
    restaurantId: theirs.id,
    serviceDate: date,
    fromMinute: 0,
    toMinute: 1,
    bookings: 0,
    createdAt: new Date(),
    createdBy: theirs.ownerId,
  });
  statementId = newId('statement');
  await client.db.insert(statements).values({
    id: statementId,
    restaurantId: theirs.id,
    runId: newId('settlementRun'),
    no: 1,
    currency: 'KRW',
    firstDate: date,
    lastDate: date,
    fromAt: new Date(0),
    untilAt: new Date(),
    ...{ entries: 0, depositMinor: 0, couponMinor: 0, feeMinor: 0, vatMinor: 0, deductionMinor: 0 },
    ...{ carriedInMinor: 0, payoutMinor: 0, carriedOutMinor: 0 },
    createdAt: new Date(),
  });
  theirCampaign = await makeCampaign(client, { restaurantId: theirs.id });
  theirGiven = await makeCampaign(client, { restaurantId: theirs.id, way: 'given' });
});
afterAll(() => client.close());

const date = dateIn(3);
const period = { name: EVERY_DAY.name, nameEn: null, opensMinute: 660, lastSeatingMinute: 1200 };

/** A good one, from now for a month. */
const campaign = () => ({
  name: '점심',
  way: 'first-come',
  stackable: false,
  quantity: 10,
  perPerson: 1,
  issueFromMs: Date.now(),
  issueUntilMs: Date.now() + 86_400_000,
  useFromMs: Date.now(),
  useUntilMs: Date.now() + 30 * 86_400_000,
  rules: [{ kind: 'fixed', amountMinor: 1_000 }],
});

/** An input each owner procedure would take from the restaurant's own staff. */
const INPUTS: Record<string, () => unknown> = {
  day: () => ({ restaurantId: theirs.id, date }),
  upcoming: () => ({ restaurantId: theirs.id, from: date, days: 7 }),
  serve: () => ({ reservationId, command: 'seat' }),
  settings: () => ({ restaurantId: theirs.id }),
  saveHours: () => ({
    restaurantId: theirs.id,
    expectedConfigVersion: 1,
    slotMinutes: 30,
    periods: [{ ...period, weekdays: [1, 2, 3] }],
    turnTimes: [{ partyMax: 99, minutes: 90 }],
    opening: { kind: 'rolling', daysAhead: 30, minute: 0 },
    minNoticeMinutes: 0,
    pacingCovers: null,
    holdMinutes: 7,
    maxParty: 6,
  }),
  saveTables: () => ({
    restaurantId: theirs.id,
    expectedConfigVersion: 1,
    areas: [{ areaNo: 1, name: '홀', nameEn: null }],
    tables: [],
    joins: [],
  }),
  savePolicy: () => ({
    restaurantId: theirs.id,
    expectedConfigVersion: 1,
    depositKind: 'none',
    depositMinor: 0,
    depositFromParty: 1,
    tiers: [],
    graceMinutes: 0,
  }),
  savePaymentProvider: () => ({ restaurantId: theirs.id, expectedConfigVersion: 1, provider: 'toss' }),
  saveSpecialDay: () => ({ restaurantId: theirs.id, expectedConfigVersion: 1, serviceDate: date, periods: [period] }),
  campaigns: () => ({ restaurantId: theirs.id }),
  saveCampaign: () => ({ ...campaign(), restaurantId: theirs.id }),
  setCampaignStatus: () => ({ restaurantId: theirs.id, campaignId: theirCampaign, to: 'paused' }),
  giveCoupon: () => ({
    restaurantId: theirs.id,
    campaignId: theirGiven,
    guest: { email: guestEmail },
    commandKey: unique('key-'),
  }),
  closeDay: () => ({ restaurantId: theirs.id, serviceDate: date, reason: '쉽니다' }),
  closing: () => ({ closingId }),
  closings: () => ({ restaurantId: theirs.id, date }),
  cancelBooking: () => ({ reservationId, reason: '단수' }),
  refundVisit: () => ({ reservationId, amountMinor: 1, reason: '사과', commandKey: unique('key-') }),
  statements: () => ({ restaurantId: theirs.id }),
  statement: () => ({ statementId }),
  reopenDay: () => ({ restaurantId: theirs.id, serviceDate: date }),
  money: () => ({ restaurantId: theirs.id }),
  savePayoutAccount: () => ({ restaurantId: theirs.id, bankCode: '088', number: '110-123-456789', holder: '식당' }),
  rooms: () => ({ restaurantId: theirs.id }),
  scheduleRoom: () => ({ restaurantId: theirs.id, ratePerMinute: 60, places: 20, lobbyMinutes: 30 }),
  openRoom: () => ({ restaurantId: theirs.id, fromDate: date, toDate: date, ratePerMinute: 60, places: 20 }),
  changeRoom: () => ({ roomId, places: 10 }),
  endRoom: () => ({ roomId }),
  saveRoomSettings: () => ({
    restaurantId: theirs.id,
    eachOpening: false,
    ratePerMinute: 60,
    places: 20,
    lobbyMinutes: 30,
  }),
};
/** Takes no restaurant: it lists the caller's own. */
const WITHOUT_RESTAURANT = ['restaurants'];

const procedures = Object.keys(appRouter._def.procedures)
  .filter((path) => path.startsWith('owner.'))
  .map((path) => path.slice('owner.'.length));

describe("another restaurant's owner", () => {
  it('is tried on every owner procedure there is', () => {
    expect([...Object.keys(INPUTS), ...WITHOUT_RESTAURANT].sort()).toEqual([...procedures].sort());
  });

  it.each(procedures.filter((name) => !WITHOUT_RESTAURANT.includes(name)))(
    'finds nothing at owner.%s, and changes nothing',
    async (name) => {
      const before = await client.db.select().from(restaurants).where(eq(restaurants.id, theirs.id));
      const call = (userId: UserId) =>
        (makeCaller(client, userId).owner as unknown as Record<string, (input: unknown) => Promise<unknown>>)[name]!(
          INPUTS[name]!(),
        );
      const refused = await refusalCode(call(mine.ownerId));
      expect(refused?.http).toBe('NOT_FOUND');
      expect(await client.db.select().from(restaurants).where(eq(restaurants.id, theirs.id))).toEqual(before);
      // The same input is not refused that way to the owner it belongs to, so it was the person that mattered.
      expect((await refusalCode(call(theirs.ownerId)))?.http).not.toBe('NOT_FOUND');
    },
  );

  it('is not among the restaurants somebody else is shown', async () => {
    const shown = await makeCaller(client, mine.ownerId).owner.restaurants();
    expect(JSON.stringify(shown)).toContain(mine.id);
    expect(JSON.stringify(shown)).not.toContain(theirs.id);
  });
});

describe('who may call what', () => {
  it('nobody signed in is asked to sign in', async () => {
    const caller = makeCaller(client, null);
    expect((await refusalCode(caller.owner.restaurants()))?.code).toBe('SIGN_IN_REQUIRED');
    expect((await refusalCode(caller.bookings.list({ scope: 'past' })))?.code).toBe('SIGN_IN_REQUIRED');
    expect((await refusalCode(caller.ops.overview()))?.code).toBe('SIGN_IN_REQUIRED');
  });

  it('operator pages do not exist for anybody but operators, checked in the database at each call', async () => {
    const caller = makeCaller(client, mine.ownerId);
    for (const call of [
      () => caller.ops.overview(),
      () => caller.ops.contention(),
      () => caller.ops.reviews(),
      () => caller.ops.runs({}),
      () => caller.ops.deadLetters(),
      () => caller.ops.campaigns(),
      () => caller.ops.trialBalance(),
      () => caller.ops.entries({}),
      () => caller.ops.settlementRuns(),
      () => caller.ops.payouts({ status: 'pending' }),
      () => caller.ops.readyPayouts(),
      () => caller.ops.payoutBatches({}),
      () => caller.ops.filePayouts({ batchId: newId('payoutBatch') }),
      () => caller.ops.makePayoutFile({ currency: 'KRW' }),
      () => caller.ops.releasePayouts({ batchId: newId('payoutBatch'), reason: '은행이 거절했어요' }),
    ]) {
      expect((await refusalCode(call()))?.http).toBe('NOT_FOUND');
    }
    const operator = await makeUser(client, { role: 'operator' });
    expect(await makeCaller(client, operator).ops.overview()).toMatchObject({ reviews: { open: expect.any(Number) } });
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another site', { site: 'cross-site' }],
    ['another site of the same owner', { site: 'same-site' }],
    ['a form', { contentType: 'text/plain' }],
    ['no content type', { contentType: null }],
  ])('a change sent from %s is refused', async (_what, request) => {
    const caller = makeCaller(client, mine.ownerId, request);
    const refused = await refusalCode(
      caller.bookings.cancel({ reservationId: reservationId as never, expectedRefundMinor: 0 }),
    );
    expect(refused?.code).toBe('FORBIDDEN_ORIGIN');
  });
});
