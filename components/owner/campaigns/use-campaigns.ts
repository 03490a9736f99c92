'use client';

import { api } from '@/components/providers/api';
import type { CampaignReport } from '@/server/services/coupon';
import type { CampaignScope } from './scope';

export type Campaigns = { nowMs: number; campaigns: CampaignReport[] };
type SaveInput = Parameters<ReturnType<typeof api.ops.saveCampaign.useMutation>['mutateAsync']>[0];
type StatusInput = Parameters<ReturnType<typeof api.ops.setCampaignStatus.useMutation>['mutateAsync']>[0];

const POLL_MS = 10_000;

/** The campaigns of a scope with what came of them, read again while the page is looked at. */
export function useCampaigns({ restaurantId }: CampaignScope, initial: Campaigns) {
  const options = { initialData: initial, refetchInterval: POLL_MS };
  const own = api.owner.campaigns.useQuery({ restaurantId }, { ...options, enabled: restaurantId !== null });
  const platform = api.ops.campaigns.useQuery(undefined, { ...options, enabled: restaurantId === null });
  return restaurantId === null ? platform : own;
}

/** What can be done to them: the owner's procedures or the operator's, with the same answers. */
export function useCampaignVerbs({ restaurantId }: CampaignScope) {
  const utils = api.useUtils();
  const own = { save: api.owner.saveCampaign.useMutation(), status: api.owner.setCampaignStatus.useMutation() };
  const platform = { save: api.ops.saveCampaign.useMutation(), status: api.ops.setCampaignStatus.useMutation() };
  const refresh = () => (restaurantId === null ? utils.ops.campaigns.invalidate() : utils.owner.campaigns.invalidate());
  return {
    save: async (input: SaveInput) => {
      const saved = await (restaurantId === null
        ? platform.save.mutateAsync(input)
        : own.save.mutateAsync({ ...input, restaurantId }));
      await refresh();
      return saved;
    },
    setStatus: async (input: StatusInput) => {
      await (restaurantId === null
        ? platform.status.mutateAsync(input)
        : own.status.mutateAsync({ ...input, restaurantId }));
      await refresh();
    },
  };
}
