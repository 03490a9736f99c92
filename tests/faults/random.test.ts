import { expect, it } from 'vitest';
import { createRandom } from './random';

const draws = (seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: 20 }, () => random.int(0, 1_000));
};

it('the same seed draws the same, another seed something else', () => {
  expect(draws(7)).toEqual(draws(7));
  expect(draws(7)).not.toEqual(draws(8));
});

it('a fork draws the same however much its parent has drawn, and not what another fork draws', () => {
  const fresh = createRandom(7);
  const used = createRandom(7);
  for (let n = 0; n < 50; n++) used.next();
  const first = fresh.fork('diner-1');
  expect(first.int(0, 1e9)).toBe(used.fork('diner-1').int(0, 1e9));
  expect(createRandom(7).fork('diner-1').next()).not.toBe(createRandom(7).fork('diner-2').next());
});

it('whole numbers keep to their bounds, and every weight above zero is drawn', () => {
  const random = createRandom(3);
  const numbers = Array.from({ length: 500 }, () => random.int(2, 4));
  expect([...new Set(numbers)].sort()).toEqual([2, 3, 4]);
  const words = Array.from({ length: 500 }, () => random.weighed({ often: 9, seldom: 1, never: 0 }));
  expect([...new Set(words)].sort()).toEqual(['often', 'seldom']);
});
