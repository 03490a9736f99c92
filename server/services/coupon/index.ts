export type { CampaignView } from './campaign-view';
export { CampaignViews } from './campaign-views';
export type { ClaimCommand, ClaimOutcome, IssuedCoupon } from './claim-command';
export { type ClaimResult, claimCoupon, claimCouponInput } from './claim-coupon';
export { ClaimDesk } from './claim-desk';
export { type CouponView, getWallet } from './get-wallet';
export { type GivenCoupon, giveCoupon, giveCouponInput } from './give-coupon';
export { type CampaignReport, listCampaigns, listCampaignsInput } from './list-campaigns';
export {
  type ClaimableView,
  type ClaimState,
  getCampaign,
  getCampaignInput,
  listClaimable,
  listClaimableInput,
} from './list-claimable';
export { type SavedCampaign, saveCampaign, saveCampaignInput } from './save-campaign';
export { setCampaignStatus, setCampaignStatusInput } from './set-campaign-status';
export { type CampaignCount, watchCampaign } from './watch-campaign';
