import type { Pool, RowDataPacket } from 'mysql2/promise';
import { drawLobby } from '@/server/domain/room/draw';
import type { RestaurantId, RoomId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';
import { covers, documentOf, ROOM_COLUMNS, type RoomRow, toRoom } from './room-row';

const EVERY_MS = 1_000;
/** An ended room is remembered for so long, for those who still look at it. */
const REMEMBERED_MINUTES = 30;
/** A reader who asks for anything else asks the database. */
const READ = `SELECT ${ROOM_COLUMNS}, NOW(6) AS now FROM waiting_rooms w WHERE w.live = 1
  UNION ALL SELECT ${ROOM_COLUMNS}, NOW(6) AS now FROM waiting_rooms w WHERE w.ended_at > NOW(6) - INTERVAL ${REMEMBERED_MINUTES} MINUTE`;

type Listener = (body: string) => void;

/**
 * The rooms as one process knows them, read anew every second with one statement: what a hundred thousand people in line
 * ask for is answered from here, and costs the database nothing. Between two readings the clock goes on, so that a room
 * whose leader, or whose database, fell silent says so.
 */
export class RoomBoard {
  #rooms = new Map<RoomId, RoomRow>();
  #byRestaurant = new Map<RestaurantId, RoomRow>();
  #bodies = new Map<RoomId, string>();
  readonly #draws = new Map<string, Promise<Uint32Array>>();
  readonly #listeners = new Map<RoomId, Set<Listener>>();
  #readAtMs = 0;
  #clockMs = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(private readonly pool: Pool) {}

  /** Reads every second until `close`. */
  start(): void {
    if (this.#timer) return;
    this.#timer = setInterval(() => void this.refresh().catch(() => this.#tell()), EVERY_MS).unref();
    void this.refresh().catch(() => {});
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#listeners.clear();
  }

  /** Reads now. */
  async refresh(): Promise<void> {
    const [rows] = await this.pool.query<RowDataPacket[]>(READ);
    const rooms = rows.map(toRoom);
    if (rows[0]) {
      this.#clockMs = rows[0].now.getTime();
      this.#readAtMs = performance.now();
    }
    this.#rooms = new Map(rooms.map((room) => [room.id, room]));
    this.#byRestaurant = new Map(
      rooms.filter((room) => room.status !== 'ENDED').map((room) => [room.restaurantId, room]),
    );
    this.#tell();
  }

  /** The database's clock, as it was read and has gone on since. */
  get nowMs(): number {
    return Math.floor(this.#clockMs + performance.now() - this.#readAtMs);
  }

  live(): RoomRow[] {
    return [...this.#byRestaurant.values()];
  }

  room(id: RoomId): RoomRow | undefined {
    return this.#rooms.get(id);
  }

  ofRestaurant(id: RestaurantId): RoomRow | undefined {
    return this.#byRestaurant.get(id);
  }

  /** The room whose admission a hold on that date needs. A second late at most: the hold's own transaction has the last word. */
  covering(restaurantId: RestaurantId, date: ServiceDate): RoomRow | undefined {
    const room = this.#byRestaurant.get(restaurantId);
    return room && covers(room, date, this.nowMs) ? room : undefined;
  }

  /** The room's document as JSON; undefined when it is not on the board. */
  body(id: RoomId): string | undefined {
    return this.#bodies.get(id);
  }

  /** Hands `listener` the document now and every second, until the returned function is called. */
  listen(id: RoomId, listener: Listener): () => void {
    const all = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, all.add(listener));
    const now = this.#bodies.get(id);
    if (now) listener(now);
    return () => {
      all.delete(listener);
      if (all.size === 0) this.#listeners.delete(id);
    };
  }

  /** The places of a room's lobby; null before the draw. */
  async placesOf(room: Pick<RoomRow, 'id' | 'seed' | 'lobbySize'>): Promise<Uint32Array | null> {
    if (room.lobbySize === null) return null;
    const known = this.#draws.get(room.id);
    if (known) return known;
    const drawn = drawLobby(room.seed, room.lobbySize);
    this.#draws.set(room.id, drawn);
    return drawn;
  }

  #tell(): void {
    const nowMs = this.nowMs;
    this.#bodies = new Map([...this.#rooms.values()].map((room) => [room.id, JSON.stringify(documentOf(room, nowMs))]));
    for (const id of this.#draws.keys()) if (!this.#rooms.has(id as RoomId)) this.#draws.delete(id);
    for (const [id, listeners] of this.#listeners) {
      const body = this.#bodies.get(id);
      if (body) for (const listener of listeners) listener(body);
    }
  }
}
