import { claimRefusal } from '@/server/domain/coupon/campaign';
import { refuse } from '@/server/domain/shared/errors';
import type { CampaignId, Id, IdKind } from '@/server/domain/shared/ids';
import type { ClaimCommand, ClaimOutcome, IssuedCoupon } from './claim-command';
import { type ClaimBatchFacts, commandId, personId } from './claim-read';

export type NewId = <K extends IdKind>(kind: K) => Id<K>;
/** A coupon that is to be written. */
export type NewCoupon = IssuedCoupon & { commandKey: string; actor: string; way: ClaimCommand['way'] };

/** Decides a batch in arrival order; each sees what those before it were given. `issued` is to be written. */
export function decideClaims(
  commands: readonly ClaimCommand[],
  facts: ClaimBatchFacts,
  newId: NewId,
): { outcomes: ClaimOutcome[]; issued: NewCoupon[] } {
  const issued: NewCoupon[] = [];
  const counts = new Map<CampaignId, number>();
  const known = new Map(facts.commands);
  const mine = new Map(facts.mine);

  const decide = (command: ClaimCommand): ClaimOutcome => {
    const campaign = facts.campaigns.get(command.campaignId);
    if (!campaign || campaign.way !== command.way) return refuse('CAMPAIGN_UNKNOWN');
    const issuedSoFar = campaign.issued + (counts.get(command.campaignId) ?? 0);
    const left = (taken: number) => (campaign.quantity === null ? null : Math.max(0, campaign.quantity - taken));
    const earlier = known.get(commandId(command));
    if (earlier) {
      if (earlier.campaignId !== command.campaignId) return refuse('COMMAND_KEY_REUSED');
      return { ok: true, coupon: earlier, repeated: true, left: left(issuedSoFar) };
    }
    if (!facts.users.has(command.userId)) return refuse('SIGN_IN_REQUIRED');
    const theirs = mine.get(personId(command)) ?? [];
    const refusal = claimRefusal({
      ...campaign,
      nowMs: facts.nowMs,
      issued: issuedSoFar,
      mine: theirs.length,
    });
    if (refusal?.code === 'COUPON_ALREADY_YOURS')
      return { ...refusal, details: { ...refusal.details, coupon: theirs.at(-1) } };
    if (refusal) return refusal;
    const coupon: IssuedCoupon = {
      id: newId('coupon'),
      campaignId: command.campaignId,
      userId: command.userId,
      ordinal: (theirs.at(-1)?.ordinal ?? 0) + 1,
      status: 'AVAILABLE',
      issuedAtMs: facts.nowMs,
      useFromMs: campaign.useFromMs,
      useUntilMs: campaign.useUntilMs,
    };
    counts.set(command.campaignId, issuedSoFar + 1 - campaign.issued);
    mine.set(personId(command), [...theirs, coupon]);
    known.set(commandId(command), coupon);
    issued.push({ ...coupon, commandKey: command.commandKey, actor: command.actor, way: command.way });
    return { ok: true, coupon, repeated: false, left: left(issuedSoFar + 1) };
  };

  return { outcomes: commands.map(decide), issued };
}
