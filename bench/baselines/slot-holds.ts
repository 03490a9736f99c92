import type { Connection, RowDataPacket } from 'mysql2/promise';

/** A booking of a slot. */
const BOOKING = `CREATE TABLE slot_booking (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  slot_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  KEY slot_booking_slot (slot_id),
  KEY slot_booking_user (user_id, created_at))`;

export async function freshSlotBookings(connection: Connection): Promise<void> {
  await connection.query('DROP TABLE IF EXISTS slot_booking');
  await connection.query(BOOKING);
}

/** A restaurant's day as slot rows have it: those with room, by the unique key. */
export async function readSlots(connection: Connection, restaurant: number, date: string): Promise<number> {
  const [rows] = await connection.execute<RowDataPacket[]>(
    'SELECT minute, capacity - booked AS room FROM slot WHERE restaurant_id = ? AND slot_date = ? AND booked < capacity ORDER BY minute',
    [restaurant, date],
  );
  return rows.length;
}

/** Books one place of a slot: its row is locked, counted up, and the booking written, in one transaction. */
export async function holdSlot(
  connection: Connection,
  restaurant: number,
  date: string,
  minute: number,
  user: number,
): Promise<boolean> {
  await connection.query('START TRANSACTION');
  const [[slot]] = await connection.execute<RowDataPacket[]>(
    'SELECT id, booked < capacity AS free FROM slot WHERE restaurant_id = ? AND slot_date = ? AND minute = ? FOR UPDATE',
    [restaurant, date, minute],
  );
  const free = Boolean(slot?.free);
  if (free) {
    await connection.execute('UPDATE slot SET booked = booked + 1, version = version + 1 WHERE id = ?', [slot!.id]);
    await connection.execute('INSERT INTO slot_booking (slot_id, user_id, created_at) VALUES (?, ?, NOW(6))', [
      slot!.id,
      user,
    ]);
  }
  await connection.query('COMMIT');
  return free;
}
