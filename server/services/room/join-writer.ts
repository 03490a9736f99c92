import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import { databaseFault, isTransient } from '@/db/errors';
import { joined, type Statement } from '@/db/script';
import { AppError, type Refusal, refuse } from '@/server/domain/shared/errors';
import type { RoomId, UserId } from '@/server/domain/shared/ids';

/** `instead`: the number that is given up for a new one, when it is still the caller's. */
export type JoinCommand = { roomId: RoomId; userId: UserId; instead?: number };
export type Joined = { ok: true; number: number; issuedAtMs: number; fresh: boolean };
export type JoinOutcome = Joined | Refusal;

type Waiting = { command: JoinCommand; resolve: (outcome: JoinOutcome) => void; reject: (error: unknown) => void };
type Rows = RowDataPacket[];

const MAX_BATCH = 1_000;
const MAX_QUEUE = 50_000;
const TRIES = 5;

const keyOf = ({ roomId, userId }: JoinCommand) => `${roomId}/${userId}`;

/**
 * Group commit of joins: whoever came while the last batch was committed gets a number in the next one, in order of
 * arrival, under the room's lock. The database keeps one row an account, so a second device finds the first one's number,
 * and whatever else is lost, the numbers are not. A batch is two round trips and one commit.
 */
export class JoinWriter {
  #queue: Waiting[] = [];
  #busy: Promise<void> | null = null;

  /** `pool` takes several statements a call. */
  constructor(private readonly pool: Pool) {}

  /** Resolves once the number is committed, or with why there is none. Throws BUSY when too many wait. */
  submit(command: JoinCommand): Promise<JoinOutcome> {
    if (this.#queue.length >= MAX_QUEUE) return Promise.reject(new AppError('BUSY', { retryAfterSeconds: 5 }));
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, resolve, reject });
      this.#busy ??= this.#drain();
    });
  }

  /** Resolves when those that wait are answered. */
  async close(): Promise<void> {
    while (this.#busy) await this.#busy;
  }

  async #drain(): Promise<void> {
    // What arrives in the same turn of the event loop belongs to the same batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, MAX_BATCH);
      try {
        const outcomes = await this.#runWithRetry(batch.map(({ command }) => command));
        for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index]!);
      } catch (error) {
        const gone = databaseFault(error) === 'disconnected' || databaseFault(error) === 'lock-timeout';
        const told = gone ? new AppError('BUSY', { retryAfterSeconds: 2 }, { cause: error }) : error;
        for (const { reject } of batch) reject(told);
      }
    }
    this.#busy = null;
  }

  /** Joining is the same however often it is done, so a batch whose connection was lost simply runs again. */
  async #runWithRetry(commands: readonly JoinCommand[]): Promise<JoinOutcome[]> {
    for (let tried = 1; ; tried++) {
      try {
        return await this.#run(commands);
      } catch (error) {
        if (tried >= TRIES || !(isTransient(error) || databaseFault(error) === 'disconnected')) throw error;
      }
    }
  }

  async #run(commands: readonly JoinCommand[]): Promise<JoinOutcome[]> {
    const connection = await this.pool.getConnection();
    let broken = true;
    try {
      const outcomes = await joinBatch(connection, commands);
      broken = false;
      return outcomes;
    } finally {
      if (broken) connection.destroy();
      else connection.release();
    }
  }
}

type Room = { lastNumber: number; draw: boolean; open: boolean; ended: boolean; lobbyAt: Date; now: Date };

async function joinBatch(connection: PoolConnection, commands: readonly JoinCommand[]): Promise<JoinOutcome[]> {
  const [results] = await connection.query<Rows[]>(
    `START TRANSACTION;
     SELECT id, status, last_number, lobby_size, lobby_at, lobby_at <= NOW(6) AS open, opens_at <= NOW(6) AS opened, NOW(6) AS now
       FROM waiting_rooms WHERE id IN (?) ORDER BY id FOR UPDATE;
     SELECT room_id, user_id, number, issued_at FROM room_tickets WHERE (room_id, user_id) IN (?)`,
    [
      [...new Set(commands.map(({ roomId }) => roomId))].sort(),
      [...new Map(commands.map((command) => [keyOf(command), [command.roomId, command.userId]])).values()],
    ],
  );
  const [, roomRows = [], tickets = []] = results as unknown as Rows[];
  const rooms = new Map<string, Room>(
    roomRows.map((row) => [
      row.id,
      {
        lastNumber: row.last_number,
        draw: row.opened === 1 && row.lobby_size === null,
        open: row.open === 1,
        ended: row.status === 'ENDED',
        lobbyAt: row.lobby_at,
        now: row.now,
      },
    ]),
  );
  // Whoever is in the lobby when the time comes is drawn; this batch comes after it.
  const sizes = new Map([...rooms].flatMap(([id, room]) => (room.draw ? [[id, room.lastNumber] as const] : [])));
  const known = new Map(
    tickets.map((row) => [
      `${row.room_id}/${row.user_id}`,
      { number: row.number as number, issuedAtMs: row.issued_at.getTime() as number },
    ]),
  );
  const fresh: unknown[][] = [];
  const outcomes = commands.map((command): JoinOutcome => {
    const room = rooms.get(command.roomId);
    if (!room) return refuse('ROOM_UNKNOWN');
    const mine = known.get(keyOf(command));
    if (mine && mine.number !== command.instead) return { ok: true, ...mine, fresh: false };
    if (room.ended) return refuse('ROOM_ENDED');
    if (!room.open) return refuse('ROOM_NOT_YET', { lobbyAtMs: room.lobbyAt.getTime() });
    const ticket = { number: ++room.lastNumber, issuedAtMs: room.now.getTime() };
    known.set(keyOf(command), ticket);
    fresh.push([command.roomId, command.userId, ticket.number, room.now]);
    return { ok: true, ...ticket, fresh: true };
  });
  await write(connection, rooms, sizes, fresh);
  return outcomes;
}

async function write(
  connection: PoolConnection,
  rooms: ReadonlyMap<string, Room>,
  sizes: ReadonlyMap<string, number>,
  fresh: unknown[][],
): Promise<void> {
  if (fresh.length === 0 && sizes.size === 0) {
    await connection.query('ROLLBACK');
    return;
  }
  const parts: Statement[] = [];
  if (fresh.length > 0)
    parts.push([
      `INSERT INTO room_tickets (room_id, user_id, number, issued_at) VALUES ? ON DUPLICATE KEY UPDATE
         number = VALUES(number), issued_at = VALUES(issued_at), left_at = NULL, entered_at = NULL, inside_until = NULL,
         reservation_id = NULL, spent_at = NULL`,
      [fresh],
    ]);
  for (const [id, room] of rooms)
    parts.push([
      'UPDATE waiting_rooms SET last_number = ?, lobby_size = COALESCE(lobby_size, ?) WHERE id = ?',
      [room.lastNumber, sizes.get(id) ?? null, id],
    ]);
  parts.push(['COMMIT', []]);
  await connection.query(...joined(parts));
}
