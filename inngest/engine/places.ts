import type { Tx } from './store';

/** `available_at` of an item that waits for a place: beyond every clock. */
export const NEVER = 8_640_000_000_000_000;

/** Enters the row that `lockPlaces` locks. */
export const registerPlaces = (tx: Tx): Promise<number> =>
  tx.write("INSERT INTO engine_locks (name) VALUES ('places') ON DUPLICATE KEY UPDATE name = name");

/**
 * Held until the end of the transaction by whoever counts places, frees one, or drops an item that waits for one; taken
 * before the rows of such items. Without it, two engines could both see the last place free; and an item could be told to
 * wait just after the last one it waits for has ended, and wait for ever.
 */
export const lockPlaces = (tx: Tx): Promise<unknown> =>
  tx.rows("SELECT name FROM engine_locks WHERE name = 'places' FOR UPDATE");

/**
 * Gives the place of an item that ended, was postponed or was dropped to the next that waits under its key. Called for
 * every item that was not itself waiting, so as long as items wait there is one that will call this: no wake-up is lost.
 */
export async function freePlaces(tx: Tx, concKeys: (string | null)[]): Promise<void> {
  const keys = concKeys.filter((key) => key !== null);
  if (keys.length === 0) return;
  await lockPlaces(tx);
  for (const key of keys) {
    // Looked up first and then changed by its id: a search that changes rows would lock those it passes over.
    const [next] = await tx.rows<{ id: number }>(
      'SELECT id FROM engine_queue WHERE conc_key = ? AND blocked = 1 ORDER BY queued_at, id LIMIT 1',
      [key],
    );
    if (next) await tx.write('UPDATE engine_queue SET blocked = 0, available_at = queued_at WHERE id = ?', [next.id]);
  }
}

/** Takes all that is queued for a run off the queue, and hands on the places it held or stood in line for. */
export async function dropItems(tx: Tx, runId: string): Promise<void> {
  const items = await tx.rows<{ id: number; concKey: string | null }>(
    'SELECT id, conc_key AS concKey FROM engine_queue WHERE run_id = ?',
    [runId],
  );
  if (items.some((item) => item.concKey !== null)) await lockPlaces(tx);
  for (const item of items) await tx.write('DELETE FROM engine_queue WHERE id = ?', [item.id]);
  await freePlaces(
    tx,
    items.map((item) => item.concKey),
  );
}
