import { searchTerms } from '@/server/domain/restaurant/names';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { type Inserter, insertRows } from './bulk-insert';

/** A restaurant and the names people may look for it by. */
export type NamedRestaurant = { id: RestaurantId; names: readonly (string | null | undefined)[] };

/**
 * Writes the terms that restaurants are found by; they must have none yet. In the order of the primary key, so that the
 * pages of a big index are walked once a batch and not once a term.
 */
export async function insertTerms(connection: Inserter, restaurants: readonly NamedRestaurant[]): Promise<void> {
  const rows = restaurants.flatMap(({ id, names }) => searchTerms(names).map((term) => [term, id] as const));
  rows.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : 1));
  await insertRows(connection, 'restaurant_terms', ['term', 'restaurant_id'], rows);
}
