import type { CampaignView } from '@/server/services/coupon';

/** How a campaign stands for who runs it. `gone`: all are handed out, and those in wallets can still be used. */
export type CampaignState = 'scheduled' | 'on' | 'gone' | 'paused' | 'over' | 'ended';

type Facts = Pick<CampaignView, 'status' | 'issueFromMs' | 'issueUntilMs' | 'left'>;

export function campaignState({ status, issueFromMs, issueUntilMs, left }: Facts, nowMs: number): CampaignState {
  if (status === 'ended') return 'ended';
  if (nowMs >= issueUntilMs) return 'over';
  if (status === 'paused') return 'paused';
  if (nowMs < issueFromMs) return 'scheduled';
  return left === 0 ? 'gone' : 'on';
}
