import type { Redis } from '@upstash/redis';
import { type Pulse, type PulseKind, pulseSchema } from './pulse';

const KEY = 'pulses';
const EVERY_MS = 2_000;
/** A process that has told nothing for so long is gone, or as good as gone. */
const FRESH_MS = 10_000;
const FORGOTTEN_MS = 60_000;

/** How the processes stand. */
export type Pulses = {
  /** All of them while Redis answers (`shared`), else this one alone; each no older than ten seconds. */
  all(): Promise<{ shared: boolean; pulses: Pulse[] }>;
};

/**
 * Where every process, on whichever machine, tells how it stands: one hash in Redis, a field each. Nothing is decided by
 * it. Without Redis each process knows itself only.
 */
export class PulseBoard implements Pulses {
  #kind: PulseKind = 'web';
  #latest: Pulse | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly redis: Redis,
    private readonly take: (kind: PulseKind) => Promise<Pulse>,
    private readonly nowMs: () => number,
  ) {}

  /** Tells now and every two seconds until `stop`. */
  start(kind: PulseKind): void {
    this.#kind = kind;
    if (this.#timer) return;
    this.#timer = setInterval(() => void this.#tell(), EVERY_MS).unref();
    void this.#tell();
  }

  /** Takes this process off the board. */
  async stop(): Promise<void> {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
    if (this.#latest) await this.redis.hdel(KEY, this.#latest.id).catch(() => {});
  }

  async all(): Promise<{ shared: boolean; pulses: Pulse[] }> {
    const told = await this.redis.hgetall<Record<string, unknown>>(KEY).catch(() => undefined);
    if (told === undefined) {
      this.#latest ??= await this.take(this.#kind);
      return { shared: false, pulses: [this.#latest] };
    }
    const pulses = Object.values(told ?? {}).flatMap((each) => pulseSchema.safeParse(each).data ?? []);
    const age = (pulse: Pulse) => this.nowMs() - pulse.atMs;
    const forgotten = pulses.filter((pulse) => age(pulse) > FORGOTTEN_MS).map(({ id }) => id);
    if (forgotten.length > 0) this.redis.hdel(KEY, ...forgotten).catch(() => {});
    return {
      shared: true,
      pulses: pulses
        .filter((pulse) => age(pulse) <= FRESH_MS)
        .sort((a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id)),
    };
  }

  async #tell(): Promise<void> {
    this.#latest = await this.take(this.#kind);
    // Redis is away: the board is told again in two seconds.
    const { id } = this.#latest;
    await this.redis.hset(KEY, { [id]: this.#latest }).catch(() => {});
  }
}
