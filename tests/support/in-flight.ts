import type { RowDataPacket } from 'mysql2/promise';
import { expect } from 'vitest';
import type { DatabaseClient } from '@/db/client';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { newId } from '@/server/infra/ids';

type InFlight = { restaurantId: RestaurantId; userId: UserId; serviceDate: string; tableId: number; party: number };

/**
 * Begins to write a hold of a table at 19:30 for two hours, on half-hour granules, and stops before the commit: as the
 * hold writer stands in the middle of its transaction. With `lock` off it goes without the day's lock, to show what that
 * lock is for. Call `commit` exactly once.
 */
export async function beginHold(client: DatabaseClient, hold: InFlight, { lock }: { lock: boolean }) {
  const { restaurantId, userId, serviceDate, tableId, party } = hold;
  const connection = await client.pool.getConnection();
  const id = newId('reservation');
  await connection.query('START TRANSACTION');
  if (lock) {
    await connection.query('INSERT INTO service_day VALUES (?, ?, 0) ON DUPLICATE KEY UPDATE version = version', [
      restaurantId,
      serviceDate,
    ]);
  }
  await connection.query(
    `INSERT INTO reservations (id, code, restaurant_id, user_id, service_date, start_minute, end_minute, starts_at, ends_at,
      party_size, status, policy, deposit_minor, currency, guest_name, created_at)
     VALUES (?, ?, ?, ?, ?, 1170, 1290, ? + INTERVAL 1170 MINUTE, ? + INTERVAL 1290 MINUTE, ?, 'HELD', '{}', 0, 'KRW', 'x', NOW(6))`,
    [id, id.slice(-6), restaurantId, userId, serviceDate, serviceDate, serviceDate, party],
  );
  await connection.query('INSERT INTO reservation_tables VALUES (?, ?, ?, ?, 1170, 1290, ?)', [
    id,
    tableId,
    restaurantId,
    serviceDate,
    party,
  ]);
  return {
    commit: async () => {
      await connection.query('COMMIT');
      connection.release();
    },
  };
}

/** Resolves once a transaction on this database waits for a lock; fails when none does within seconds. */
export async function somebodyWaits(client: DatabaseClient): Promise<void> {
  const idsOf = async (sql: string) => {
    const [rows] = await client.pool.query<RowDataPacket[]>(sql);
    return rows.map((row) => Number(row.id));
  };
  // Asked more often, the server would answer from a cache that every question keeps alive, also that of another suite: two that
  // ask in one rhythm would never see anything.
  await expect
    .poll(
      async () => {
        const ours = await idsOf('SELECT id AS id FROM information_schema.processlist WHERE db = DATABASE()');
        const waiting = await idsOf(
          "SELECT trx_mysql_thread_id AS id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
        );
        return waiting.some((id) => ours.includes(id));
      },
      { interval: 150 + Math.random() * 350, timeout: 12_000 },
    )
    .toBe(true);
}
