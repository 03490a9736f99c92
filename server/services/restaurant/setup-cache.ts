import { LRUCache } from 'lru-cache';
import type { Pool, PoolConnection } from 'mysql2/promise';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { loadSetups, type RestaurantSetup } from './setup';

/**
 * Setups kept between calls. An entry counts only while its `configVersion` is the one just read from the database,
 * so a stale one costs a read and never a wrong decision.
 */
export class SetupCache {
  readonly #entries: LRUCache<RestaurantId, RestaurantSetup>;

  constructor(limit = 5_000) {
    this.#entries = new LRUCache({ max: limit });
  }

  /** Setups of the given restaurants at the given versions; loads those it has not. */
  async get(
    connection: Pool | PoolConnection,
    versions: ReadonlyMap<RestaurantId, number>,
  ): Promise<Map<RestaurantId, RestaurantSetup>> {
    const found = new Map<RestaurantId, RestaurantSetup>();
    const stale: RestaurantId[] = [];
    for (const [id, version] of versions) {
      const known = this.#entries.get(id);
      if (known?.configVersion === version) found.set(id, known);
      else stale.push(id);
    }
    for (const [id, setup] of await loadSetups(connection, stale)) {
      found.set(id, setup);
      this.#entries.set(id, setup);
    }
    return found;
  }
}
