import type { Pool, RowDataPacket } from 'mysql2/promise';
import type { SearchWish } from '../search/requests';

/** Days the slots are laid out for; a whole month of this city would be some 31 million rows. */
export const SLOT_DAYS = 2;
const NEAR = 120;

/**
 * Slots as rows: a row a restaurant, day and start, with the most guests it still seats at one table, kept by whoever books. The schema most
 * reservation systems have. Built in two statements from the same bookings; indexed for exactly this search.
 */
export async function layOutSlots(pool: Pool, firstDate: string): Promise<number> {
  const connection = await pool.getConnection();
  try {
    await connection.query('DROP TABLE IF EXISTS bench_slots');
    await connection.query(`CREATE TABLE bench_slots (
      restaurant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, slot_date DATE NOT NULL, minute SMALLINT NOT NULL,
      largest_free SMALLINT NOT NULL, PRIMARY KEY (restaurant_id, slot_date, minute))`);
    await connection.query('CREATE TEMPORARY TABLE bench_steps (n SMALLINT PRIMARY KEY)');
    await connection.query('INSERT INTO bench_steps VALUES ?', [Array.from({ length: 48 }, (_, n) => [n])]);
    await connection.query('CREATE TEMPORARY TABLE bench_days (d SMALLINT PRIMARY KEY)');
    await connection.query('INSERT INTO bench_days VALUES ?', [Array.from({ length: SLOT_DAYS }, (_, d) => [d])]);
    await connection.query(
      `INSERT INTO bench_slots SELECT p.restaurant_id, ? + INTERVAL d.d DAY, s.n * 30,
          (SELECT COALESCE(MAX(t.max_party), 0) FROM dining_tables t WHERE t.restaurant_id = p.restaurant_id)
        FROM service_periods p JOIN bench_days d
        JOIN bench_steps s ON s.n * 30 BETWEEN p.opens_minute AND p.last_seating_minute`,
      [firstDate],
    );
    // Where something is taken, the largest table that is free for the next hour and a half.
    await connection.query(
      `UPDATE bench_slots s SET s.largest_free = COALESCE((SELECT MAX(t.max_party) FROM dining_tables t
          WHERE t.restaurant_id = s.restaurant_id AND NOT EXISTS (SELECT 1 FROM occupancy x WHERE x.restaurant_id = s.restaurant_id
            AND x.service_date = s.slot_date AND x.table_id = t.table_id AND x.minute >= s.minute AND x.minute < s.minute + 90 AND x.taken > 0)), 0)
        WHERE (SELECT COUNT(*) FROM service_day d WHERE d.restaurant_id = s.restaurant_id AND d.service_date = s.slot_date) > 0`,
    );
    const [[row]] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS n FROM bench_slots');
    await connection.query('ANALYZE TABLE bench_slots');
    return Number(row!.n);
  } finally {
    connection.release();
  }
}

/** The same page by a join with those slots: one statement, walking the list's own index, five starts a restaurant. */
export async function searchSlots(pool: Pool, wish: SearchWish, limit = 20): Promise<number> {
  const near = [wish.date, wish.minute - NEAR, wish.minute + NEAR, wish.party];
  const index = wish.area ? 'restaurants_district' : wish.cuisine ? 'restaurants_cuisine' : 'restaurants_ranked';
  const where = [
    "r.status = 'published'",
    ...(wish.area ? ['r.district = ?'] : []),
    ...(wish.cuisine ? ['r.cuisine = ?'] : []),
    ...(wish.text ? ['r.name LIKE ?'] : []),
  ];
  const values = [wish.area, wish.cuisine, wish.text && `%${wish.text.replace(' ', '%')}%`].filter(Boolean);
  const [rows] = await pool.execute<RowDataPacket[]>(
    `SELECT r.id, r.slug, r.name, r.name_en, r.cuisine, r.district, r.price_level,
        (SELECT GROUP_CONCAT(s.minute) FROM bench_slots s WHERE s.restaurant_id = r.id AND s.slot_date = ?
          AND s.minute BETWEEN ? AND ? AND s.largest_free >= ?) AS minutes
      FROM restaurants r FORCE INDEX (${index}) WHERE ${where.join(' AND ')}
      HAVING minutes IS NOT NULL ORDER BY r.\`rank\` DESC, r.id DESC LIMIT ${limit}`,
    [...near, ...values] as string[],
  );
  return rows.length;
}
