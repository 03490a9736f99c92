import type { Redis } from '@upstash/redis';
import type { Pool } from 'mysql2/promise';
import { RoomBoard } from './board';
import { checkAdmission, type Entry } from './check-admission';
import { JoinWriter } from './join-writer';
import { type CountStarts, RoomKeeper } from './keeper';
import { Line } from './line';
import { type Admission, RoomSigner } from './signer';

export type RoomsOptions = {
  /** Takes several statements a call. */
  pool: Pool;
  redis: Redis;
  countStarts: CountStarts;
  secret: string;
  onError: (error: unknown) => void;
};

/** What one process has of waiting rooms. */
export class Rooms {
  readonly board: RoomBoard;
  readonly joins: JoinWriter;
  readonly line: Line;
  readonly signer: RoomSigner;
  readonly keeper: RoomKeeper;

  constructor({ pool, redis, countStarts, secret, onError }: RoomsOptions) {
    this.board = new RoomBoard(pool);
    this.joins = new JoinWriter(pool);
    this.line = new Line(redis);
    this.signer = new RoomSigner(secret);
    this.keeper = new RoomKeeper({ pool, line: this.line, board: this.board, countStarts, onError });
  }

  /** From now on this process knows the rooms and helps to call their lines. */
  start(): void {
    this.board.start();
    this.keeper.start();
  }

  /** What a hold was sent with, opened. Throws ROOM_ADMISSION_REQUIRED, _INVALID, _FOREIGN. */
  admissionOf(entry: Entry): Admission | null {
    return checkAdmission(this.board, this.signer, entry);
  }

  /** Answers those who are joining; another process calls on. */
  async close(): Promise<void> {
    await this.keeper.close();
    this.board.close();
    await this.joins.close();
  }
}
