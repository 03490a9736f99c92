import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { couponCampaigns } from '@/db/schema';
import { AppError, refusalError } from '@/server/domain/shared/errors';
import type { CampaignId } from '@/server/domain/shared/ids';
import { actorName, requireUser, type ServiceContext } from '../context';
import type { ClaimCommand, IssuedCoupon } from './claim-command';
import { type CouponView, viewOf } from './get-wallet';
import { campaignIdSchema, commandKeySchema } from './ids';

/** By campaign where whoever is first gets one, by code where one has to be known. The same `commandKey` again is the same command. */
export const claimCouponInput = z.union([
  z.object({ campaignId: campaignIdSchema, commandKey: commandKeySchema }),
  z.object({ code: z.string().trim().min(1).max(40), commandKey: commandKeySchema }),
]);

/** `left` of the campaign when it was decided; null has no limit. `repeated`: the command was carried out before. */
export type ClaimResult = { coupon: CouponView; repeated: boolean; left: number | null };

/**
 * Hands the caller one coupon of a campaign. The answer is what is committed. Throws COUPON_ALREADY_YOURS (with `coupon`),
 * COUPON_SOLD_OUT, COUPON_NOT_YET (with `opensAtMs`), COUPON_OVER, COUPON_PAUSED, COUPON_CODE_UNKNOWN, CAMPAIGN_UNKNOWN,
 * COMMAND_KEY_REUSED, BUSY.
 */
export async function claimCoupon(ctx: ServiceContext, raw: z.infer<typeof claimCouponInput>): Promise<ClaimResult> {
  const userId = requireUser(ctx);
  const input = claimCouponInput.parse(raw);
  const { commandKey } = input;
  const by: Pick<ClaimCommand, 'campaignId' | 'way'> =
    'code' in input
      ? { campaignId: await campaignOfCode(ctx, input.code), way: 'code' }
      : { campaignId: input.campaignId, way: 'first-come' };
  const outcome = await ctx.claims.submit({ ...by, userId, commandKey, actor: actorName(ctx.actor) });
  if (!outcome.ok) {
    if (outcome.code !== 'COUPON_ALREADY_YOURS') throw refusalError(outcome);
    const { coupon, ...details } = outcome.details;
    const { campaign, booking: _none, ...short } = await shown(ctx, coupon as IssuedCoupon);
    // In a crowd almost everybody gets a refusal: it names the campaign and does not tell all of it again.
    throw refusalError({ ...outcome, details: { ...details, coupon: { ...short, campaignId: campaign.id } } });
  }
  return { coupon: await shown(ctx, outcome.coupon), repeated: outcome.repeated, left: outcome.left };
}

async function shown(ctx: ServiceContext, coupon: IssuedCoupon): Promise<CouponView> {
  const campaign = await ctx.campaigns.get(coupon.campaignId);
  if (!campaign) throw new AppError('CAMPAIGN_UNKNOWN');
  return viewOf(coupon, campaign, ctx.nowMs());
}

/** Codes are written in capitals; how they are typed does not matter. */
async function campaignOfCode(ctx: ServiceContext, code: string): Promise<CampaignId> {
  const typed = code.normalize('NFKC').toUpperCase().replace(/\s+/g, '');
  if (!/^[A-Z0-9-]{1,24}$/.test(typed)) throw new AppError('COUPON_CODE_UNKNOWN');
  const [found] = await ctx.db
    .select({ id: couponCampaigns.id, way: couponCampaigns.way })
    .from(couponCampaigns)
    .where(eq(couponCampaigns.code, typed));
  if (found?.way !== 'code') throw new AppError('COUPON_CODE_UNKNOWN');
  return found.id;
}
