import { LRUCache } from 'lru-cache';
import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import { type BoundRules, bindRules, type StoredRule } from '@/server/domain/coupon/rules';
import type { CampaignId } from '@/server/domain/shared/ids';

type Entry = { version: number; rules: BoundRules | null };

/** Campaigns' rules kept between calls. An entry counts only while its version is the one just read from the database. */
export class RulesCache {
  readonly #entries = new LRUCache<CampaignId, Entry>({ max: 5_000 });

  /** Rules of the given campaigns at the given versions; loads those it has not. Without those that cannot be read. */
  async get(
    connection: Pool | PoolConnection,
    versions: ReadonlyMap<CampaignId, number>,
  ): Promise<Map<CampaignId, BoundRules>> {
    const found = new Map<CampaignId, BoundRules>();
    const stale: CampaignId[] = [];
    for (const [id, version] of versions) {
      const known = this.#entries.get(id);
      if (known?.version !== version) stale.push(id);
      else if (known.rules) found.set(id, known.rules);
    }
    if (stale.length === 0) return found;
    const [rows] = await connection.query<RowDataPacket[]>(
      'SELECT id, version, rules FROM coupon_campaigns WHERE id IN (?)',
      [stale],
    );
    for (const row of rows) {
      const rules = readRules(row.rules);
      if (rules) found.set(row.id, rules);
      this.#entries.set(row.id, { version: row.version, rules });
    }
    return found;
  }
}

/** A rule that this release does not know makes its coupons useless, and must not sink the holds beside them. */
function readRules(stored: unknown): BoundRules | null {
  try {
    return bindRules(typeof stored === 'string' ? JSON.parse(stored) : (stored as StoredRule[]));
  } catch {
    return null;
  }
}
