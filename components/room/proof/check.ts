import { drawLobby, hashOfSeed } from '@/server/domain/room/draw';
import type { RoomDocument } from '@/server/domain/room/room';

export type DrawRecord = Pick<RoomDocument, 'seed' | 'seedHash' | 'lobbySize' | 'joined'>;

/**
 * What checking a number found. `sealed`: there was no draw yet. `unknown`: nobody has that number. `after`: it came after
 * the draw, so it is its own place. `drawn`: its place by the draw done here, and whether the seed is the one that was
 * promised.
 */
export type Checked =
  | { kind: 'sealed' }
  | { kind: 'unknown' }
  | { kind: 'after'; place: number }
  | { kind: 'drawn'; place: number; hash: string; promised: boolean };

/** Does the draw again, here, for one number. */
export async function checkNumber({ seed, seedHash, lobbySize, joined }: DrawRecord, number: number): Promise<Checked> {
  if (seed === null || lobbySize === null) return { kind: 'sealed' };
  if (!Number.isInteger(number) || number < 1 || number > joined) return { kind: 'unknown' };
  if (number > lobbySize) return { kind: 'after', place: number };
  const [hash, places] = await Promise.all([hashOfSeed(seed), drawLobby(seed, lobbySize)]);
  return { kind: 'drawn', place: places[number - 1]!, hash, promised: hash === seedHash };
}
