import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  int,
  mysqlTable,
  primaryKey,
  smallint,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import type { RoomKind, RoomStatus } from '@/server/domain/room/room';
import type { ReservationId, RestaurantId, RoomId, UserId } from '@/server/domain/shared/ids';
import { id, instant, json, token } from './columns';

/** A line for a restaurant's dates: while it is on, only those it lets in may hold a table there. */
export const waitingRooms = mysqlTable(
  'waiting_rooms',
  {
    id: id<RoomId>('id').primaryKey(),
    restaurantId: id<RestaurantId>('restaurant_id').notNull(),
    kind: varchar('kind', { length: 8 }).$type<RoomKind>().notNull(),
    /** The service dates it is for, both inclusive. */
    fromDate: date('from_date', { mode: 'string' }).notNull(),
    toDate: date('to_date', { mode: 'string' }).notNull(),
    /** From then people may join; those who do before `opens_at` are shuffled. */
    lobbyAt: instant('lobby_at').notNull(),
    opensAt: instant('opens_at').notNull(),
    status: varchar('status', { length: 8 }).$type<RoomStatus>().notNull(),
    ratePerMinute: smallint('rate_per_minute').notNull(),
    /** How many may be inside at once. */
    places: smallint('places').notNull(),
    /** 64 hexadecimal digits, told once the lobby is drawn; its SHA-256 is told from the start. */
    seed: token('seed', 64).notNull(),
    seedHash: token('seed_hash', 64).notNull(),
    /** Numbers given so far. */
    lastNumber: int('last_number').notNull().default(0),
    /** Numbers up to this were in the lobby and are shuffled; null until the draw. */
    lobbySize: int('lobby_size'),
    /** Places up to this were called: written before anybody is told. */
    served: int('served').notNull().default(0),
    /** Places called in the last minute, as of the leader's last turn. */
    pace: smallint('pace').notNull().default(0),
    inside: smallint('inside').notNull().default(0),
    called: smallint('called').notNull().default(0),
    /** Starts that can still be booked, by party size. */
    left: json<Record<string, number>>('starts_left'),
    /** When a leader last did its turn: without one nobody is called, and the page says so. */
    tickedAt: instant('ticked_at'),
    soldOutAt: instant('sold_out_at'),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
    endedReason: varchar('ended_reason', { length: 16 }),
    /** 1 until it ends, then null. */
    live: smallint('live').generatedAlwaysAs(sql`(case when status <> 'ENDED' then 1 else null end)`, {
      mode: 'virtual',
    }),
  },
  (t) => [
    // A restaurant has one live room: two people who switch it on make one.
    uniqueIndex('waiting_rooms_live').on(t.restaurantId, t.live),
    index('waiting_rooms_on').on(t.live, t.lobbyAt),
    index('waiting_rooms_ended').on(t.endedAt),
    check('waiting_rooms_served', sql`served >= 0 and served <= last_number`),
    check('waiting_rooms_dates', sql`from_date <= to_date`),
  ],
);

/** Somebody's place in a line, and what came of it. */
export const roomTickets = mysqlTable(
  'room_tickets',
  {
    roomId: id<RoomId>('room_id').notNull(),
    userId: id<UserId>('user_id').notNull(),
    /** In order of arrival, from 1. */
    number: int('number').notNull(),
    issuedAt: instant('issued_at').notNull(),
    /** Gave the place up. */
    leftAt: instant('left_at'),
    enteredAt: instant('entered_at'),
    /** Has one of the room's places until then; moved on while paying, back to now when done. */
    insideUntil: instant('inside_until'),
    /** The admission bought this booking: it is spent. */
    reservationId: id<ReservationId>('reservation_id'),
    spentAt: instant('spent_at'),
  },
  (t) => [
    // One account has one place, on however many devices.
    primaryKey({ columns: [t.roomId, t.userId] }),
    // A number is given once.
    uniqueIndex('room_tickets_number').on(t.roomId, t.number),
    index('room_tickets_inside').on(t.roomId, t.insideUntil),
  ],
);

/** When which places were called: the record of the order, and what a lost memory is rebuilt from. */
export const roomCalls = mysqlTable(
  'room_calls',
  {
    roomId: id<RoomId>('room_id').notNull(),
    /** The last place called then. */
    upto: int('upto').notNull(),
    calledAt: instant('called_at').notNull(),
  },
  // A place is called once.
  (t) => [primaryKey({ columns: [t.roomId, t.upto] })],
);

/** How a restaurant wants its rooms. Without a row they are as by default, and openings get none by themselves. */
export const roomSettings = mysqlTable('room_settings', {
  restaurantId: id<RestaurantId>('restaurant_id').primaryKey(),
  /** Every opening gets a room. */
  eachOpening: boolean('each_opening').notNull().default(false),
  ratePerMinute: smallint('rate_per_minute').notNull(),
  places: smallint('places').notNull(),
  lobbyMinutes: smallint('lobby_minutes').notNull(),
});
