import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { couponCampaigns, reservations, users } from '@/db/schema';
import { AppError, refusalError } from '@/server/domain/shared/errors';
import type { CouponId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import { actorName, readDb, type ServiceContext } from '../context';
import { requireCampaigner } from './campaign-owner';
import { campaignIdSchema, commandKeySchema, restaurantIdSchema } from './ids';

export const giveCouponInput = z.object({
  restaurantId: restaurantIdSchema,
  campaignId: campaignIdSchema,
  guest: z.union([
    /** A booking's code, of whichever day; the latest booking with it counts. */
    z.object({ code: z.string().trim().min(1).max(8) }),
    z.object({ email: z.string().trim().min(3).max(254) }),
  ]),
  commandKey: commandKeySchema,
});

export type GivenCoupon = { couponId: CouponId; guestName: string; repeated: boolean; left: number | null };

/**
 * An owner gives a coupon to somebody who has booked at their restaurant. Throws GUEST_UNKNOWN, CAMPAIGN_UNKNOWN (also for
 * one that is not handed out that way), COUPON_ALREADY_YOURS when the guest has as many as a person may have, COUPON_SOLD_OUT,
 * COUPON_NOT_YET, COUPON_OVER, COUPON_PAUSED, NOT_FOUND.
 */
export async function giveCoupon(ctx: ServiceContext, raw: z.infer<typeof giveCouponInput>): Promise<GivenCoupon> {
  const { restaurantId, campaignId, guest, commandKey } = giveCouponInput.parse(raw);
  const db = readDb(ctx);
  await requireCampaigner(ctx, db, restaurantId);
  const [campaign] = await db
    .select({ way: couponCampaigns.way })
    .from(couponCampaigns)
    .where(and(eq(couponCampaigns.id, campaignId), eq(couponCampaigns.restaurantId, restaurantId)));
  if (campaign?.way !== 'given') throw new AppError('CAMPAIGN_UNKNOWN');
  const found = await findGuest(ctx, restaurantId, guest);
  const outcome = await ctx.claims.submit({
    campaignId,
    userId: found.userId,
    // The key is the giver's: one that the guest uses for a command of their own is another.
    commandKey: `given.${commandKey}`.slice(0, 80),
    way: 'given',
    actor: actorName(ctx.actor),
  });
  if (!outcome.ok) throw refusalError({ ...outcome, details: { ...outcome.details, coupon: undefined } });
  return {
    couponId: outcome.coupon.id,
    guestName: found.name,
    repeated: outcome.repeated,
    left: outcome.left,
  };
}

/** Somebody whose booking was once confirmed there. */
async function findGuest(
  ctx: ServiceContext,
  restaurantId: RestaurantId,
  guest: z.infer<typeof giveCouponInput>['guest'],
): Promise<{ userId: UserId; name: string }> {
  const [found] = await readDb(ctx)
    .select({ userId: users.id, name: reservations.guestName })
    .from(reservations)
    .innerJoin(users, eq(users.id, reservations.userId))
    .where(
      and(
        eq(reservations.restaurantId, restaurantId),
        isNotNull(reservations.confirmedAt),
        'code' in guest ? eq(reservations.code, guest.code.toUpperCase()) : eq(users.email, guest.email),
      ),
    )
    .orderBy(desc(reservations.createdAt))
    .limit(1);
  if (!found) throw new AppError('GUEST_UNKNOWN');
  return found;
}
