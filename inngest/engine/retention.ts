import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from './store';

const BATCH = 500;
/** Rest between batches: what has to be done now goes first. */
const REST_MS = 20;
const DAY_MS = 86_400_000;

/**
 * Forgets finished runs and their steps after `days`, then events no run refers to, and keys that have expired, batch by
 * batch while `goOn`. Answers how many rows that were.
 */
export async function prune(
  store: Store,
  days: number,
  now: number,
  goOn: () => boolean = () => true,
): Promise<number> {
  const before = now - days * DAY_MS;
  let removed = 0;
  while (goOn()) {
    const count = await store.transact(async (tx) => {
      const runs = await tx.rows<{ id: string }>(
        'SELECT id FROM engine_runs WHERE finished_at < ? ORDER BY finished_at LIMIT ?',
        [before, BATCH],
      );
      const ids = runs.map((run) => run.id);
      if (ids.length > 0) {
        await tx.write('DELETE FROM engine_steps WHERE run_id IN (?)', [ids]);
        await tx.write('DELETE FROM engine_runs WHERE id IN (?)', [ids]);
      }
      const events = await tx.rows<{ id: string }>(
        `SELECT e.id FROM engine_events e LEFT JOIN engine_runs r ON r.event_ref = e.id
         WHERE e.received_at < ? AND r.id IS NULL ORDER BY e.received_at LIMIT ?`,
        [before, BATCH],
      );
      if (events.length > 0)
        await tx.write('DELETE FROM engine_events WHERE id IN (?)', [events.map((event) => event.id)]);
      const keys = await tx.write('DELETE FROM engine_keys WHERE expires_at < ? ORDER BY expires_at LIMIT ?', [
        now,
        BATCH,
      ]);
      return ids.length + events.length + keys;
    });
    removed += count;
    if (count === 0) break;
    await delay(REST_MS);
  }
  return removed;
}
