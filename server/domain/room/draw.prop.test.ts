import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawLobby, hashOfSeed } from './draw';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

describe('the draw of a lobby', () => {
  it('gives every number one place and every place one number', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 0, max: 300 }), async (seed, size) => {
        const places = await drawLobby(seed, size);
        expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, index) => index + 1));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for everybody who does it again', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        expect(await drawLobby(seed, 50)).toEqual(await drawLobby(seed, 50));
      }),
      { numRuns: 20 },
    );
  });

  it('favours no order: of four people each of the 24 orders comes about as often as the others', async () => {
    const draws = 4_800;
    const seen = new Map<string, number>();
    for (let index = 0; index < draws; index++) {
      const seed = index.toString(16).padStart(64, '0');
      const order = (await drawLobby(seed, 4)).join();
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    const expected = draws / 24;
    const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 23 degrees of freedom: above 49.7 once in a thousand tries, and the seeds are fixed.
    expect(chiSquare).toBeLessThan(49.7);
  });

  it('draws a hundred thousand in a blink', async () => {
    const since = performance.now();
    expect(await drawLobby('ab'.repeat(32), 110_000)).toHaveLength(110_000);
    expect(performance.now() - since).toBeLessThan(2_000);
  });

  it('comes out as another implementation of the documented lines has it', async () => {
    // The lines of docs/concepts/waiting-room.md in Python, with hashlib and cryptography.
    expect(await hashOfSeed('00'.repeat(32))).toBe('66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925');
    expect([...(await drawLobby('00'.repeat(32), 10))]).toEqual([1, 4, 8, 6, 3, 10, 2, 5, 9, 7]);
    expect([...(await drawLobby('0123456789abcdef'.repeat(4), 10))]).toEqual([10, 7, 5, 4, 3, 6, 8, 9, 1, 2]);
  });
});
