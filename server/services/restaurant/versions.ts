import DataLoader from 'dataloader';
import type { Pool, RowDataPacket } from 'mysql2/promise';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';

/** A restaurant's days `from` to `to`, both inclusive. */
export type DayRange = { id: RestaurantId; from: ServiceDate; to: ServiceDate };

/** How a restaurant stands in the database now. `days` has those of its days that were ever written to. */
export type DayVersions = { configVersion: number; days: ReadonlyMap<ServiceDate, number> };

/** The same for a page asked for by its address. */
export type PageVersion = { id: RestaurantId; configVersion: number; timeZone: string };

/** Most different keys in one statement. */
const MOST_KEYS = 200;

type Rows = RowDataPacket[];

/**
 * Reads the versions that everything cached is checked against; they themselves are never kept. All who ask within one
 * turn of the event loop share one statement. That is as fresh as asking alone: the statement is sent when the turn is
 * over, after the last of them came, so it sees all that was committed, and answered to anybody, before each of them
 * asked. Who comes while it is under way waits for a statement of his own.
 */
export class VersionReader {
  readonly #days: DataLoader<DayRange, DayVersions | null>;
  readonly #pages: DataLoader<string, PageVersion | null>;

  constructor(private readonly pool: Pool) {
    const options = {
      cache: false,
      maxBatchSize: MOST_KEYS,
      batchScheduleFn: (send: () => void) => setImmediate(send),
    };
    this.#days = new DataLoader((ranges) => this.#readDays(ranges), options);
    this.#pages = new DataLoader((slugs) => this.#readPages(slugs), options);
  }

  /** Null when there is no such published restaurant. */
  ofDays(range: DayRange): Promise<DayVersions | null> {
    return this.#days.load(range);
  }

  /** Null when no published restaurant has that address. */
  ofPage(slug: string): Promise<PageVersion | null> {
    return this.#pages.load(slug);
  }

  async #readDays(ranges: readonly DayRange[]): Promise<(DayVersions | null)[]> {
    const keyOf = ({ id, from, to }: DayRange) => `${id} ${from} ${to}`;
    const asked = new Map(ranges.map((range) => [keyOf(range), range]));
    const distinct = [...asked.values()];
    const [results] = await this.pool.query<Rows[]>(
      `SELECT id, config_version FROM restaurants WHERE id IN (?) AND status = 'published';
       SELECT restaurant_id, service_date, version FROM service_day WHERE ${distinct.map(() => RANGE).join(' OR ')}`,
      [[...new Set(distinct.map(({ id }) => id))], ...distinct.flatMap(({ id, from, to }) => [id, from, to])],
    );
    const [restaurants, days] = results as [Rows, Rows];
    const configs = new Map(restaurants.map((row) => [row.id as RestaurantId, Number(row.config_version)]));
    // Ranges of one restaurant may overlap: each answer has the days of all of them, which hurts nobody.
    const byRestaurant = new Map<RestaurantId, Map<ServiceDate, number>>();
    for (const row of days) {
      const known = byRestaurant.get(row.restaurant_id) ?? new Map<ServiceDate, number>();
      byRestaurant.set(row.restaurant_id, known.set(row.service_date, Number(row.version)));
    }
    return ranges.map(({ id }) => {
      const configVersion = configs.get(id);
      return configVersion === undefined ? null : { configVersion, days: byRestaurant.get(id) ?? NO_DAYS };
    });
  }

  async #readPages(slugs: readonly string[]): Promise<(PageVersion | null)[]> {
    const [rows] = await this.pool.query<Rows>(
      "SELECT slug, id, config_version, time_zone FROM restaurants WHERE slug IN (?) AND status = 'published'",
      [[...new Set(slugs)]],
    );
    const pages = new Map(
      rows.map((row) => [
        row.slug as string,
        { id: row.id as RestaurantId, configVersion: Number(row.config_version), timeZone: row.time_zone as string },
      ]),
    );
    return slugs.map((slug) => pages.get(slug) ?? null);
  }
}

const RANGE = '(restaurant_id = ? AND service_date >= ? AND service_date <= ?)';
const NO_DAYS: ReadonlyMap<ServiceDate, number> = new Map();
