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

/** Keys looked after in one statement. */
const AT_ONCE = 50;

/**
 * Gives the places of items that ended, were postponed or were dropped to the next that wait under their keys. Called for
 * every item that was not itself waiting, so as long as items wait there is one that will call this: no wake-up is lost.
 * Answers whether somebody was told.
 */
export async function freePlaces(tx: Tx, concKeys: string[]): Promise<boolean> {
  const places = new Map<string, number>();
  for (const key of concKeys) places.set(key, (places.get(key) ?? 0) + 1);
  const keys = [...places];
  if (keys.length === 0) return false;
  await lockPlaces(tx);
  let told = false;
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const some = keys.slice(from, from + AT_ONCE);
    // Looked up first and then changed by their ids: a search that changes rows would lock those it passes over.
    const next = await tx.rows<{ id: number }>(
      some
        .map(() => '(SELECT id FROM engine_queue WHERE conc_key = ? AND blocked = 1 ORDER BY queued_at, id LIMIT ?)')
        .join(' UNION ALL '),
      some.flat(),
    );
    if (next.length === 0) continue;
    told = true;
    await tx.write('UPDATE engine_queue SET blocked = 0, available_at = queued_at WHERE id IN (?)', [
      next.map((item) => item.id),
    ]);
  }
  return told;
}
