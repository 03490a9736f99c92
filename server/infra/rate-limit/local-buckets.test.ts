import { describe, expect, test } from 'vitest';
import { BoundedMap, LocalBuckets } from './local-buckets';

const bucket = { burst: 3, perSecond: 2 };

describe('a bucket in memory', () => {
  test('lets a burst through, then names how long until the next token', () => {
    const buckets = new LocalBuckets(10);
    expect([1, 2, 3, 4].map(() => buckets.take('a', bucket, 1_000))).toEqual([0, 0, 0, 500]);
    expect(buckets.take('a', bucket, 1_250)).toBe(250);
    expect(buckets.take('a', bucket, 1_500)).toBe(0);
  });

  test('fills up to its burst and no further', () => {
    const buckets = new LocalBuckets(10);
    buckets.take('a', bucket, 0);
    expect([1, 2, 3, 4].map(() => buckets.take('a', bucket, 3_600_000))).toEqual([0, 0, 0, 500]);
  });

  test('keeps subjects apart', () => {
    const buckets = new LocalBuckets(10);
    for (let i = 0; i < 3; i++) buckets.take('a', bucket, 0);
    expect(buckets.take('a', bucket, 0)).toBeGreaterThan(0);
    expect(buckets.take('b', bucket, 0)).toBe(0);
  });

  test('a clock that steps back gives nothing and takes nothing', () => {
    const buckets = new LocalBuckets(10);
    for (let i = 0; i < 3; i++) buckets.take('a', bucket, 1_000);
    expect(buckets.take('a', bucket, 0)).toBe(500);
  });
});

test('a bounded map forgets what was written longest ago', () => {
  const map = new BoundedMap<string, number>(2).set('a', 1).set('b', 2).set('a', 3).set('c', 4);
  expect([...map]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});
