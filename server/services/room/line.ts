import type { Redis } from '@upstash/redis';
import { CALL_MS } from '@/server/domain/room/room';
import type { RoomId } from '@/server/domain/shared/ids';
import { ENTER, LEAD, LEAVE, RESTORE, TICK } from './line-scripts';

/** A leader that says nothing for so long is followed by another. */
export const LEASE_MS = 3_000;
/** Who came late stands before those not yet called while they keep asking. */
const LATE_MS = 10_000;

type Until = [place: number, untilMs: number];
export type LineRecord = { served: number; called: Until[]; inside: Until[]; gone: number[] };

export type TickInput = {
  nowMs: number;
  ratePerMinute: number;
  places: number;
  /** Nobody has a place after this one. */
  lastPlace: number;
  /** As the record in the database has it. */
  served: number;
  calling: boolean;
  /** Of those inside: who is done, and who stays until when. */
  done: number[];
  stay: Until[];
};
export type TickAnswer =
  | { kind: 'not-leader' }
  | { kind: 'not-open' }
  | { kind: 'lost' }
  | { kind: 'ticked'; served: number; called: number; inside: number };
export type EnterAnswer =
  | { kind: 'not-yet'; served: number }
  | { kind: 'inside'; untilMs: number }
  | { kind: 'lost' }
  | { kind: 'full' };

/** The lines of all rooms in Redis. Every step is one atomic script. Rejects when Redis does not answer. */
export class Line {
  readonly #lead;
  readonly #tick;
  readonly #restore;
  readonly #enter;
  readonly #leave;

  constructor(redis: Redis) {
    this.#lead = redis.createScript<number>(LEAD);
    this.#tick = redis.createScript<number[]>(TICK);
    this.#restore = redis.createScript<number>(RESTORE);
    this.#enter = redis.createScript<number[]>(ENTER);
    this.#leave = redis.createScript<number>(LEAVE);
  }

  /** Whether `me` leads the room now, for the length of a lease. */
  async lead(roomId: RoomId, me: string): Promise<boolean> {
    return (await this.#lead.exec([keysOf(roomId)[5]!], [me, String(LEASE_MS)])) === 1;
  }

  async tick(roomId: RoomId, me: string, input: TickInput): Promise<TickAnswer> {
    const { nowMs, ratePerMinute, places, lastPlace, served, calling, done, stay } = input;
    const numbers = [nowMs, ratePerMinute, places, lastPlace, served, CALL_MS, calling ? 1 : 0].map(String);
    const [status, ...figures] = await this.#tick.exec(keysOf(roomId), [
      me,
      ...numbers,
      JSON.stringify({ done, stay }),
    ]);
    if (status !== 1) return { kind: status === 0 ? 'not-leader' : 'lost' };
    return { kind: 'ticked', served: figures[0]!, called: figures[1]!, inside: figures[2]! };
  }

  /** False when `me` does not lead any more. */
  async restore(roomId: RoomId, me: string, record: LineRecord): Promise<boolean> {
    return (await this.#restore.exec(keysOf(roomId), [me, JSON.stringify(record)])) === 1;
  }

  async enter(
    roomId: RoomId,
    { place, nowMs, untilMs, places }: { place: number; nowMs: number; untilMs: number; places: number },
  ): Promise<EnterAnswer> {
    const args = [place, nowMs, untilMs, places, nowMs + LATE_MS].map(String);
    const [status, figure] = await this.#enter.exec(keysOf(roomId), args);
    if (status === 0) return { kind: 'not-yet', served: figure! };
    if (status === 1) return { kind: 'inside', untilMs: figure! };
    return { kind: status === 2 ? 'lost' : 'full' };
  }

  async leave(roomId: RoomId, place: number): Promise<void> {
    await this.#leave.exec(keysOf(roomId), [String(place)]);
  }
}

/** The hash tag keeps a room on one node of a cluster. */
const keysOf = (roomId: RoomId) =>
  ['state', 'called', 'inside', 'late', 'gone', 'leader'].map((name) => `room:{${roomId}}:${name}`);
