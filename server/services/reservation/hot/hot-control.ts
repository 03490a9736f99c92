import type { Redis } from '@upstash/redis';
import { type DayKey, dayId } from '../day-key';
import type { HoldCommand, HoldOutcome } from '../hold-command';
import type { NewHold } from '../hold-decide';
import type { DayContention, HoldObserver } from '../hold-observer';
import { daysOf, type HoldFacts } from '../hold-read';
import { DayLeases } from './day-leases';
import { HotDays } from './hot-days';
import { type Gone, SoldOutGate } from './sold-out-gate';

/** A batch that was committed. */
export type Decided = {
  commands: readonly HoldCommand[];
  outcomes: readonly HoldOutcome[];
  holds: readonly NewHold[];
  facts: HoldFacts;
};

const dayOf = ({ restaurantId, wish }: HoldCommand): DayKey => ({ restaurantId, serviceDate: wish.serviceDate });

/**
 * The help that hot days get beside their row's lock: which they are, their leases and their gate. Without Redis there are
 * neither, and holds are slower but the same.
 */
export class HotControl {
  readonly #days = new HotDays();
  readonly #leases: DayLeases | undefined;
  readonly #gate: SoldOutGate | undefined;

  constructor(redis: Redis | undefined, observer: HoldObserver | undefined) {
    this.#leases = redis && new DayLeases(redis, observer);
    this.#gate = redis && new SoldOutGate(redis, observer);
  }

  /** Whether it is worth asking the gate before this command waits. */
  isCrowded(command: HoldCommand): boolean {
    return this.#gate !== undefined && this.#days.isCrowded(dayOf(command));
  }

  /** For each command the details of its refusal when its start is known to be gone, else null. */
  async soldOut(commands: readonly HoldCommand[]): Promise<(Record<string, unknown> | null)[]> {
    if (!this.#gate) return commands.map(() => null);
    return this.#gate.ask(commands.map((command) => ({ day: dayOf(command), start: command.wish })));
  }

  /** Waits for the leases of those days that several processes write to. Returns how to give them back. */
  async lease(commands: readonly HoldCommand[]): Promise<() => void> {
    const contended = this.#leases ? daysOf(commands).filter((day) => this.#days.isContended(day)) : [];
    return contended.length > 0 ? this.#leases!.take(contended) : () => {};
  }

  /** Learns from a batch: which days are hot, and what is gone. */
  learn({ commands, outcomes, holds, facts }: Decided): void {
    const written = new Set(
      holds.flatMap(({ command, replaces }) => [dayOf(command), ...(replaces ? [replaces] : [])].map(dayId)),
    );
    for (const { replaces } of holds) if (replaces) void this.opened(replaces, facts.nowMs);
    for (const key of daysOf(commands)) {
      const id = dayId(key);
      const here = [...commands.keys()].filter((index) => dayId(dayOf(commands[index]!)) === id);
      const gone = here.flatMap((index) => toGone(commands[index]!, outcomes[index]!));
      const before = facts.dayVersions.get(id) ?? 0;
      const after = before + (written.has(id) ? 1 : 0);
      this.#days.note(key, { wanted: here.length, refused: gone.length, before, after });
      if (this.#gate && gone.length > 0 && this.#days.isCrowded(key)) this.#gate.close(key, gone, facts.nowMs);
    }
  }

  /** The gate refused it: wanted all the same. */
  refusedByGate(command: HoldCommand): void {
    this.#days.noteRefused(dayOf(command));
  }

  /** A table of the day came free in a transaction whose clock said `atMs`. */
  async opened(day: DayKey, atMs: number): Promise<void> {
    await this.#gate?.open(day, atMs);
  }

  top(most: number): DayContention[] {
    return this.#days.top(most);
  }
}

const toGone = ({ wish }: HoldCommand, outcome: HoldOutcome): Gone[] =>
  !outcome.ok && outcome.code === 'SLOT_TAKEN'
    ? [{ minute: wish.minute, party: wish.party, details: outcome.details }]
    : [];
