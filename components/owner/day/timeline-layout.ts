import type { DayBooking, ServiceDay } from '@/server/services/owner';
import { isQuiet } from './rules';

type Table = ServiceDay['tables'][number];

export type TimelineBar = {
  booking: DayBooking;
  /** 0 is the top one; more than one only where parties share a table. */
  lane: number;
  /** False for the further tables of a party that has several: it is pressed once. */
  leading: boolean;
};
export type TimelineRow = { tableId: number; table: Table | null; lanes: number; bars: TimelineBar[] };
export type Timeline = {
  from: number;
  /** Exclusive. */
  to: number;
  /** `areaNo` is null for tables that are no longer on the plan but still hold somebody. */
  groups: { areaNo: number | null; rows: TimelineRow[] }[];
};

const HOUR = 60;
const AFTER_LAST_SEATING = 90;

/** A day as rows of tables and bars of bookings; null when there is neither a service nor a booking. */
export function layTimeline(day: Pick<ServiceDay, 'areas' | 'tables' | 'periods' | 'bookings'>): Timeline | null {
  const bookings = day.bookings.filter((booking) => !isQuiet(booking));
  const starts = [...day.periods.map((p) => p.opensMinute), ...bookings.map((b) => b.startMinute)];
  if (starts.length === 0) return null;
  const ends = [
    ...day.periods.map((p) => p.lastSeatingMinute + AFTER_LAST_SEATING),
    ...bookings.map((b) => b.endMinute),
  ];
  const known = new Set(day.tables.map((table) => table.tableId));
  const lost = [...new Set(bookings.flatMap((b) => b.tables).filter((tableId) => !known.has(tableId)))].sort(
    (a, b) => a - b,
  );
  const groups: Timeline['groups'] = day.areas.map(({ areaNo }) => ({
    areaNo,
    rows: day.tables
      .filter((table) => table.areaNo === areaNo)
      .map((table) => rowOf(table.tableId, table, bookings))
      .filter((row) => row.table?.active || row.bars.length > 0),
  }));
  if (lost.length > 0) groups.push({ areaNo: null, rows: lost.map((tableId) => rowOf(tableId, null, bookings)) });
  return {
    from: Math.floor(Math.min(...starts) / HOUR) * HOUR,
    to: Math.ceil(Math.max(...ends) / HOUR) * HOUR,
    groups: groups.filter(({ rows }) => rows.length > 0),
  };
}

/** Each booking goes to the first lane that is free when it starts. */
function rowOf(tableId: number, table: Table | null, bookings: readonly DayBooking[]): TimelineRow {
  const laneEnds: number[] = [];
  const bars = bookings
    .filter((booking) => booking.tables.includes(tableId))
    .map((booking): TimelineBar => {
      const free = laneEnds.findIndex((end) => end <= booking.startMinute);
      const lane = free === -1 ? laneEnds.length : free;
      laneEnds[lane] = booking.endMinute;
      return { booking, lane, leading: booking.tables[0] === tableId };
    });
  return { tableId, table, lanes: Math.max(1, laneEnds.length), bars };
}
