import type { Connection } from 'mysql2/promise';
import { insertRows } from '@/db/bulk-insert';
import type { DatabaseClient } from '@/db/client';
import { Random } from '@/db/seed/random';
import { openBook, spanOf } from '@/server/domain/availability/availability';
import { PACING_TABLE } from '@/server/domain/availability/floor';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { loadSetups, type RestaurantSetup } from '@/server/services/restaurant';

/** Two seatings a day; between them and after, every table is free for what is measured. */
const SEATINGS = [12 * 60, 18 * 60];
const PARTIES = [2, 2, 2, 1, 3, 4];
const CODE = '34679ACDEFGHJKMNPQRTWXY';
/** Any date without a change of the clock. */
const PLAIN_DAY = '2026-03-02';

type Visit = { cycle: number; seq: number; place: RestaurantId; minute: number; party: number; code: string };
type Taking = { tableId: number; from: number; to: number; taken: number; seats: number };

/**
 * Writes one week of bookings as a pattern that any number of weeks can be made of by the server itself: `bench_visit`, a
 * row a booking, and `bench_taking`, what it takes of each table, decided by the product's own day book. One restaurant in
 * ten is full twice a day, the others have two or three parties a week. Returns the bookings of a week.
 */
export async function writeWeek(
  connection: Connection,
  client: DatabaseClient,
  places: readonly RestaurantId[],
): Promise<number> {
  const random = new Random('week');
  const seqs = Array(7).fill(0) as number[];
  const visits: unknown[][] = [];
  const takings: unknown[][] = [];
  for (let from = 0; from < places.length; from += 500) {
    const setups = await loadSetups(client.scripts, places.slice(from, from + 500));
    for (const setup of setups.values()) {
      for (const { cycle, minute } of weekOf(random)) {
        const visit: Visit = {
          cycle,
          seq: seqs[cycle]!++,
          place: setup.id,
          minute,
          party: random.pick(PARTIES),
          code: Array.from({ length: 6 }, () => CODE[random.whole(0, CODE.length - 1)]).join(''),
        };
        const taken = takingsOf(setup, visit);
        const span = taken.find((taking) => taking.tableId !== PACING_TABLE)!;
        visits.push([cycle, visit.seq, setup.id, minute, span.to, visit.party, visit.code]);
        for (const t of taken) takings.push([setup.id, cycle, t.tableId, visit.seq, t.from, t.to, t.taken, t.seats]);
      }
    }
  }
  await connection.query(VISIT);
  await connection.query(TAKING);
  const inOrder = (a: unknown[], b: unknown[]) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]);
  const visit = ['cycle', 'seq', 'restaurant_id', 'minute', 'end_minute', 'party', 'code'];
  await insertRows(connection, 'bench_visit', visit, visits.sort(inOrder));
  const taking = ['restaurant_id', 'cycle', 'table_id', 'seq', 'from_minute', 'to_minute', 'taken', 'seats'];
  await insertRows(connection, 'bench_taking', taking, takings);
  return visits.length;
}

const VISIT = `CREATE TABLE bench_visit (cycle TINYINT, seq INT, restaurant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin,
  minute SMALLINT, end_minute SMALLINT, party SMALLINT, code VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin, PRIMARY KEY (cycle, seq))`;
const TAKING = `CREATE TABLE bench_taking (restaurant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin, cycle TINYINT,
  table_id SMALLINT, seq INT, from_minute SMALLINT, to_minute SMALLINT, taken SMALLINT, seats SMALLINT,
  PRIMARY KEY (restaurant_id, cycle, seq, table_id), KEY bench_taking_visit (cycle, seq, table_id))`;

/** When a restaurant's parties of a week come: never two at the same time, so none shares a granule with another. */
function weekOf(random: Random): { cycle: number; minute: number }[] {
  const all = Array.from({ length: 7 }, (_, cycle) => SEATINGS.map((minute) => ({ cycle, minute }))).flat();
  if (random.chance(0.1)) return all;
  const wanted = random.whole(2, 3);
  const drawn = new Set<number>();
  while (drawn.size < wanted) drawn.add(random.whole(0, all.length - 1));
  return [...drawn].sort((a, b) => a - b).map((index) => all[index]!);
}

function takingsOf(setup: RestaurantSetup, visit: Visit): Taking[] {
  for (const party of [visit.party, 2]) {
    const span = spanOf(setup.calendar, PLAIN_DAY, visit.minute, party)!;
    const takings = openBook(setup, []).seat(party, span);
    if (!takings) continue;
    visit.party = party;
    return takings.map((t) => ({ ...t, from: t.fromMinute, to: t.toMinute }));
  }
  throw new Error(`${setup.slug} has no table for two`);
}
