import { desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { couponCampaigns, coupons, reservationCoupons, reservations } from '@/db/schema';
import type { FundedBy } from '@/server/domain/coupon/states';
import type { CampaignId } from '@/server/domain/shared/ids';
import { readDb, type ServiceContext } from '../context';
import { requireCampaigner } from './campaign-owner';
import { type CampaignView, selectCampaigns, toCampaignView } from './campaign-view';
import { restaurantIdSchema } from './ids';

export const listCampaignsInput = z.object({ restaurantId: restaurantIdSchema.nullable() });

/** A campaign as who runs it sees it. Amounts in minor units. */
export type CampaignReport = CampaignView & {
  code: string | null;
  fundedBy: FundedBy;
  version: number;
  /** Nothing was handed out yet and it has not ended. */
  editable: boolean;
  createdAtMs: number;
  results: {
    claimed: number;
    reserved: number;
    used: number;
    /** Taken off the bookings they were used on. */
    discountMinor: number;
    /** What was paid to book those, after the discount. */
    revenueMinor: number;
  };
};

const MOST_SHOWN = 200;

/** All campaigns of a restaurant or (`null`) of the platform with what came of them, the latest first. Throws NOT_FOUND. */
export async function listCampaigns(
  ctx: ServiceContext,
  raw: z.infer<typeof listCampaignsInput>,
): Promise<{ nowMs: number; campaigns: CampaignReport[] }> {
  const { restaurantId } = listCampaignsInput.parse(raw);
  const db = readDb(ctx);
  await requireCampaigner(ctx, db, restaurantId);
  const whose =
    restaurantId === null ? isNull(couponCampaigns.restaurantId) : eq(couponCampaigns.restaurantId, restaurantId);
  const rows = await selectCampaigns(db, whose)
    .orderBy(desc(couponCampaigns.createdAt), desc(couponCampaigns.id))
    .limit(MOST_SHOWN);
  const results = await readResults(
    ctx,
    rows.map(({ campaign }) => campaign.id),
  );
  const campaigns = rows.map((found): CampaignReport => {
    const { campaign } = found;
    return {
      ...toCampaignView(found),
      code: campaign.code,
      fundedBy: campaign.fundedBy,
      version: campaign.version,
      editable: campaign.issued === 0 && campaign.status !== 'ended',
      createdAtMs: campaign.createdAt.getTime(),
      results: {
        ...(results.get(campaign.id) ?? { reserved: 0, used: 0, discountMinor: 0, revenueMinor: 0 }),
        claimed: campaign.issued,
      },
    };
  });
  return { nowMs: ctx.nowMs(), campaigns };
}

async function readResults(ctx: ServiceContext, ids: CampaignId[]) {
  if (ids.length === 0) return new Map<CampaignId, Omit<CampaignReport['results'], 'claimed'>>();
  const db = readDb(ctx);
  const isUsed = sql`${coupons.status} = 'USED'`;
  const onBooking = sql`${reservationCoupons.couponId} = ${coupons.id} and ${reservationCoupons.reservationId} = ${coupons.reservationId}`;
  // Two coupons of a campaign on one booking are one booking's revenue.
  const bookings = db
    .selectDistinct({
      campaignId: coupons.campaignId,
      reservationId: reservations.id,
      paidMinor: sql<number>`${reservations.depositMinor} - ${reservations.discountMinor}`.as('paid_minor'),
    })
    .from(coupons)
    .innerJoin(reservations, eq(reservations.id, coupons.reservationId))
    .where(sql`${inArray(coupons.campaignId, ids)} and ${isUsed}`)
    .as('bookings');
  const [counts, revenue] = await Promise.all([
    db
      .select({
        id: coupons.campaignId,
        reserved: sql`sum(${coupons.status} = 'RESERVED')`.mapWith(Number),
        used: sql`sum(${isUsed})`.mapWith(Number),
        discountMinor: sql`sum(if(${isUsed}, ${reservationCoupons.discountMinor}, 0))`.mapWith(Number),
      })
      .from(coupons)
      .leftJoin(reservationCoupons, onBooking)
      .where(inArray(coupons.campaignId, ids))
      .groupBy(coupons.campaignId),
    db
      .select({ id: bookings.campaignId, revenueMinor: sql`sum(${bookings.paidMinor})`.mapWith(Number) })
      .from(bookings)
      .groupBy(bookings.campaignId),
  ]);
  const paid = new Map(revenue.map((row) => [row.id, row.revenueMinor]));
  return new Map(counts.map(({ id, ...count }) => [id, { ...count, revenueMinor: paid.get(id) ?? 0 }]));
}
