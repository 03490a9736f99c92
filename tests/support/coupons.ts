import { and, asc, eq } from 'drizzle-orm';
import type { RowDataPacket } from 'mysql2';
import type { DatabaseClient } from '@/db/client';
import { couponCampaigns, couponHistory, coupons } from '@/db/schema';
import type { StoredRule } from '@/server/domain/coupon/rules';
import type { CampaignId, CouponId, ReservationId, UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { ServiceContext } from '@/server/services/context';
import { claimCoupon } from '@/server/services/coupon';
import { as, unique } from './factories';

const DAY_MS = 86_400_000;
export const OFF_2000: StoredRule = { kind: 'fixed', amountMinor: 2_000 };

/** A campaign of the platform: 2,000 off anywhere, for whoever is first, ten of them, from yesterday for a month. */
export async function makeCampaign(
  client: DatabaseClient,
  overrides: Partial<typeof couponCampaigns.$inferInsert> = {},
): Promise<CampaignId> {
  const id = newId('campaign');
  const now = Date.now();
  const rules = overrides.rules ?? [OFF_2000];
  await client.db.insert(couponCampaigns).values({
    fundedBy: 'platform',
    name: '쿠폰',
    way: 'first-come',
    status: 'active',
    currency: 'KRW',
    quantity: 10,
    perPerson: 1,
    issueFrom: new Date(now - DAY_MS),
    issueUntil: new Date(now + 10 * DAY_MS),
    useFrom: new Date(now - DAY_MS),
    useUntil: new Date(now + 30 * DAY_MS),
    createdBy: newId('user'),
    createdAt: new Date(now),
    asksFirst: rules.some((rule) => rule.kind === 'first-booking'),
    ...overrides,
    rules,
    id,
  });
  return id;
}

export const claimAs = (ctx: ServiceContext, userId: UserId, campaignId: CampaignId, commandKey = unique('key-')) =>
  claimCoupon(as(ctx, userId), { campaignId, commandKey });

/** A coupon in somebody's wallet, of a campaign of its own. */
export async function makeCoupon(
  client: DatabaseClient,
  ctx: ServiceContext,
  userId: UserId,
  overrides: Partial<typeof couponCampaigns.$inferInsert> = {},
): Promise<CouponId> {
  return (await claimAs(ctx, userId, await makeCampaign(client, overrides))).coupon.id;
}

export async function couponOf(client: DatabaseClient, id: CouponId) {
  const [row] = await client.db.select().from(coupons).where(eq(coupons.id, id));
  return row!;
}

/** A coupon's life as words: `AVAILABLE claimed, RESERVED held, …`. */
export async function lifeOf(client: DatabaseClient, id: CouponId): Promise<string[]> {
  const rows = await client.db
    .select()
    .from(couponHistory)
    .where(eq(couponHistory.couponId, id))
    .orderBy(asc(couponHistory.version));
  return rows.map((row) => `${row.toStatus} ${row.reason}`);
}

export const reservedFor = (client: DatabaseClient, reservationId: ReservationId) =>
  client.db
    .select({ id: coupons.id })
    .from(coupons)
    .where(and(eq(coupons.reservationId, reservationId), eq(coupons.status, 'RESERVED')));

/** What must find nothing, whatever happened: over-issues, people with too many, coupons without a booking or a history. */
const NOTHING: Record<string, string> = {
  'a campaign hands out no more than it has, and counts them': `SELECT k.id FROM coupon_campaigns k
     LEFT JOIN (SELECT campaign_id, COUNT(*) AS n FROM coupons GROUP BY campaign_id) c ON c.campaign_id = k.id
    WHERE k.issued <> COALESCE(c.n, 0) OR (k.quantity IS NOT NULL AND COALESCE(c.n, 0) > k.quantity)`,
  'nobody has more than each may have': `SELECT c.campaign_id, c.user_id FROM coupons c JOIN coupon_campaigns k ON k.id = c.campaign_id
    GROUP BY c.campaign_id, c.user_id, k.per_person HAVING COUNT(*) > k.per_person`,
  'a reserved coupon goes with a hold, a used one with a booking that was paid': `SELECT c.id FROM coupons c JOIN reservations r ON r.id = c.reservation_id
    WHERE (c.status = 'RESERVED' AND r.status NOT IN ('HELD', 'CONFIRMING'))
       OR (c.status = 'USED' AND r.confirmed_at IS NULL)`,
  'a live booking has the coupons of its price': `SELECT r.id FROM reservations r LEFT JOIN
      (SELECT t.reservation_id, SUM(t.discount_minor) AS off FROM reservation_coupons t
         JOIN coupons c ON c.id = t.coupon_id AND c.reservation_id = t.reservation_id GROUP BY t.reservation_id) p ON p.reservation_id = r.id
    WHERE r.status IN ('HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED') AND r.discount_minor <> COALESCE(p.off, 0)`,
  'an order asks for the deposit less the discount, but for what a person gave back or added': `SELECT p.id FROM payments p JOIN reservations r ON r.id = p.reservation_id
    WHERE p.live = 1 AND p.part = 0 AND r.changes = 0 AND p.amount_minor <> r.deposit_minor - r.discount_minor
      + COALESCE((SELECT SUM(f.amount_minor) FROM refunds f WHERE f.payment_id = p.id AND f.cause = 'operator'), 0)
      - COALESCE((SELECT SUM(x.amount_minor) FROM payments x WHERE x.reservation_id = r.id AND x.part >= 1000), 0)`,
  'the history of a coupon has no gap and ends where it is': `SELECT c.id FROM coupons c
    JOIN (SELECT coupon_id, COUNT(*) AS n, MAX(version) AS v FROM coupon_history GROUP BY coupon_id) h ON h.coupon_id = c.id
    WHERE h.n <> c.version OR h.v <> c.version`,
};

/** The invariants of coupons that are broken in this database; must be none. */
export async function brokenCoupons(client: { pool: Pick<DatabaseClient['pool'], 'query'> }): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, sql] of Object.entries(NOTHING)) {
    const [rows] = await client.pool.query<RowDataPacket[]>(sql);
    if (rows.length > 0) broken.push(`${name}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return broken;
}
