import type { Redis } from '@upstash/redis';
import type { CampaignId, UserId } from '@/server/domain/shared/ids';
import { Lossy, Together } from '../crowd';

/** `refused`: all gone, or the person has theirs. `unknown`: the gate knows nothing of the campaign, or does not answer. */
export type GateAnswer = 'taken' | 'refused' | 'unknown';
type Question = { campaignId: CampaignId; userId: UserId };

/** What the gate remembers lasts so long; then it is told anew by the database. */
const KEPT_MS = 60_000;
const NO_LIMIT = 1e15;

/**
 * For each person: 1 taken, 0 none left, 2 has theirs, -1 nothing is known. Looking and taking are one step: no two callers
 * take the same one.
 */
const TAKE = `
local left = tonumber(redis.call('HGET', KEYS[1], 'left'))
local each = tonumber(redis.call('HGET', KEYS[1], 'each'))
local answers = {}
for at, person in ipairs(ARGV) do
  if not left or not each then answers[at] = -1
  elseif (tonumber(redis.call('HGET', KEYS[2], person)) or 0) >= each then answers[at] = 2
  elseif left <= 0 then answers[at] = 0
  else
    left = redis.call('HINCRBY', KEYS[1], 'left', -1)
    redis.call('HINCRBY', KEYS[2], person, 1)
    answers[at] = 1
  end
end
if left then redis.call('PEXPIRE', KEYS[2], ${KEPT_MS}) end
return answers`;

/** Gives one back, and with ARGV[1] that person's turn; nothing to a gate that has forgotten all. */
const GIVE_BACK = `
if redis.call('HEXISTS', KEYS[1], 'left') == 0 then return 0 end
redis.call('HINCRBY', KEYS[1], 'left', 1)
if ARGV[1] and redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then redis.call('HINCRBY', KEYS[2], ARGV[1], -1) end
return 1`;

/** None is left, for as long as the gate remembers the campaign. */
const CLOSE = `
if redis.call('HEXISTS', KEYS[1], 'left') == 1 then redis.call('HSET', KEYS[1], 'left', 0) end
return 1`;

const FILL = `
redis.call('HSET', KEYS[1], 'left', ARGV[1], 'each', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;

/**
 * Counts in Redis what is left, so that a crowd of thousands for a few does not stand in the database's queue. It may
 * forget, be wrong and be slow: what it refuses is looked up, and what it lets through is decided under the database's lock.
 */
export class ClaimGate {
  readonly #lossy: Lossy;
  readonly #taking: Together<Question, GateAnswer>;

  /** Nobody waits for its answer longer than `waitMs`. */
  constructor(
    private readonly redis: Redis,
    waitMs?: number,
  ) {
    this.#lossy = new Lossy(waitMs);
    this.#taking = new Together((questions) => this.#take(questions));
  }

  /** Takes one of a campaign's for a person. */
  take(campaignId: CampaignId, userId: UserId): Promise<GateAnswer> {
    return this.#taking.ask({ campaignId, userId });
  }

  /** One that was taken was not handed out; `userId`: and that person may still have theirs. */
  giveBack(campaignId: CampaignId, userId: UserId | null): void {
    this.#tell(() => this.redis.eval(GIVE_BACK, keysOf(campaignId), userId ? [userId] : []));
  }

  /** The database has none left, and never will again. */
  close(campaignId: CampaignId): void {
    this.#tell(() => this.redis.eval(CLOSE, keysOf(campaignId).slice(0, 1), []));
  }

  /** What the database says is left (null: no limit) of a campaign that is handed out for `openMs` more. */
  fill(campaignId: CampaignId, left: number | null, perPerson: number, openMs: number): void {
    const forMs = Math.max(1, Math.min(KEPT_MS, Math.floor(openMs)));
    this.#tell(() => this.redis.eval(FILL, keysOf(campaignId).slice(0, 1), [left ?? NO_LIMIT, perPerson, forMs]));
  }

  /** The campaign was changed. Resolves when the gate has forgotten it, or when it does not answer. */
  async forget(campaignId: CampaignId): Promise<void> {
    await new Lossy().ask(() => this.redis.del(...keysOf(campaignId)));
  }

  #tell(work: () => Promise<unknown>): void {
    void this.#lossy.ask(work);
  }

  /** One round trip for all. */
  async #take(questions: Question[]): Promise<GateAnswer[]> {
    const byCampaign = new Map<CampaignId, number[]>();
    for (const [at, { campaignId }] of questions.entries())
      byCampaign.set(campaignId, [...(byCampaign.get(campaignId) ?? []), at]);
    const campaigns = [...byCampaign];
    const answers = await this.#lossy.ask(() => {
      const pipeline = this.redis.pipeline();
      for (const [id, places] of campaigns)
        pipeline.eval(
          TAKE,
          keysOf(id),
          places.map((at) => questions[at]!.userId),
        );
      return pipeline.exec<number[][]>();
    });
    const found: GateAnswer[] = questions.map(() => 'unknown');
    for (const [nth, [, places]] of campaigns.entries())
      for (const [index, at] of places.entries()) found[at] = toAnswer(answers?.[nth]?.[index]);
    return found;
  }
}

const toAnswer = (code: number | undefined): GateAnswer =>
  code === 1 ? 'taken' : code === 0 || code === 2 ? 'refused' : 'unknown';

/** The hash tag keeps all keys of a campaign on one node of a cluster. */
const keysOf = (id: CampaignId): [string, string] => [`claims:{${id}}`, `claimed:{${id}}`];
