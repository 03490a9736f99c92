import {
  claimCoupon,
  claimCouponInput,
  getCampaign,
  getCampaignInput,
  getWallet,
  listClaimable,
  listClaimableInput,
  watchCampaign,
} from '@/server/services/coupon';
import { dinerProcedure, limited, publicProcedure, router } from '../init';

export const couponsRouter = router({
  /** What can be claimed now or soon by whoever is first. */
  claimable: publicProcedure.input(listClaimableInput).query(({ ctx, input }) => listClaimable(ctx.services, input)),
  campaign: publicProcedure.input(getCampaignInput).query(({ ctx, input }) => getCampaign(ctx.services, input)),
  /** How many of a campaign are left, now and after every change. */
  campaignChanges: publicProcedure
    .input(getCampaignInput)
    .subscription(({ ctx, input, signal }) =>
      watchCampaign(ctx.services, input, signal ?? new AbortController().signal),
    ),
  wallet: dinerProcedure.query(({ ctx }) => getWallet(ctx.services)),
  claim: dinerProcedure
    .use(limited('claim'))
    .input(claimCouponInput)
    .mutation(({ ctx, input }) => claimCoupon(ctx.services, input)),
});
