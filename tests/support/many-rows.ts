import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { addBookings } from '@/bench/search/bookings';
import { writeRegister } from '@/bench/search/register';
import type { DatabaseClient } from '@/db/client';
import { importRegister } from '@/db/import/import-register';

const NUMBERS = '(SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3)';

/** What diners' statements read beside bookings, for every restaurant and booking there is. */
const BESIDE = [
  `INSERT INTO booking_policies (restaurant_id, deposit_kind, deposit_minor, deposit_from_party, tiers, grace_minutes)
    SELECT id, 'none', 0, 1, '[]', 0 FROM restaurants`,
  'INSERT INTO turn_times (restaurant_id, party_max, minutes) SELECT id, n * 2, 90 FROM restaurants, NUMBERS',
  `INSERT INTO closures (restaurant_id, service_date, from_minute, to_minute)
    SELECT id, CURDATE() + INTERVAL n DAY, 0, 60 FROM restaurants, NUMBERS`,
  `INSERT INTO special_periods (restaurant_id, service_date, period_no, name, opens_minute, last_seating_minute)
    SELECT id, CURDATE() + INTERVAL 40 + n DAY, 1, 'special', 660, 1200 FROM restaurants, NUMBERS`,
  `INSERT INTO menu_items (restaurant_id, position, section, name, price_minor)
    SELECT id, n, 'all', 'dish', 9000 FROM restaurants, NUMBERS`,
  `INSERT INTO memberships (user_id, restaurant_id, role, created_at)
    SELECT CONCAT('usr_', id), id, 'owner', NOW(6) FROM restaurants`,
  `INSERT INTO reservation_history (reservation_id, version, at, to_status, actor)
    SELECT id, n, NOW(6), 'CONFIRMED', 'test' FROM reservations, NUMBERS`,
  `UPDATE reservations SET command_key = CONCAT('key-', id), command_hash = 'x'`,
  `INSERT INTO payments (id, reservation_id, restaurant_id, user_id, provider, payment_key, amount_minor, currency, status, created_at)
    SELECT CONCAT('pay', SUBSTR(id, 4)), id, restaurant_id, user_id, 'toss', CONCAT('key', id), 10000, 'KRW', 'CAPTURED', NOW(6)
      FROM reservations`,
  `INSERT INTO refunds (id, payment_id, reservation_id, cause, amount_minor, status, created_at)
    SELECT CONCAT('ref', SUBSTR(id, 4)), id, reservation_id, 'cancelled', 100, 'DONE', NOW(6) FROM payments`,
];

/** Fills an empty database with so many restaurants and bookings, and tells the server how they are spread. */
export async function fillDatabase(client: DatabaseClient, restaurants: number, bookings: number): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tablepick-'));
  try {
    const register = path.join(folder, 'register.csv');
    writeRegister(register, restaurants);
    await importRegister(client, register);
  } finally {
    rmSync(folder, { recursive: true });
  }
  await addBookings(client.pool, client.scripts, bookings);
  for (const statement of BESIDE) await client.pool.query(statement.replace(', NUMBERS', `, ${NUMBERS} N`));
  const [tables] = await client.pool.query('SHOW TABLES');
  const names = (tables as object[]).map((row) => `\`${Object.values(row)[0]}\``);
  await client.pool.query(`ANALYZE TABLE ${names.join(', ')}`);
}
