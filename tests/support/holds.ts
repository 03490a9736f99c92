import type { RowDataPacket } from 'mysql2';
import type { DatabaseClient } from '@/db/client';
import { asAppError } from '@/server/domain/shared/errors';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '@/server/services/context';
import { type HoldAnswer, holdTable } from '@/server/services/reservation';
import { as, dateIn, type RestaurantOverrides, table, unique } from './factories';

export type Wish = {
  serviceDate?: string;
  minute?: number;
  party?: number;
  commandKey?: string;
  note?: string;
  locale?: 'ko' | 'en';
  replaces?: HoldAnswer['reservationId'];
  admission?: string;
};

/** A hold for two at 19:00 in five days, unless the wish says otherwise. */
export const holdAs = (ctx: ServiceContext, userId: UserId, restaurantId: RestaurantId, wish: Wish = {}) =>
  holdTable(as(ctx, userId), {
    restaurantId,
    serviceDate: dateIn(5),
    minute: 1140,
    party: 2,
    commandKey: unique('key-'),
    ...wish,
  });

/** A floor with nothing but one table for two. */
export const ONE_TABLE: RestaurantOverrides = { tables: [table(1, 2)] };

/** The refusal's code, or what was answered. */
export const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (answer) => answer,
    (error) => asAppError(error)?.code ?? error,
  );

/** Granules whose count is not what live reservations take of them, or passes the seats: must be none. */
export async function granulesThatDisagree(client: DatabaseClient, restaurantId: RestaurantId): Promise<number> {
  const [rows] = await client.pool.query<RowDataPacket[]>(
    `SELECT o.minute, o.table_id, o.taken, o.seats, COALESCE(SUM(t.taken), 0) AS live
       FROM occupancy o
       LEFT JOIN reservation_tables t ON t.restaurant_id = o.restaurant_id AND t.service_date = o.service_date AND t.table_id = o.table_id
        AND o.minute >= t.from_minute AND o.minute < t.to_minute
        AND EXISTS (SELECT 1 FROM reservations r WHERE r.id = t.reservation_id AND r.status IN ('HELD', 'CONFIRMING', 'CONFIRMED', 'SEATED'))
      WHERE o.restaurant_id = ? GROUP BY o.service_date, o.minute, o.table_id, o.taken, o.seats
     HAVING o.taken <> live OR o.taken > o.seats`,
    [restaurantId],
  );
  return rows.length;
}
