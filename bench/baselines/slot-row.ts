import type { Pool, PoolConnection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import { newId } from '@/server/infra/ids';

/**
 * The usual way: a slot is a row with a counter, and each booking is a transaction of its own. Both baselines write the
 * rows that ours writes for a booking (reservation with its command key, its table, history, payment, outbox) with prepared
 * statements at READ COMMITTED, and both read what ours reads for it: the restaurant with its terms and the diner (before
 * the lock, so that nobody waits for that), the diner's other bookings and the command key.
 */
export const SLOT_TABLE = `CREATE TABLE IF NOT EXISTS baseline_slot (
  id INT PRIMARY KEY, restaurant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, service_date DATE NOT NULL,
  minute SMALLINT NOT NULL, capacity INT NOT NULL, taken INT NOT NULL, version INT NOT NULL, CHECK (taken <= capacity))`;

export type SlotBooking = {
  slotId: number;
  restaurantId: string;
  userId: string;
  serviceDate: string;
  minute: number;
  startsAt: Date;
  commandKey: string;
};

type Slot = { taken: number; capacity: number; version: number };

async function readSlot(connection: PoolConnection, id: number, lock: boolean): Promise<Slot> {
  const [[slot]] = await connection.execute<RowDataPacket[]>(
    `SELECT taken, capacity, version FROM baseline_slot WHERE id = ?${lock ? ' FOR UPDATE' : ''}`,
    [id],
  );
  return slot as unknown as Slot;
}

type Known = { guest: string; policy: string; depositMinor: number; currency: string };

/** What a booking is written from: the restaurant, its terms and who asks. Read before anything is locked. */
async function readTerms(connection: PoolConnection, booking: SlotBooking): Promise<Known> {
  const [[place]] = await connection.execute<RowDataPacket[]>(
    `SELECT r.status, r.currency, p.deposit_kind, p.deposit_minor, p.tiers, p.grace_minutes
       FROM restaurants r LEFT JOIN booking_policies p ON p.restaurant_id = r.id WHERE r.id = ?`,
    [booking.restaurantId],
  );
  const [[guest]] = await connection.execute<RowDataPacket[]>('SELECT name, locale FROM users WHERE id = ?', [
    booking.userId,
  ]);
  if (place?.status !== 'published' || !guest) throw new Error('unknown');
  const { deposit_kind: kind, deposit_minor: depositMinor, tiers, grace_minutes: graceMinutes } = place;
  const policy = JSON.stringify({ kind, depositMinor, tiers, graceMinutes });
  return { guest: guest.name, policy, depositMinor, currency: place.currency };
}

/** What must be known of the diner before anything is written. */
async function readDiner(connection: PoolConnection, booking: SlotBooking): Promise<boolean> {
  const [known] = await connection.execute<RowDataPacket[]>(
    'SELECT id FROM reservations WHERE user_id = ? AND command_key = ?',
    [booking.userId, booking.commandKey],
  );
  const [others] = await connection.execute<RowDataPacket[]>(
    `SELECT id FROM reservations WHERE user_id = ? AND starts_at > NOW(6) - INTERVAL 1 DAY
      AND starts_at < ? + INTERVAL 2 HOUR AND ends_at > ?
      AND (status IN ('CONFIRMING', 'CONFIRMED', 'SEATED') OR (status = 'HELD' AND expires_at > NOW(6)))`,
    [booking.userId, booking.startsAt, booking.startsAt],
  );
  return known.length === 0 && others.length === 0;
}

async function writeBooking(connection: PoolConnection, booking: SlotBooking, known: Known): Promise<string> {
  const id = newId('reservation');
  const payment = newId('payment');
  const now = new Date();
  const { restaurantId, userId, serviceDate, minute, startsAt } = booking;
  const endsAt = new Date(startsAt.getTime() + 7_200_000);
  const expires = new Date(now.getTime() + 420_000);
  await connection.execute(
    `INSERT INTO reservations (id, code, restaurant_id, user_id, service_date, start_minute, end_minute, starts_at, ends_at,
      party_size, status, version, expires_at, policy, deposit_minor, currency, locale, guest_name, command_key, command_hash,
      created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 'HELD', 1, ?, ?, ?, ?, 'ko', ?, ?, ?, ?)`,
    [
      ...[id, id.slice(-8), restaurantId, userId, serviceDate, minute, minute + 120, startsAt, endsAt, expires],
      ...[known.policy, known.depositMinor, known.currency, known.guest, booking.commandKey, 'x'.repeat(22)],
      now,
    ],
  );
  await connection.execute(
    'INSERT INTO reservation_tables (reservation_id, table_id, restaurant_id, service_date, from_minute, to_minute, taken) VALUES (?, 1, ?, ?, ?, ?, 1)',
    [id, restaurantId, serviceDate, minute, minute + 120],
  );
  await connection.execute(
    "INSERT INTO reservation_history (reservation_id, version, at, from_status, to_status, actor) VALUES (?, 1, ?, NULL, 'HELD', ?)",
    [id, now, `diner:${userId}`],
  );
  await connection.execute(
    "INSERT INTO payments (id, reservation_id, restaurant_id, user_id, provider, amount_minor, currency, status, created_at) VALUES (?, ?, ?, ?, 'toss', ?, ?, 'PENDING', ?)",
    [payment, id, restaurantId, userId, known.depositMinor, known.currency, now],
  );
  await connection.execute('INSERT INTO outbox (id, name, v, data, created_at) VALUES (?, ?, 1, ?, ?)', [
    newId('outbox'),
    'reservation/held',
    JSON.stringify({ reservationIds: [id], expiresAt: expires }),
    now,
  ]);
  return id;
}

export async function inTransaction<T>(pool: Pool, work: (connection: PoolConnection) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const value = await work(connection);
    await connection.commit();
    return value;
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

/** Locks the slot's row and writes the booking; its id, or null when the slot is full. */
export async function lockAndWrite(connection: PoolConnection, booking: SlotBooking): Promise<string | null> {
  const known = await readTerms(connection, booking);
  const slot = await readSlot(connection, booking.slotId, true);
  if (slot.taken >= slot.capacity) return null;
  if (!(await readDiner(connection, booking))) return null;
  await connection.execute('UPDATE baseline_slot SET taken = taken + 1, version = version + 1 WHERE id = ?', [
    booking.slotId,
  ]);
  return writeBooking(connection, booking, known);
}

/** Pessimistic: the slot's row is locked (SELECT … FOR UPDATE) until the booking is committed. Null: sold out. */
export const bookPessimistic = (pool: Pool, booking: SlotBooking): Promise<string | null> =>
  inTransaction(pool, (connection) => lockAndWrite(connection, booking));

class Conflict extends Error {}

/**
 * Optimistic: read the slot's version, write only if it is still the same, else begin again after a short random pause that
 * grows with the tries.
 */
export async function bookOptimistic(pool: Pool, booking: SlotBooking): Promise<string | null> {
  for (let tried = 0; ; tried++) {
    try {
      return await inTransaction(pool, async (connection) => {
        const known = await readTerms(connection, booking);
        const slot = await readSlot(connection, booking.slotId, false);
        if (slot.taken >= slot.capacity || !(await readDiner(connection, booking))) return null;
        const [result] = await connection.execute<ResultSetHeader>(
          'UPDATE baseline_slot SET taken = taken + 1, version = version + 1 WHERE id = ? AND version = ?',
          [booking.slotId, slot.version],
        );
        if (result.affectedRows !== 1) throw new Conflict();
        return writeBooking(connection, booking, known);
      });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(50, 5 * 2 ** tried)));
    }
  }
}
