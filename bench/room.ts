import type { RowDataPacket } from 'mysql2/promise';
import type { DatabaseClient } from '@/db/client';
import { drawLobby } from '@/server/domain/room/draw';
import { placeOf, pollAfterMs, type RoomDocument, standingOf } from '@/server/domain/room/room';
import type { RestaurantId, RoomId, UserId } from '@/server/domain/shared/ids';
import { makeRoom } from '@/server/services/room';
import { dateIn, makeContext, makeRestaurant, table } from '@/tests/support/factories';
import { granulesThatDisagree } from '@/tests/support/holds';
import { bench } from './lib/bench';
import { type Crowd, makeCrowd } from './lib/crowd';
import { closedLoop, commandKey } from './lib/http-load';
import { percentile } from './lib/numbers';
import { startProcess } from './lib/processes';
import { outcomeOf, Requests } from './lib/requests';

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 110_000);
/** All of them come within so long; half of it is before the opening. */
const ARRIVAL_SECONDS = Number(process.env.BENCH_SECONDS ?? 120);
const TABLES = 300;
const RATE_PER_MINUTE = 600;
const PLACES = 300;
const CONNECTIONS = 400;
const RATE_USERS = 500;
const RATE_SECONDS = 8;
const WARM_UP_SECONDS = 3;
const PORT = Number(process.env.PORT);
const ORIGIN = `http://127.0.0.1:${PORT}`;
const [DATE, OTHER_DATE] = [dateIn(5), dateIn(6)];
const STARTS = [1080, 1140, 1200];
/** A party keeps its table for the evening, whichever start it takes. */
const WISH = { serviceDate: DATE, party: 2 };

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** 300 tables, once a night each, for which a deposit is asked. */
const famous = (client: DatabaseClient) =>
  makeRestaurant(client, {
    restaurant: { slotMinutes: 60, bookingWindowDays: 60 },
    tables: Array.from({ length: TABLES }, (_, at) => table(at + 1, 2)),
    joins: [],
    periods: [
      {
        periodNo: 1,
        name: '저녁',
        nameEn: 'Dinner',
        weekdays: 127,
        opensMinute: STARTS[0]!,
        lastSeatingMinute: STARTS.at(-1)!,
      },
    ],
    turnTimes: [{ partyMax: 99, minutes: 240 }],
  });

const makeRoomAt = (
  client: DatabaseClient,
  restaurantId: RestaurantId,
  opensAtMs: number,
  date = DATE,
): Promise<RoomId> =>
  makeRoom(makeContext(client), client.db, {
    restaurantId,
    kind: 'opening',
    fromDate: date,
    toDate: date,
    lobbyAtMs: Date.now() - 1_000,
    opensAtMs,
    ratePerMinute: RATE_PER_MINUTE,
    places: PLACES,
  });

