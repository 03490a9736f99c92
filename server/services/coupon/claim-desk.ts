import type { Redis } from '@upstash/redis';
import type { Pool } from 'mysql2/promise';
import type { CampaignId } from '@/server/domain/shared/ids';
import { Together } from '../crowd';
import type { ClaimCommand, ClaimOutcome } from './claim-command';
import { decideClaims, type NewId } from './claim-decide';
import { ClaimGate } from './claim-gate';
import { type ClaimCampaign, readClaims } from './claim-read';
import { ClaimWriter } from './claim-writer';

export type ClaimDeskOptions = {
  /** The pool of the claim writer; takes several statements a call. */
  pool: Pool;
  /** For looking without a lock. */
  scripts: Pool;
  newId: NewId;
  /** Where the gate is; without it the database alone sheds the crowd. */
  redis?: Redis;
  /** How long anybody waits for the gate. */
  gateWaitMs?: number;
  maxBatch?: number;
  maxQueue?: number;
  locks?: boolean;
};

/**
 * Where coupons are claimed. Three steps, each for those whom the one before let pass: the gate in Redis; one look at
 * what is committed, shared by all who wait for it; the writer, under the campaign's lock. Every refusal was read
 * from the database after it was asked for, so it is true whatever the gate believes.
 */
export class ClaimDesk {
  readonly #gate: ClaimGate | undefined;
  readonly #writer: ClaimWriter;
  /** Answers what is final without a lock, and null when the writer has to decide. */
  readonly #looking: Together<ClaimCommand, ClaimOutcome | null>;

  constructor(private readonly options: ClaimDeskOptions) {
    this.#gate = options.redis && new ClaimGate(options.redis, options.gateWaitMs);
    this.#writer = new ClaimWriter(options);
    this.#looking = new Together((commands) => this.#look(commands));
  }

  /** Resolves with the committed coupon, or a refusal that is true. Throws BUSY, with when to come back, when too many wait. */
  async submit(command: ClaimCommand): Promise<ClaimOutcome> {
    const { campaignId, userId } = command;
    const gate = command.way === 'given' ? undefined : this.#gate;
    const answer = (await gate?.take(campaignId, userId)) ?? 'unknown';
    const found = answer === 'taken' ? null : await this.#looking.ask(command);
    if (found) return found;
    let outcome: ClaimOutcome | null = null;
    try {
      outcome = await this.#writer.submit(command);
      return outcome;
    } finally {
      this.#correct(command, outcome, answer === 'taken');
    }
  }

  /** The campaign was changed: the gate must ask anew. */
  async changed(campaignId: CampaignId): Promise<void> {
    await this.#gate?.forget(campaignId);
  }

  get queued(): number {
    return this.#writer.queued;
  }

  /** Takes no more and resolves when those that wait are answered. */
  close(): Promise<void> {
    return this.#writer.close();
  }

  /**
   * Tells the gate what the writer found: that none is left, or that what was taken was not handed out and goes back. The
   * turn of somebody who has theirs does not.
   */
  #correct({ campaignId, userId }: ClaimCommand, outcome: ClaimOutcome | null, taken: boolean): void {
    const isLast = outcome?.ok ? outcome.left === 0 : outcome?.code === 'COUPON_SOLD_OUT';
    if (isLast) this.#gate?.close(campaignId);
    else if (taken && (!outcome?.ok || outcome.repeated)) {
      const hasTheirs = outcome?.ok === false && outcome.code === 'COUPON_ALREADY_YOURS';
      this.#gate?.giveBack(campaignId, hasTheirs ? null : userId);
    }
  }

  async #look(commands: ClaimCommand[]): Promise<(ClaimOutcome | null)[]> {
    const facts = await readClaims(this.options.scripts, commands, 'reading');
    const answers = commands.map((command) => {
      // Each by itself: nobody is refused because of somebody who was only looked up beside them.
      const [outcome] = decideClaims([command], facts, this.options.newId).outcomes;
      return outcome && (!outcome.ok || outcome.repeated) ? outcome : null;
    });
    // A gate that refuses what is there has lost count, and one that knows nothing is told.
    const open = new Set(commands.filter((_, at) => !answers[at]).map((command) => command.campaignId));
    for (const id of open) this.#fill(id, facts.campaigns.get(id)!, facts.nowMs);
    return answers;
  }

  #fill(id: CampaignId, campaign: ClaimCampaign, nowMs: number): void {
    if (campaign.way === 'given') return;
    this.#gate?.fill(id, leftOf(campaign), campaign.perPerson, campaign.issueUntilMs - nowMs);
  }
}

const leftOf = ({ quantity, issued }: ClaimCampaign): number | null =>
  quantity === null ? null : Math.max(0, quantity - issued);
