import { z } from 'zod';
import { type CampaignId, type CouponId, isId, type RestaurantId } from '@/server/domain/shared/ids';

export const campaignIdSchema = z.custom<CampaignId>(
  (value) => typeof value === 'string' && isId('campaign', value),
  'not a campaign id',
);
export const couponIdSchema = z.custom<CouponId>(
  (value) => typeof value === 'string' && isId('coupon', value),
  'not a coupon id',
);
export const restaurantIdSchema = z.custom<RestaurantId>(
  (value) => typeof value === 'string' && isId('restaurant', value),
  'not a restaurant id',
);
export const commandKeySchema = z.string().regex(/^[\w-]{8,80}$/);
