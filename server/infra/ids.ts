import { randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import { ID_PREFIXES, type Id, type IdKind } from '@/server/domain/shared/ids';

/** Random bytes taken from the system in one go: for one at a time the library would ask it sixteen times an id. */
const pool = new Uint8Array(4096);
let used = pool.length;

function random(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool[used++]! / 256;
}

const next = monotonicFactory(random);

/** A new id: prefix, `_`, ULID in lower case. Ids of one process sort in the order they were made. */
export const newId = <K extends IdKind>(kind: K): Id<K> => `${ID_PREFIXES[kind]}_${next().toLowerCase()}` as Id<K>;
