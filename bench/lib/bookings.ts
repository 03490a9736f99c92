import { eq } from 'drizzle-orm';
import type { DatabaseClient } from '@/db/client';
import { payments, users } from '@/db/schema';
import type { ReservationId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';
import type { ServiceContext } from '@/server/services/context';
import { holdTable } from '@/server/services/reservation';
import { as, dateIn, makeRestaurant, table, unique } from '@/tests/support/factories';

export type Diner = { ctx: ServiceContext; userId: UserId };
/** A held table whose diner has approved at the provider and is about to come back. */
export type Booking = { reservationId: ReservationId; orderId: string; amountMinor: number; paymentKey: string };

const TABLES = 20;
/** Two hours a party: five sittings a day. */
const SITTINGS = [660, 780, 900, 1020, 1140];
const RESTAURANTS = 100;
const ROWS_A_STATEMENT = 1_000;

/**
 * A hundred restaurants of twenty tables, and so many diners with an address for mail. Bookings one after the other are in
 * different restaurants: this is a busy evening of a city, not a crowd before one door.
 */
export async function makeRoom(client: DatabaseClient, bookings: number): Promise<Room> {
  const floor = Array.from({ length: TABLES }, (_, at) => table(at + 1, 2));
  const made = Array.from({ length: RESTAURANTS }, () => makeRestaurant(client, { tables: floor }));
  const restaurants = (await Promise.all(made)).map(({ id }) => id);
  const diners = Array.from({ length: bookings }, (_, at) => ({
    id: newId('user'),
    name: `Diner ${at}`,
    email: `diner-${at}@bench.example`,
    createdAt: new Date(),
  }));
  for (let from = 0; from < diners.length; from += ROWS_A_STATEMENT)
    await client.db.insert(users).values(diners.slice(from, from + ROWS_A_STATEMENT));
  return new Room(
    restaurants,
    diners.map(({ id }) => id),
  );
}

/** Free tables, handed out one by one: neighbours in time are in other restaurants, as they would be. */
export class Room {
  #next = 0;

  constructor(
    private readonly restaurants: readonly RestaurantId[],
    private readonly diners: readonly UserId[],
  ) {}

  /** Throws when there is none left. */
  take(): { userId: UserId; restaurantId: RestaurantId; serviceDate: string; minute: number } {
    const at = this.#next++;
    const [userId, restaurantId] = [this.diners[at], this.restaurants[at % this.restaurants.length]];
    if (!userId || !restaurantId) throw new RangeError('no room left');
    const sitting = Math.floor(at / this.restaurants.length / TABLES);
    const [day, turn] = [Math.floor(sitting / SITTINGS.length), sitting % SITTINGS.length];
    return { userId, restaurantId, serviceDate: dateIn(day + 3), minute: SITTINGS[turn]! };
  }
}

/** Holds a free table for its diner, who then approves at the provider. */
export async function holdAndApprove(
  ctx: ServiceContext,
  room: Room,
  approve: (orderId: string, amount: number) => Promise<string>,
): Promise<{ diner: Diner; booking: Booking }> {
  const { userId, ...slot } = room.take();
  const held = await holdTable(as(ctx, userId), { ...slot, party: 2, commandKey: unique('key-') });
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.reservationId, held.reservationId));
  const { id: orderId, amountMinor } = payment!;
  const paymentKey = await approve(orderId, amountMinor);
  return { diner: { ctx, userId }, booking: { reservationId: held.reservationId, orderId, amountMinor, paymentKey } };
}
