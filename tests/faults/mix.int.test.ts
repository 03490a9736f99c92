import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS, MIXED } from './faults';
import { isFertile, PLANTS, plantOnce } from './plant';
import { runOnce } from './run';
import { type Stack, startStack } from './stack';

/** As `npm run faults -- --seed 11 --mix`. */
const SEED = 11;

let stack: Stack;
let sound = true;

beforeAll(async () => {
  stack = await startStack({ webs: 2 });
}, 120_000);
afterAll(async () => {
  await stack?.close();
}, 60_000);

describe('people book, pay and cancel while things break', () => {
  it.each(MIXED.map((fault) => [fault.what, fault] as const))(
    '%s: quiet in the end, and nothing is lost, doubled or owed',
    async (_what, fault) => {
      // What one run broke would be found by all that follow.
      if (!sound) await stack.renew();
      const result = await runOnce(stack, fault, SEED);
      sound = result.violations.length === 0;
      expect(result.violations, result.history ?? '').toEqual([]);
      expect(result.struck, 'the fault never struck').toBeGreaterThan(0);
    },
    120_000,
  );
});

describe('a broken invariant that is planted', () => {
  it('finds something to be planted into', async () => {
    const calm = FAULTS.find(({ name }) => name === 'calm')!;
    for (let seed = SEED + 1; !(await isFertile(stack)); seed++) await runOnce(stack, calm, seed);
  }, 60_000);

  it.each(PLANTS.map((plant) => [plant.name, plant] as const))(
    '%s is found, or the database refuses it',
    async (_name, plant) => {
      const result = await plantOnce(stack, plant);
      expect(result.ok, `expected ${result.expected}, saw ${JSON.stringify(result.seen)}`).toBe(true);
    },
  );
});
