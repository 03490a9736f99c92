import type { Connection } from 'mysql2/promise';

/**
 * The common way to sell times: a row a slot, made before anybody books. Numbers for ids, the narrowest key that names a
 * slot, and what its readers need: its own id for bookings, and restaurant and time, unique, for a day's page.
 */
const SLOT = `CREATE TABLE slot (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  restaurant_id INT NOT NULL,
  slot_date DATE NOT NULL,
  minute SMALLINT NOT NULL,
  capacity SMALLINT NOT NULL,
  booked SMALLINT NOT NULL DEFAULT 0,
  version INT NOT NULL DEFAULT 0,
  UNIQUE KEY slot_time (restaurant_id, slot_date, minute),
  CHECK (booked <= capacity))`;

/** What is to be on sale: `capacities` are how many parties each restaurant seats at a time; they are numbered from 1. */
export type Month = { capacities: readonly number[]; dates: readonly string[]; minutes: readonly number[] };

export const slotsOf = (month: Month): number => month.capacities.length * month.dates.length * month.minutes.length;

/** An empty slot table. */
export async function freshSlots(connection: Connection): Promise<void> {
  await connection.query('DROP TABLE IF EXISTS slot');
  await connection.query(SLOT);
}

type SlotRow = [restaurant: number, date: string, minute: number, capacity: number];

/** Of the restaurants numbered `from` to `to`, in the order of the unique key: it is appended to, never split in the middle. */
function* slots(month: Month, from = 1, to = month.capacities.length): Generator<SlotRow> {
  for (let restaurant = from; restaurant <= to; restaurant++) {
    const capacity = month.capacities[restaurant - 1]!;
    for (const date of month.dates) for (const minute of month.minutes) yield [restaurant, date, minute, capacity];
  }
}

const INTO = 'INSERT INTO slot (restaurant_id, slot_date, minute, capacity) VALUES';

/** One prepared INSERT and one commit a slot, for the first `most` slots. */
export async function insertOneByOne(connection: Connection, month: Month, most: number): Promise<void> {
  let done = 0;
  for (const row of slots(month)) {
    if (done++ === most) return;
    await connection.execute(`${INTO} (?, ?, ?, ?)`, row);
  }
}

/**
 * A multi-row INSERT and a commit for every `size` slots of the restaurants numbered `from` to `to`: prepared once, or
 * sent as text. Returns how many slots were written.
 */
export async function insertInBatches(
  connection: Connection,
  month: Month,
  size: number,
  how: 'prepared' | 'text',
  from = 1,
  to = month.capacities.length,
): Promise<number> {
  const prepared = `${INTO} ${Array(size).fill('(?, ?, ?, ?)').join(', ')}`;
  let batch: SlotRow[] = [];
  let done = 0;
  const send = async () => {
    if (batch.length === size && how === 'prepared') await connection.execute(prepared, batch.flat());
    else if (batch.length > 0) await connection.query(`${INTO} ?`, [batch]);
    done += batch.length;
    batch = [];
  };
  for (const row of slots(month, from, to)) {
    batch.push(row);
    if (batch.length === size) await send();
  }
  await send();
  return done;
}

/** The whole month by one INSERT … SELECT: the server multiplies restaurants, dates and times, in the order of the key. */
export async function insertBySelect(connection: Connection, month: Month): Promise<void> {
  await connection.query('CREATE TEMPORARY TABLE slot_restaurant (n INT PRIMARY KEY, capacity SMALLINT NOT NULL)');
  await connection.query('CREATE TEMPORARY TABLE slot_at (d DATE, minute SMALLINT, PRIMARY KEY (d, minute))');
  await connection.query('INSERT INTO slot_restaurant VALUES ?', [
    month.capacities.map((capacity, index) => [index + 1, capacity]),
  ]);
  await connection.query('INSERT INTO slot_at VALUES ?', [
    month.dates.flatMap((date) => month.minutes.map((minute) => [date, minute])),
  ]);
  await connection.query(
    `INSERT INTO slot (restaurant_id, slot_date, minute, capacity)
     SELECT STRAIGHT_JOIN r.n, a.d, a.minute, r.capacity FROM slot_restaurant r JOIN slot_at a`,
  );
  await connection.query('DROP TEMPORARY TABLE slot_restaurant, slot_at');
}
