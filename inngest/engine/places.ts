import type { Tx } from './store';

/** `available_at` of an item that waits for a place: beyond every clock. */
export const NEVER = 8_640_000_000_000_000;

/**
 * Gives the place of an item that ended, was postponed or was dropped to the next that waits under its key. Called for
 * every item that was not itself waiting, so as long as items wait there is one that will call this: no wake-up is lost.
 */
export async function freePlaces(tx: Tx, concKeys: (string | null)[]): Promise<void> {
  for (const key of concKeys) {
    if (key === null) continue;
    await tx.write(
      'UPDATE engine_queue SET blocked = 0, available_at = queued_at WHERE conc_key = ? AND blocked = 1 ORDER BY queued_at, id LIMIT 1',
      [key],
    );
  }
}
