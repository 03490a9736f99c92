import { bindRules } from '@/server/domain/coupon/rules';
import type { CouponView } from '@/server/services/coupon';

/** A deposit such as many are, in minor units: what a coupon takes off it stands for how much it is worth. */
const COMMON_MINOR = 50_000;

const worthOf = ({ campaign }: Pick<CouponView, 'campaign'>) => bindRules(campaign.rules).discount.off(COMMON_MINOR);

/** Those that take most off a common deposit first; of the same worth, those that end sooner. */
export const largestFirst = <C extends Pick<CouponView, 'campaign' | 'useUntilMs'>>(coupons: readonly C[]): C[] =>
  coupons
    .map((coupon) => ({ coupon, worth: worthOf(coupon) }))
    .sort((a, b) => b.worth - a.worth || a.coupon.useUntilMs - b.coupon.useUntilMs)
    .map(({ coupon }) => coupon);
