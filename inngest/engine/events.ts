import { bySize } from './flush';
import { newId } from './ids';
import { canonicalJson } from './json';
import type { EngineEvent } from './types';
import type { Work } from './work';

export type StoredEvent = { ref: string; event: EngineEvent };

/** Stores events in one statement; answers those that were not here before under their name and id. */
export async function storeEvents(work: Work, events: EngineEvent[]): Promise<StoredEvent[]> {
  if (events.length === 0) return [];
  const stored = events.map((event) => ({ ref: newId(), event }));
  const rows = stored.map(({ ref, event }) => [ref, event.name, event.id, canonicalJson(event), work.now] as const);
  for (const part of bySize(rows, (row) => row[3].length)) {
    await work.tx.write(
      'INSERT INTO engine_events (id, name, event_id, payload, received_at) VALUES ? ON DUPLICATE KEY UPDATE received_at = received_at',
      [part],
    );
  }
  // Counting rows would not tell which of them were new.
  const kept = await work.tx.rows<{ id: string }>('SELECT id FROM engine_events WHERE id IN (?)', [
    stored.map(({ ref }) => ref),
  ]);
  const refs = new Set(kept.map((row) => row.id));
  return stored.filter(({ ref }) => refs.has(ref));
}
