import { ulid } from 'ulid';
import { ID_PREFIXES, type Id, type IdKind } from '@/server/domain/shared/ids';
import type { Random } from './random';

/** An id as if made at `atMs`, drawn from `random`: the demo's ids sort by the time of what they name. */
export const seedId = <K extends IdKind>(kind: K, atMs: number, random: Random): Id<K> =>
  `${ID_PREFIXES[kind]}_${ulid(atMs, random.next).toLowerCase()}` as Id<K>;

// As codes of real bookings: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
const ALPHABET = '34679ACDEFGHJKMNPQRTWXY';

/** A code for the door that is not among `used` (those of the same restaurant's day); adds it. */
export function seedCode(random: Random, used: Set<string>): string {
  let code: string;
  do code = Array.from({ length: 6 }, () => random.pick([...ALPHABET])).join('');
  while (used.has(code));
  used.add(code);
  return code;
}
