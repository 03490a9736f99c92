import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { type CampaignRow, couponCampaigns, memberships, restaurants } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { CampaignId, RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { requireUser, type ServiceContext } from '../context';

/**
 * Whose campaigns the caller may run: an owner their restaurant's, an operator the platform's (`null`). For anybody else
 * there is no such thing: throws NOT_FOUND. Returns the currency they are in.
 */
export async function requireCampaigner(
  ctx: ServiceContext,
  db: Transaction | ServiceContext['db'],
  restaurantId: RestaurantId | null,
): Promise<Currency> {
  const userId = requireUser(ctx);
  if (restaurantId === null) {
    if (ctx.actor.type !== 'operator') throw new AppError('NOT_FOUND');
    return 'KRW';
  }
  const [found] = await db
    .select({ currency: restaurants.currency })
    .from(memberships)
    .innerJoin(restaurants, eq(restaurants.id, memberships.restaurantId))
    .where(
      and(eq(memberships.restaurantId, restaurantId), eq(memberships.userId, userId), eq(memberships.role, 'owner')),
    );
  if (!found) throw new AppError('NOT_FOUND');
  return found.currency;
}

/** One of their campaigns, locked. Throws CAMPAIGN_UNKNOWN for one of somebody else. */
export async function lockCampaign(
  tx: Transaction,
  restaurantId: RestaurantId | null,
  campaignId: CampaignId,
): Promise<CampaignRow> {
  const whose =
    restaurantId === null ? isNull(couponCampaigns.restaurantId) : eq(couponCampaigns.restaurantId, restaurantId);
  const [row] = await tx
    .select()
    .from(couponCampaigns)
    .where(and(eq(couponCampaigns.id, campaignId), whose))
    .for('update');
  if (!row) throw new AppError('CAMPAIGN_UNKNOWN');
  return row;
}
