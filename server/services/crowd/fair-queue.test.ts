import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairQueue } from './fair-queue';

const always = () => true;

function filled(lines: Record<string, number>): FairQueue<string, string> {
  const queue = new FairQueue<string, string>();
  for (const [key, length] of Object.entries(lines)) for (let at = 0; at < length; at++) queue.push(key, `${key}${at}`);
  return queue;
}

describe('a queue of lines that take turns', () => {
  it('one line alone gets all the room, in its order', () => {
    expect(filled({ a: 5 }).take(3, always)).toEqual(['a0', 'a1', 'a2']);
  });

  it('a long line leaves the short ones their share, and takes the room they leave', () => {
    const taken = filled({ hot: 100, b: 1, c: 1 }).take(9, always);
    expect(taken).toEqual(expect.arrayContaining(['b0', 'c0']));
    expect(taken.filter((item) => item.startsWith('hot'))).toEqual([
      'hot0',
      'hot1',
      'hot2',
      'hot3',
      'hot4',
      'hot5',
      'hot6',
    ]);
  });

  it('with more lines than room, those left out come first the next time', () => {
    const queue = filled({ a: 2, b: 2, c: 2 });
    expect(queue.take(2, always)).toEqual(['a0', 'b0']);
    expect(queue.take(2, always)).toEqual(['c0', 'a1']);
  });

  it('a line that is not free keeps its place and its order', () => {
    const queue = filled({ a: 2, b: 1 });
    expect(queue.take(9, (key) => key !== 'a')).toEqual(['b0']);
    expect(queue.take(9, always)).toEqual(['a0', 'a1']);
    expect(queue.take(9, always)).toEqual([]);
  });

  it('whatever waits: nothing is lost or doubled, each line keeps its order, and nobody waits for more turns than lines', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 40 })),
        fc.integer({ min: 1, max: 20 }),
        (lines, most) => {
          const queue = filled(lines);
          const total = queue.size;
          const rounds: string[][] = [];
          while (queue.size > 0) rounds.push(queue.take(most, always));
          const all = rounds.flat();
          expect(all).toHaveLength(total);
          expect(rounds.every((round) => round.length <= most)).toBe(true);
          for (const key of Object.keys(lines)) {
            const mine = all.filter((item) => item.startsWith(key));
            expect(mine).toEqual(Array.from({ length: lines[key]! }, (_, at) => `${key}${at}`));
            const first = rounds.findIndex((round) => round.some((item) => item.startsWith(key)));
            expect(first).toBeLessThanOrEqual(Math.floor(Object.keys(lines).length / most));
          }
        },
      ),
    );
  });
});
