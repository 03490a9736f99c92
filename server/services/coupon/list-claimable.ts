import { and, count, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { coupons } from '@/db/schema';
import { claimRefusal } from '@/server/domain/coupon/campaign';
import { AppError } from '@/server/domain/shared/errors';
import type { CampaignId } from '@/server/domain/shared/ids';
import { readDb, type ServiceContext } from '../context';
import type { CampaignView } from './campaign-view';
import { campaignIdSchema, restaurantIdSchema } from './ids';

export const listClaimableInput = z.object({ restaurantId: restaurantIdSchema.optional() });
export const getCampaignInput = z.object({ campaignId: campaignIdSchema });

/** `yours`: the reader has as many as a person may have. */
export type ClaimState = 'open' | 'not-yet' | 'sold-out' | 'yours' | 'paused' | 'over';
export type ClaimableView = CampaignView & { state: ClaimState /** How many the reader has had. */; mine: number };

const STATES: Record<string, ClaimState> = {
  COUPON_ALREADY_YOURS: 'yours',
  COUPON_OVER: 'over',
  COUPON_NOT_YET: 'not-yet',
  COUPON_PAUSED: 'paused',
  COUPON_SOLD_OUT: 'sold-out',
};

/**
 * What can be claimed by whoever is first, now or soon: everywhere, or good at one restaurant. Up to a second old;
 * `nowMs` is the clock it was reckoned with.
 */
export async function listClaimable(
  ctx: ServiceContext,
  raw: z.infer<typeof listClaimableInput>,
): Promise<{ nowMs: number; campaigns: ClaimableView[] }> {
  const { restaurantId } = listClaimableInput.parse(raw);
  return withMine(ctx, await ctx.campaigns.open(restaurantId ?? null));
}

/** One campaign; one that is given or needs a code is CAMPAIGN_UNKNOWN to the public. */
export async function getCampaign(
  ctx: ServiceContext,
  raw: z.infer<typeof getCampaignInput>,
): Promise<ClaimableView & { nowMs: number }> {
  const { campaignId } = getCampaignInput.parse(raw);
  const view = await ctx.campaigns.get(campaignId);
  if (view?.way !== 'first-come') throw new AppError('CAMPAIGN_UNKNOWN');
  const { nowMs, campaigns } = await withMine(ctx, [view]);
  return { ...campaigns[0]!, nowMs };
}

async function withMine(ctx: ServiceContext, views: CampaignView[]) {
  const mine = await countMine(
    ctx,
    views.map((view) => view.id),
  );
  const nowMs = ctx.nowMs();
  const campaigns = views.map((view): ClaimableView => {
    const had = mine.get(view.id) ?? 0;
    const issued = (view.quantity ?? 0) - (view.left ?? 0);
    const refusal = claimRefusal({ ...view, nowMs, issued, mine: had });
    return { ...view, mine: had, state: refusal ? STATES[refusal.code]! : 'open' };
  });
  return { nowMs, campaigns };
}

async function countMine(ctx: ServiceContext, ids: CampaignId[]): Promise<Map<CampaignId, number>> {
  if (!('userId' in ctx.actor) || ids.length === 0) return new Map();
  const rows = await readDb(ctx)
    .select({ id: coupons.campaignId, had: count() })
    .from(coupons)
    .where(and(eq(coupons.userId, ctx.actor.userId), inArray(coupons.campaignId, ids)))
    .groupBy(coupons.campaignId);
  return new Map(rows.map((row) => [row.id, row.had]));
}
