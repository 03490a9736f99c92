import type { RowDataPacket } from 'mysql2/promise';
import type { OccupancyRow } from '@/server/domain/availability/day-book';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import { type RestaurantSetup, SetupCache } from './setup';

type Rows = RowDataPacket[];

/** Checked against the version in the database at every use, so two copies in a process only cost memory. */
const cache = new SetupCache();

/** Setups at the versions just read from the database; loads those that changed since, in one round trip. */
export const setupsAt = (
  ctx: ServiceContext,
  versions: Map<RestaurantId, number>,
): Promise<Map<RestaurantId, RestaurantSetup>> => cache.get(ctx.scripts, versions);

export type Days = {
  setup: RestaurantSetup;
  /** What is taken, by date. */
  occupancy: Map<ServiceDate, OccupancyRow[]>;
  versions: Map<ServiceDate, number>;
  closures: { serviceDate: ServiceDate; reason: string | null; reasonEn: string | null }[];
};

// The versions are read before what is taken: a reader who sees a newer version later knows to read again.
const SCRIPT = `
SELECT config_version, status FROM restaurants WHERE id = ?;
SELECT service_date, version FROM service_day WHERE restaurant_id = ? AND service_date >= ? AND service_date <= ?;
SELECT service_date, minute, table_id, taken FROM occupancy
 WHERE restaurant_id = ? AND service_date >= ? AND service_date <= ? AND taken > 0;
SELECT service_date, reason, reason_en FROM closures
 WHERE restaurant_id = ? AND service_date >= ? AND service_date <= ? ORDER BY service_date, from_minute`;

/** A published restaurant and its days `from` to `to`, both inclusive: one round trip. Throws RESTAURANT_UNKNOWN. */
export async function readDays(
  ctx: ServiceContext,
  id: RestaurantId,
  from: ServiceDate,
  to: ServiceDate,
): Promise<Days> {
  const range = [id, from, to];
  const [results] = await ctx.scripts.query<Rows[]>(SCRIPT, [id, ...range, ...range, ...range]);
  const [[row], versions, taken, closed] = results as [Rows, Rows, Rows, Rows];
  if (row?.status !== 'published') throw new AppError('RESTAURANT_UNKNOWN');
  const setup = (await setupsAt(ctx, new Map([[id, Number(row.config_version)]]))).get(id);
  if (!setup) throw new AppError('RESTAURANT_UNKNOWN');
  return {
    setup,
    occupancy: occupancyBy(taken, (granule) => granule.service_date),
    versions: new Map(versions.map((day) => [day.service_date, Number(day.version)])),
    closures: closed.map((c) => ({ serviceDate: c.service_date, reason: c.reason, reasonEn: c.reason_en })),
  };
}

/** What is taken on one date at any number of restaurants, by restaurant: one read of the primary key. */
export async function readOccupancy(
  ctx: ServiceContext,
  ids: readonly RestaurantId[],
  date: ServiceDate,
): Promise<Map<RestaurantId, OccupancyRow[]>> {
  if (ids.length === 0) return new Map();
  const [taken] = await ctx.scripts.query<Rows>(
    'SELECT restaurant_id, minute, table_id, taken FROM occupancy WHERE restaurant_id IN (?) AND service_date = ? AND taken > 0',
    [[...ids], date],
  );
  return occupancyBy(taken, (granule) => granule.restaurant_id as RestaurantId);
}

function occupancyBy<K>(rows: Rows, keyOf: (row: RowDataPacket) => K): Map<K, OccupancyRow[]> {
  const groups = new Map<K, OccupancyRow[]>();
  for (const row of rows) {
    const granule = { minute: row.minute, tableId: row.table_id, taken: row.taken };
    const group = groups.get(keyOf(row));
    if (group) group.push(granule);
    else groups.set(keyOf(row), [granule]);
  }
  return groups;
}
