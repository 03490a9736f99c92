/**
 * The draw of a lobby. Its seed is fixed, and the seed's hash told, before anybody joins; afterwards the seed is told, and
 * anybody can do the draw again. It is the Fisher–Yates shuffle, which makes every order equally likely, and its random
 * numbers are the key stream of AES-256 in counter mode under the seed: one call of what every browser has built in.
 * docs/concepts/waiting-room.md says how to check a number, in a few lines.
 */

/** A seed is 32 bytes, written as 64 hexadecimal digits. */
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What is told of a seed before the draw: the SHA-256 of its 32 bytes, in hexadecimal. */
export const hashOfSeed = async (seed: string): Promise<string> =>
  hexOf(await crypto.subtle.digest('SHA-256', bytesOf(seed)));

const SPARE_WORDS = 256;

/** The key stream as unsigned 32-bit numbers, big-endian. */
async function randomWords(seed: string, count: number): Promise<DataView> {
  const key = await crypto.subtle.importKey('raw', bytesOf(seed), 'AES-CTR', false, ['encrypt']);
  const zeros = new Uint8Array(4 * count);
  const counter = new Uint8Array(16);
  return new DataView(await crypto.subtle.encrypt({ name: 'AES-CTR', counter, length: 64 }, key, zeros));
}

/**
 * The place of each number of a lobby: `draw(seed, size)[number - 1]`, numbers and places from 1. A word that would favour
 * some orders over others is passed over; a lobby needs one of them about once in a hundred draws, and there are
 * 256 spare.
 */
export async function drawLobby(seed: string, size: number): Promise<Uint32Array> {
  const words = await randomWords(seed, size + SPARE_WORDS);
  const places = Uint32Array.from({ length: size }, (_, index) => index + 1);
  let next = 0;
  for (let last = size - 1; last > 0; last--) {
    const choices = last + 1;
    const fair = 2 ** 32 - (2 ** 32 % choices);
    let word: number;
    do word = words.getUint32(4 * next++);
    while (word >= fair);
    const chosen = word % choices;
    const moved = places[last]!;
    places[last] = places[chosen]!;
    places[chosen] = moved;
  }
  return places;
}
