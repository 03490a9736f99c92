import type { z } from 'zod';
import type { CampaignStatus } from '@/server/domain/coupon/states';
import type { ServiceContext } from '../context';
import type { getCampaignInput } from './list-claimable';

export type CampaignCount = { left: number | null; status: CampaignStatus };

/** How many of a campaign are left, now and whenever it changes, until `signal` ends: one read for all who watch. */
export async function* watchCampaign(
  ctx: ServiceContext,
  input: z.infer<typeof getCampaignInput>,
  signal: AbortSignal,
): AsyncGenerator<CampaignCount> {
  for await (const version of ctx.live.changes('campaign', input.campaignId, signal)) {
    const [status, left] = version.split(':');
    // '0' is a campaign that does not exist.
    if (left === undefined) return;
    yield { left: left === '' ? null : Number(left), status: status as CampaignStatus };
  }
}
