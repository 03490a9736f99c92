import { LRUCache } from 'lru-cache';
import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import { type BoundRules, bindRules } from '@/server/domain/coupon/rules';
import type { CampaignId } from '@/server/domain/shared/ids';

type Entry = { version: number; rules: BoundRules };

/** Campaigns' rules kept between calls. An entry counts only while its version is the one just read from the database. */
export class RulesCache {
  readonly #entries = new LRUCache<CampaignId, Entry>({ max: 5_000 });

  /** Rules of the given campaigns at the given versions; loads those it has not. */
  async get(
    connection: Pool | PoolConnection,
    versions: ReadonlyMap<CampaignId, number>,
  ): Promise<Map<CampaignId, BoundRules>> {
    const found = new Map<CampaignId, BoundRules>();
    const stale: CampaignId[] = [];
    for (const [id, version] of versions) {
      const known = this.#entries.get(id);
      if (known?.version === version) found.set(id, known.rules);
      else stale.push(id);
    }
    if (stale.length === 0) return found;
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT id, version, rules FROM coupon_campaigns WHERE id IN (?)',
      [stale],
    );
    for (const row of rows) {
      const rules = bindRules(typeof row.rules === 'string' ? JSON.parse(row.rules) : row.rules);
      found.set(row.id, rules);
      this.#entries.set(row.id, { version: row.version, rules });
    }
    return found;
  }
}
