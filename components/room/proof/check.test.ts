import { describe, expect, it } from 'vitest';
import { drawLobby, hashOfSeed } from '@/server/domain/room/draw';
import { checkNumber } from './check';
import { DRAW_CODE } from './draw-code';

const SEED = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const record = async () => ({ seed: SEED, seedHash: await hashOfSeed(SEED), lobbySize: 500, joined: 600 });

type Published = {
  draw: (seed: string, size: number) => Promise<number[]>;
  fingerprint: (seed: string) => Promise<string>;
};

describe('the code that is shown for checking a draw', () => {
  const { draw, fingerprint } = new Function(`${DRAW_CODE}\nreturn { draw, fingerprint };`)() as Published;
  it('gives every number the place the product gives it', async () => {
    for (const size of [1, 2, 3, 1_000]) expect(await draw(SEED, size)).toEqual([...(await drawLobby(SEED, size))]);
  });
  it('gives the fingerprint the product promises', async () => {
    expect(await fingerprint(SEED)).toBe(await hashOfSeed(SEED));
  });
});

describe('checking a number', () => {
  it('draws again, and says whether the seed is the one that was promised', async () => {
    const places = await drawLobby(SEED, 500);
    const { seedHash, ...drawn } = await record();
    expect(await checkNumber({ ...drawn, seedHash }, 42)).toEqual({
      kind: 'drawn',
      ...{ place: places[41], hash: seedHash, promised: true },
    });
    expect(await checkNumber({ ...drawn, seedHash: 'another' }, 42)).toMatchObject({ promised: false });
  });
  it('says of a number that came after the draw that it is its own place, and of one nobody has that it is none', async () => {
    expect(await checkNumber(await record(), 501)).toEqual({ kind: 'after', place: 501 });
    for (const number of [0, 601, 1.5, Number.NaN]) {
      expect(await checkNumber(await record(), number)).toEqual({ kind: 'unknown' });
    }
  });
  it('finds nothing to check before the draw', async () => {
    expect(await checkNumber({ ...(await record()), seed: null, lobbySize: null }, 1)).toEqual({ kind: 'sealed' });
  });
});
