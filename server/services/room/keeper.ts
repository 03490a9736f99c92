import { randomUUID } from 'node:crypto';
import type { Pool, RowDataPacket } from 'mysql2/promise';
import { runAtOnce, type Statement } from '@/db/script';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';
import { CALL_MS } from '@/server/domain/room/room';
import { endOf } from '@/server/domain/room/turns';
import type { ServiceDate } from '@/server/domain/shared/time';
import type { RoomBoard } from './board';
import type { Line, LineRecord, TickAnswer } from './line';
import { ROOM_COLUMNS, type RoomRow, toRoom } from './room-row';

type Rows = RowDataPacket[];
/** A leader's reading of a room; instants by the database's clock. */
type Reading = { room: RoomRow; nowMs: number; servedMinuteAgo: number; lastCallMs: number | null; inside: Inside[] };
type Inside = { number: number; untilMs: number; done: boolean };

const EVERY_MS = 1_000;

/** The starts of a room's dates that can still be booked at an instant, by party size, and the restaurant's date then. */
export type CountStarts = (
  room: Pick<RoomRow, 'restaurantId' | 'fromDate' | 'toDate'>,
  nowMs: number,
) => Promise<{ left: Record<string, number>; today: ServiceDate }>;

export type KeeperOptions = {
  /** Takes several statements a call. */
  pool: Pool;
  line: Line;
  board: RoomBoard;
  countStarts: CountStarts;
  onError: (error: unknown) => void;
};

/**
 * Calls the lines. Every process has a keeper; for each room one of them leads, by a lease in Redis, and another follows
 * within seconds when it falls silent. A turn reads the record, moves the line in Redis, and writes to the record who was
 * called; only what is on record is ever told, so a turn that is cut anywhere loses nothing.
 */
export class RoomKeeper {
  readonly #me = randomUUID();
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> | null = null;

  constructor(private readonly options: KeeperOptions) {}