type Counts = Record<string, number>;
const count = (counts: Counts, name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/**
 * The room's document as a cache before the web process gives it out, fresh for its max-age: what is asked of the cache is
 * counted, and what the cache asks.
 */
class Cache {
  document: RoomDocument | null = null;
  drawn: Uint32Array | null = null;
  asked = 0;
  passedOn = 0;
  #until = 0;
  #coming: Promise<void> | null = null;

  constructor(
    private readonly requests: Requests,
    private readonly roomId: RoomId,
    private readonly failures: Counts,
  ) {}

  async read(): Promise<RoomDocument | null> {
    this.asked++;
    if (performance.now() >= this.#until) this.#coming ??= this.#refresh();
    if (!this.document) await this.#coming;
    return this.document;
  }

  async #refresh(): Promise<void> {
    this.passedOn++;
    const answer = await this.requests.send('GET', `/api/rooms/${this.roomId}`);
    if (answer.status === 200) this.document = JSON.parse(answer.body) as RoomDocument;
    else count(this.failures, `document ${answer.status}`);
    const { seed = null, lobbySize = null } = this.document ?? {};
    if (!this.drawn && seed !== null && lobbySize !== null) this.drawn = await drawLobby(seed, lobbySize);
    this.#until = performance.now() + 1_000;
    this.#coming = null;
  }
}

type Ticket = { number: number; ticket: string };

/** The crowd comes, waits as the page does, comes in when called, and holds a table. */
async function throughTheRoom(world: Crowd) {
  const { id } = await famous(world.client);
  const opensAtMs = Date.now() + (ARRIVAL_SECONDS / 2) * 1_000;
  const roomId = await makeRoomAt(world.client, id, opensAtMs);
  const requests = new Requests(ORIGIN, CONNECTIONS);
  const failures: Counts = {};
  const outcomes: Counts = {};
  const [joinMs, holdMs]: [number[], number[]] = [[], []];
  const tickets = new Map<UserId, Ticket>();
  const cache = new Cache(requests, roomId, failures);
  let over = false;

  const person = async (userId: UserId, cookie: string) => {
    const joined = await requests.post('rooms.join', cookie, { roomId });
    joinMs.push(joined.ms);
    const outcome = outcomeOf(joined);
    if (!('value' in outcome)) return count(failures, `join ${joined.status} ${outcome.code}`);
    const ticket = outcome.value as Ticket;
    tickets.set(userId, ticket);
    while (!over) {
      const document = await cache.read();
      if (!document) return count(failures, 'no document');
      const standing = standingOf(document, ticket.number, placeOf(ticket.number, document, cache.drawn));
      if (standing.kind === 'called') break;
      await sleep(pollAfterMs(document, standing));
    }
    if (over) return;
    const entered = await requests.post('rooms.enter', cookie, { roomId, ticket: ticket.ticket });
    const inside = outcomeOf(entered);
    if (!('value' in inside)) return count(outcomes, `enter: ${inside.code}`);
    const { admission } = inside.value as { admission: string };
    for (const minute of STARTS) {
      const held = await requests.post('bookings.hold', cookie, {
        ...WISH,
        restaurantId: id,
        minute,
        commandKey: commandKey(),
        admission,
      });
      holdMs.push(held.ms);
      if (held.status >= 500 || held.status === 0) count(failures, `hold ${held.status}`);
      const answer = outcomeOf(held);
      count(outcomes, 'value' in answer ? 'held' : `hold: ${answer.code}`);
      if ('value' in answer) return;
    }
  };

  const since = performance.now();
  const people: Promise<void>[] = [];
  while (people.length < PEOPLE) {
    const due = Math.min(PEOPLE, Math.ceil(((performance.now() - since) / 1_000 / ARRIVAL_SECONDS) * PEOPLE));
    while (people.length < due) people.push(person(world.users[people.length]!, world.cookies[people.length]!));
    await sleep(5);
  }
  // Until all is sold and said, or a while longer.
  for (const deadline = Date.now() + 60_000; Date.now() < deadline && cache.document?.phase !== 'sold-out'; )
    await sleep(250);
  await sleep(2_000);
  over = true;
  await Promise.race([Promise.all(people), sleep(20_000)]);
  requests.close();
  return {
    id,
    roomId,
    tickets,
    failures,
    outcomes,
    joinMs,
    holdMs,
    cache,
    seconds: (performance.now() - since) / 1_000,
  };
}

/** The same crowd with no room: who came before the opening presses at the opening, the others when they come. */
async function withoutARoom(world: Crowd) {
  const { id } = await famous(world.client);
  // A room for another date: no rush makes one for this.
  await makeRoomAt(world.client, id, Date.now(), dateIn(40));
  const requests = new Requests(ORIGIN, CONNECTIONS);
  const failures: Counts = {};
  const outcomes: Counts = {};
  const holdMs: number[] = [];
  const person = async (cookie: string) => {
    for (const minute of STARTS) {
      const held = await requests.post('bookings.hold', cookie, {
        ...WISH,
        serviceDate: OTHER_DATE,
        restaurantId: id,
        minute,
        commandKey: commandKey(),
      });
      holdMs.push(held.ms);
      const answer = outcomeOf(held);
      count(outcomes, 'value' in answer ? 'held' : `hold: ${answer.code}`);
      if ('value' in answer || !answer.code.startsWith('SLOT_TAKEN')) return;
    }
  };
  const since = performance.now();
  const people: Promise<void>[] = [];
  const early = Math.floor(PEOPLE / 2);
  while (people.length < early) people.push(person(world.cookies[people.length]!));
  const half = ARRIVAL_SECONDS / 2;
  while (people.length < PEOPLE) {
    const due = Math.min(PEOPLE, early + Math.ceil(((performance.now() - since) / 1_000 / half) * (PEOPLE - early)));
    while (people.length < due) people.push(person(world.cookies[people.length]!));
    await sleep(5);
  }
  await Promise.race([Promise.all(people), sleep(90_000)]);
  requests.close();
  return { id, failures, outcomes, holdMs, seconds: (performance.now() - since) / 1_000 };
}

/** What the record says of the order and of the tickets. */
async function inspect(world: Crowd, room: Awaited<ReturnType<typeof throughTheRoom>>) {
  const { pool } = world.client;
  const [[row]] = await pool.query<RowDataPacket[]>('SELECT * FROM waiting_rooms WHERE id = ?', [room.roomId]);
  const [tickets] = await pool.query<RowDataPacket[]>(
    'SELECT user_id, number, entered_at FROM room_tickets WHERE room_id = ?',
    [room.roomId],
  );
  const [calls] = await pool.query<RowDataPacket[]>(
    'SELECT upto, called_at FROM room_calls WHERE room_id = ? ORDER BY upto',
    [room.roomId],
  );
  const drawn = row!.lobby_size > 0 ? await drawLobby(row!.seed, row!.lobby_size) : null;
  const numbers = new Map(tickets.map((ticket) => [ticket.user_id as UserId, ticket.number as number]));
  const lost = [...room.tickets].filter(([userId, { number }]) => numbers.get(userId) !== number).length;
  const inOrder = calls.every((call, at) => at === 0 || calls[at - 1]!.called_at <= call.called_at);
  const calledAt = (place: number) => calls.find((call) => call.upto >= place)?.called_at as Date | undefined;
  const early = tickets.filter((ticket) => {
    if (!ticket.entered_at) return false;
    const called = calledAt(placeOf(ticket.number, { lobbySize: row!.lobby_size }, drawn)!);
    return !called || ticket.entered_at < called;
  }).length;
  return {
    lost,
    tickets: tickets.length,
    served: row!.served as number,
    lobby: row!.lobby_size as number,
    inOrder: inOrder && early === 0,
  };
}

await bench('room', async () => {
  const world = await makeCrowd(PEOPLE);
  console.log(`    ${PEOPLE} people`);
  const start = () => startProcess('bench/servers/booking-server.ts', {}, `${ORIGIN}/health`);

  let server = await start();
  const place = await famous(world.client);
  const rateRoom = await makeRoomAt(world.client, place.id, Date.now() + 3_600_000);
  let at = 0;
  const call = (path: string, body: unknown) => () => ({
    path: `/api/trpc/${path}`,
    body,
    cookie: world.cookies[at++ % PEOPLE]!,
  });
  const timing = { users: RATE_USERS, warmUpSeconds: WARM_UP_SECONDS, seconds: RATE_SECONDS };
  const noop = await closedLoop(
    ORIGIN,
    timing,
    call('bench.noop', { ...WISH, restaurantId: place.id, minute: STARTS[0], commandKey: 'a-command-key' }),
  );
  at = 0;
  const joins = await closedLoop(ORIGIN, timing, call('rooms.join', { roomId: rateRoom }));
  console.log(`    no-op ${noop.perSecond.toFixed(0)}/s, joins ${joins.perSecond.toFixed(0)}/s ${joins.failures}`);
  await server.stop('SIGKILL');

  server = await start();
  const room = await throughTheRoom(world);
  const seen = await inspect(world, room);
  console.log(
    `    room: ${JSON.stringify({ ...room.outcomes, ...room.failures, ...seen, asked: room.cache.asked, passedOn: room.cache.passedOn })}`,
  );
  await server.stop('SIGKILL');

  server = await start();
  const straight = await withoutARoom(world);
  console.log(`    without: ${JSON.stringify({ ...straight.outcomes, ...straight.failures })}`);
  await server.stop('SIGKILL');

  const oversold = await Promise.all([room.id, straight.id].map((id) => granulesThatDisagree(world.client, id)));
  const [roomP95, straightP95] = [percentile(room.holdMs, 95), percentile(straight.holdMs, 95)];
  const fives = (counts: Counts) => Object.keys(counts).filter((name) => / (5\d\d|0)\b/.test(name));
  return {
    parameters: {
      people: PEOPLE,
      arrivalSeconds: ARRIVAL_SECONDS,
      tables: TABLES,
      ratePerMinute: RATE_PER_MINUTE,
      places: PLACES,
      connections: CONNECTIONS,
      inLobby: seen.lobby,
      webProcesses: 1,
    },
    rows: [
      {
        label: 'no-op, signed in and checked',
        ours: false,
        perSecond: noop.perSecond,
        p99Ms: noop.p99Ms,
        errors: noop.errors,
      },
      { label: 'joins', ours: true, perSecond: joins.perSecond, p99Ms: joins.p99Ms, errors: joins.errors },
      {
        label: 'the crowd, through the room',
        ours: true,
        seconds: room.seconds,
        joinP50Ms: percentile(room.joinMs, 50),
        joinP95Ms: percentile(room.joinMs, 95),
        holdP50Ms: percentile(room.holdMs, 50),
        holdP95Ms: roomP95,
        held: room.outcomes.held ?? 0,
        polls: room.cache.asked,
        pollsThatReachedUs: room.cache.passedOn,
      },
      {
        label: 'the crowd, straight at the tables',
        ours: false,
        seconds: straight.seconds,
        holdP50Ms: percentile(straight.holdMs, 50),
        holdP95Ms: straightP95,
        held: straight.outcomes.held ?? 0,
      },
    ],
    ratios: {
      'joins / no-op': joins.perSecond / noop.perSecond,
      'hold p95 without / with the room': straightP95 / roomP95,
    },
    checks: {
      'joins at least 70 % of the no-op': joins.perSecond >= 0.7 * noop.perSecond && joins.errors === 0,
      'admitted in the order of places': seen.inOrder,
      'no ticket lost': seen.lost === 0 && seen.tickets === PEOPLE && room.tickets.size === PEOPLE,
      'no 5xx in the room': fives(room.failures).length === 0 && fives(room.outcomes).length === 0,
      'every table held, none twice': room.outcomes.held === TABLES && oversold.every((granules) => granules === 0),
      'a hold inside the room at least five times faster': straightP95 >= 5 * roomP95,
    },
  };
});
