import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { couponCampaigns } from '@/db/schema';
import { CAMPAIGN_STATUSES, type CampaignStatus } from '@/server/domain/coupon/states';
import { AppError } from '@/server/domain/shared/errors';
import { afterCommit, type ServiceContext, withTransaction } from '../context';
import { lockCampaign, requireCampaigner } from './campaign-owner';
import { campaignIdSchema, restaurantIdSchema } from './ids';

export const setCampaignStatusInput = z.object({
  restaurantId: restaurantIdSchema.nullable(),
  campaignId: campaignIdSchema,
  to: z.enum(CAMPAIGN_STATUSES),
});

/**
 * Pauses, resumes or ends a campaign. Ended is for good: nothing more is handed out, and what waits in wallets can no longer be
 * used; what a hold has reserved stays good. Saying the same again changes nothing. Throws CAMPAIGN_ENDED,
 * CAMPAIGN_UNKNOWN, NOT_FOUND.
 */
export async function setCampaignStatus(
  ctx: ServiceContext,
  raw: z.infer<typeof setCampaignStatusInput>,
): Promise<{ status: CampaignStatus }> {
  const { restaurantId, campaignId, to } = setCampaignStatusInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    await requireCampaigner(ctx, tx, restaurantId);
    const row = await lockCampaign(tx, restaurantId, campaignId);
    if (row.status === to) return { status: to };
    if (row.status === 'ended') throw new AppError('CAMPAIGN_ENDED');
    await tx.update(couponCampaigns).set({ status: to }).where(eq(couponCampaigns.id, campaignId));
    afterCommit(tx, () => ctx.claims.changed(campaignId));
    return { status: to };
  });
}