  /** Takes a turn every second until `close`. */
  start(): void {
    this.#timer ??= setInterval(() => {
      this.#turn ??= this.turn().finally(() => {
        this.#turn = null;
      });
    }, EVERY_MS).unref();
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.#turn;
  }

  /** One turn of all rooms that are open and that this process leads. Before the opening nobody is called. */
  async turn(): Promise<void> {
    const { board } = this.options;
    await Promise.all(
      board
        .live()
        .filter((room) => room.opensAtMs <= board.nowMs)
        .map((room) => this.turnOf(room).catch((error) => this.options.onError(error))),
    );
  }

  /** Returns what the line answered. */
  async turnOf({ id }: Pick<RoomRow, 'id'>): Promise<TickAnswer> {
    const { line } = this.options;
    if (!(await line.lead(id, this.#me))) return { kind: 'not-leader' };
    const reading = await this.#read(id);
    if (!reading) return { kind: 'not-leader' };
    const { room, nowMs } = reading;
    // Before the draw nobody has a place, and nothing can be booked, which is not the same as gone.
    if (room.lobbySize === null) return { kind: 'not-open' };
    const { left, today } = await this.options.countStarts(room, nowMs);
    const soldOut = Object.values(left).every((starts) => starts === 0);
    const answer = await this.#call(reading, !soldOut);
    if (answer.kind === 'ticked') await this.#write(reading, answer, { left, soldOut, past: today > room.toDate });
    return answer;
  }

  async #read(id: RoomRow['id']): Promise<Reading | null> {
    const [results] = await this.options.pool.query<Rows[]>(
      `UPDATE waiting_rooms SET lobby_size = last_number WHERE id = ? AND lobby_size IS NULL AND opens_at <= NOW(6);
       SELECT ${ROOM_COLUMNS}, NOW(6) AS now, (SELECT MAX(c.called_at) FROM room_calls c WHERE c.room_id = w.id AND c.upto = w.served) AS last_call,
              COALESCE((SELECT c.upto FROM room_calls c WHERE c.room_id = w.id AND c.called_at <= NOW(6) - INTERVAL 1 MINUTE
                         ORDER BY c.upto DESC LIMIT 1), 0) AS served_before
         FROM waiting_rooms w WHERE w.id = ? AND w.live = 1;
       SELECT t.number, t.inside_until, r.status FROM room_tickets t LEFT JOIN reservations r ON r.id = t.reservation_id
        WHERE t.room_id = ? AND t.inside_until > NOW(6)`,
      [id, id, id],
    );
    const [, [row], inside = []] = results as unknown as [unknown, Rows, Rows];
    if (!row) return null;
    return {
      room: toRoom(row),
      nowMs: row.now.getTime(),
      servedMinuteAgo: row.served_before,
      lastCallMs: row.last_call?.getTime() ?? null,
      inside: inside.map((ticket) => ({
        number: ticket.number,
        untilMs: ticket.inside_until.getTime(),
        done: ticket.status !== null && !isPaying(ticket.status),
      })),
    };
  }

  /** Moves the line in Redis, building it again first when it was lost. */
  async #call({ room, nowMs, inside }: Reading, anythingLeft: boolean): Promise<TickAnswer> {
    const lobbySize = room.lobbySize!;
    const drawn = await this.options.board.placesOf(room);
    const placeOf = (number: number) => (number > lobbySize ? number : drawn![number - 1]!);
    const input = {
      nowMs,
      ratePerMinute: room.ratePerMinute,
      places: room.places,
      lastPlace: room.lastNumber,
      served: room.served,
      calling: room.status === 'ON' && anythingLeft,
      done: inside.filter((one) => one.done).map((one) => placeOf(one.number)),
      stay: inside.filter((one) => !one.done).map((one) => [placeOf(one.number), one.untilMs] as [number, number]),
    };
    const { line } = this.options;
    const answer = await line.tick(room.id, this.#me, input);
    if (answer.kind !== 'lost') return answer;
    const record = await this.#record(room, nowMs, placeOf);
    if (!(await line.restore(room.id, this.#me, { ...record, inside: input.stay }))) return { kind: 'not-leader' };
    return line.tick(room.id, this.#me, input);
  }

  /** The line as the database has it: who was called lately and did not come yet, and who gave up. */
  async #record(
    room: RoomRow,
    nowMs: number,
    placeOf: (number: number) => number,
  ): Promise<Omit<LineRecord, 'inside'>> {
    const since = new Date(nowMs - CALL_MS);
    const [results] = await this.options.pool.query<Rows[]>(
      `SELECT upto, called_at FROM room_calls WHERE room_id = ? AND called_at > ? ORDER BY upto;
       SELECT COALESCE(MAX(upto), 0) AS upto FROM room_calls WHERE room_id = ? AND called_at <= ?;
       SELECT number, left_at IS NOT NULL AS gone FROM room_tickets WHERE room_id = ? AND (left_at IS NOT NULL OR entered_at > ?)`,
      [room.id, since, room.id, since, room.id, since],
    );
    const [calls, [before], tickets] = results as unknown as [Rows, Rows, Rows];
    const away = new Set(tickets.map((ticket) => placeOf(ticket.number)));
    const called: LineRecord['called'] = [];
    let place = before?.upto ?? 0;
    for (const call of calls) {
      for (place++; place <= call.upto; place++) {
        if (!away.has(place)) called.push([place, call.called_at.getTime() + CALL_MS]);
      }
      place = call.upto;
    }
    const gone = tickets.filter((ticket) => ticket.gone === 1).map((ticket) => placeOf(ticket.number));
    return { served: room.served, called, gone: gone.filter((one) => one > room.served) };
  }

  /** Puts a turn on record. What an earlier leader, woken late, would write never takes back what was called since. */
  async #write(
    { room, nowMs, servedMinuteAgo, lastCallMs, inside }: Reading,
    line: Extract<TickAnswer, { kind: 'ticked' }>,
    { left, soldOut, past }: { left: Record<string, number>; soldOut: boolean; past: boolean },
  ): Promise<void> {
    const now = new Date(nowMs);
    const end = endOf(
      {
        kind: room.kind,
        opensAtMs: room.opensAtMs,
        soldOutAtMs: soldOut ? (room.soldOutAtMs ?? nowMs) : null,
        lastCallMs,
        anybody: line.called + line.inside > 0 || (!soldOut && line.served < room.lastNumber),
        past,
      },
      nowMs,
    );
    const parts: Statement[] = [];
    if (line.served > room.served)
      parts.push([
        'INSERT IGNORE INTO room_calls (room_id, upto, called_at) VALUES (?, ?, ?)',
        [room.id, line.served, now],
      ]);
    const done = inside.filter((one) => one.done).map((one) => one.number);
    if (done.length > 0)
      parts.push([
        'UPDATE room_tickets SET inside_until = ? WHERE room_id = ? AND number IN (?)',
        [now, room.id, done],
      ]);
    parts.push([
      `UPDATE waiting_rooms SET served = GREATEST(served, ?), pace = ?, inside = ?, called = ?, starts_left = ?,
         ticked_at = ?, sold_out_at = IF(?, COALESCE(sold_out_at, ?), NULL)
         ${end ? ", status = 'ENDED', ended_at = ?, ended_reason = ?" : ''} WHERE id = ? AND status <> 'ENDED'`,
      [
        line.served,
        Math.max(0, line.served - servedMinuteAgo),
        line.inside,
        line.called,
        JSON.stringify(left),
        now,
        soldOut,
        now,
        ...(end ? [now, end] : []),
        room.id,
      ],
    ]);
    // One transaction: a place is called on record, or it is not.
    await runAtOnce(this.options.pool, parts);
  }
}

/** Holds a table and has not paid: keeps the place. */
const isPaying = (status: ReservationStatus): boolean => status === 'HELD' || status === 'CONFIRMING';
