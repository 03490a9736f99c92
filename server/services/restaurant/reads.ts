import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import type { Pool, RowDataPacket } from 'mysql2/promise';
import type { OccupancyRow } from '@/server/domain/availability/day-book';
import { nextViewChangeMs } from '@/server/domain/availability/day-view';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';
import type { RestaurantPage } from './restaurant-page';
import type { RestaurantSetup } from './setup';
import { SetupCache } from './setup-cache';
import { type DayRange, VersionReader } from './versions';

/** A restaurant's day at the version just read from the database; 0 is a day nobody ever wrote to. */
export type DayAt = { setup: RestaurantSetup; date: ServiceDate; version: number };

/** Memory of one process at most: setups (some 3 KB each), granules that are taken (60 B), worked-out days (3 KB), pages (10 KB). */
const MOST = { setups: 20_000, granules: 500_000, views: 10_000, pages: 1_000 } as const;
const MOST_DAYS_A_STATEMENT = 500;

type Day = { version: number; taken: OccupancyRow[] };
type View = { configVersion: number; version: number; fromMs: number; untilMs: number; value: unknown };
type Page = { configVersion: number; page: RestaurantPage };
type DayId = { id: RestaurantId; date: ServiceDate };

const keyOf = (id: RestaurantId, date: ServiceDate) => `${id}/${date}`;
const NOTHING: OccupancyRow[] = [];

/**
 * What one process remembers of restaurants and their days for its readers. Every entry stands under the version that
 * was read *before* its data, and counts only for a reader who has just read that same version: the data is then never
 * older than the version, and a change, in whichever process, makes another version in its own transaction.
 * See docs/concepts/reads.md.
 */
export class RestaurantReads {
  readonly #setups = new SetupCache(MOST.setups);
  readonly #days = new LRUCache<string, Day>({
    maxSize: MOST.granules,
    sizeCalculation: (day) => day.taken.length + 4,
  });
  readonly #views = new LRUCache<string, View>({ max: MOST.views });
  readonly #pages = new LRUCache<RestaurantId, Page>({ max: MOST.pages });
  readonly #taken: DataLoader<DayId, OccupancyRow[]>;

  constructor(
    private readonly pool: Pool,
    readonly versions = new VersionReader(pool),
  ) {
    this.#taken = new DataLoader((days) => this.#readTaken(days), {
      cache: false,
      maxBatchSize: MOST_DAYS_A_STATEMENT,
      batchScheduleFn: (send) => setImmediate(send),
    });
  }

  /** Setups at the versions just read; loads those that changed since, in one round trip. */
  setups(versions: ReadonlyMap<RestaurantId, number>): Promise<Map<RestaurantId, RestaurantSetup>> {
    return this.#setups.get(this.pool, versions);
  }

  /** A published restaurant and its days, with their versions of this moment. Throws RESTAURANT_UNKNOWN. */
  async days(range: DayRange): Promise<{ setup: RestaurantSetup; versionOf: (date: ServiceDate) => number }> {
    const now = await this.versions.ofDays(range);
    const setup = now && (await this.setups(new Map([[range.id, now.configVersion]]))).get(range.id);
    if (!setup) throw new AppError('RESTAURANT_UNKNOWN');
    return { setup, versionOf: (date) => now.days.get(date) ?? 0 };
  }

  /**
   * What `work` makes of each day, at its place, to be called for when it is wanted: from memory where neither the day
   * nor its restaurant changed and the clock has changed nothing either, else worked out then. `kind` names the work and
   * all else that it depends on. At most one statement. Values are shared between callers: they are to be read only.
   */
  async views<T>(
    kind: string,
    days: readonly DayAt[],
    nowMs: number,
    work: (day: DayAt, taken: OccupancyRow[]) => T,
  ): Promise<(() => T)[]> {
    const known = days.map((day) => this.#known(kind, day, nowMs));
    const taken = await this.#takenOn(days.filter((_, index) => !known[index]));
    return days.map((day, index) => () => {
      const view = known[index] ?? this.#keep(kind, day, nowMs, work(day, taken.get(day)!));
      return view.value as T;
    });
  }

  /** What is taken on days, at the versions they were just read with; at most one statement. */
  async #takenOn(days: readonly DayAt[]): Promise<Map<DayAt, OccupancyRow[]>> {
    const found = new Map<DayAt, OccupancyRow[]>();
    const changed: DayAt[] = [];
    for (const day of days) {
      const known = day.version === 0 ? NOTHING : this.#remembered(day);
      if (known) found.set(day, known);
      else changed.push(day);
    }
    const read = await Promise.all(changed.map(({ setup, date }) => this.#taken.load({ id: setup.id, date })));
    for (const [index, day] of changed.entries()) {
      const taken = read[index]!;
      found.set(day, taken);
      this.#days.set(keyOf(day.setup.id, day.date), { version: day.version, taken });
    }
    return found;
  }

  #remembered({ setup, date, version }: DayAt): OccupancyRow[] | undefined {
    const known = this.#days.get(keyOf(setup.id, date));
    return known?.version === version ? known.taken : undefined;
  }

  #known(kind: string, { setup, date, version }: DayAt, nowMs: number): View | undefined {
    const view = this.#views.get(`${kind} ${keyOf(setup.id, date)}`);
    const counts =
      view?.version === version &&
      view.configVersion === setup.configVersion &&
      view.fromMs <= nowMs &&
      nowMs < view.untilMs;
    return counts ? view : undefined;
  }

  #keep(kind: string, { setup, date, version }: DayAt, nowMs: number, value: unknown): View {
    const untilMs = nextViewChangeMs(setup.calendar, date, nowMs) ?? Number.POSITIVE_INFINITY;
    const view: View = { configVersion: setup.configVersion, version, fromMs: nowMs, untilMs, value };
    this.#views.set(`${kind} ${keyOf(setup.id, date)}`, view);
    return view;
  }

  /** The restaurant's page, if it is remembered as it is at that version and on that local date. */
  page(id: RestaurantId, configVersion: number, today: ServiceDate): RestaurantPage | undefined {
    const known = this.#pages.get(id);
    return known?.configVersion === configVersion && known.page.today === today ? known.page : undefined;
  }

  /** `configVersion` was read before anything of the page. */
  keepPage(id: RestaurantId, configVersion: number, page: RestaurantPage): void {
    this.#pages.set(id, { configVersion, page });
  }

  async #readTaken(days: readonly DayId[]): Promise<OccupancyRow[][]> {
    const distinct = [...new Map(days.map((day) => [keyOf(day.id, day.date), day])).values()];
    const [rows] = await this.pool.query<RowDataPacket[]>(
      `SELECT restaurant_id, service_date, minute, table_id, taken FROM occupancy WHERE (restaurant_id, service_date) IN (?) AND taken > 0`,
      [distinct.map(({ id, date }) => [id, date])],
    );
    const found = new Map<string, OccupancyRow[]>();
    for (const row of rows) {
      const key = keyOf(row.restaurant_id, row.service_date);
      const granule = { minute: row.minute, tableId: row.table_id, taken: row.taken };
      const known = found.get(key);
      if (known) known.push(granule);
      else found.set(key, [granule]);
    }
    return days.map(({ id, date }) => found.get(keyOf(id, date)) ?? NOTHING);
  }
}
