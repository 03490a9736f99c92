export { type CampaignView, type CampaignWithPlace, loadCampaigns, wordContext } from './campaign-view';
export { CampaignViews } from './campaign-views';
export type { ClaimCommand, ClaimOutcome, IssuedCoupon } from './claim-command';
export { type ClaimResult, claimCoupon, claimCouponInput } from './claim-coupon';
export { ClaimDesk } from './claim-desk';
export {
  type CouponFact,
  campaignVersions,
  couponFactsParams,
  READ_COUPONS,
  toCouponFact,
} from './coupon-facts';
export {
  moveCoupons,
  READ_FORMER,
  RESERVE,
  type Reserving,
  releaseCoupons,
  reserveCoupons,
  reserveFormer,
  type Statement,
  toHistoryRow,
  toPriceRow,
} from './coupon-steps';
export { type CouponView, getWallet } from './get-wallet';
export { type GivenCoupon, giveCoupon, giveCouponInput } from './give-coupon';
export { couponIdSchema } from './ids';
export { type CampaignReport, listCampaigns, listCampaignsInput } from './list-campaigns';
export {
  type ClaimableView,
  type ClaimState,
  getCampaign,
  getCampaignInput,
  listClaimable,
  listClaimableInput,
} from './list-claimable';
export { RulesCache } from './rules-cache';
export { type SavedCampaign, saveCampaign, saveCampaignInput } from './save-campaign';
export { setCampaignStatus, setCampaignStatusInput } from './set-campaign-status';
export { type CampaignCount, watchCampaign } from './watch-campaign';
