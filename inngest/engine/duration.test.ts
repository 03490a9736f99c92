import { decodeTime } from 'ulid';
import { describe, expect, it } from 'vitest';
import { parseDurationMs, parseRetryAfter, parseWhen, serverBackoffMs } from './duration';
import { eventIdFromSeed } from './ids';
import { secretsEqual, signBody } from './sign';

describe('durations', () => {
  it.each([
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
    ['1w', 604_800_000],
    ['500ms', 500],
    ['', 0],
    ['1 hour', undefined],
    ['1h nonsense', undefined],
    ['-5s', undefined],
  ])('%s is %s ms', (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms);
  });

  it('reads a sleep until a date as that date', () => {
    expect(parseWhen('2026-01-02T03:04:05.678Z', 0)).toBe(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
    expect(parseWhen('10s', 1_000)).toBe(11_000);
    expect(parseWhen('soon', 0)).toBeUndefined();
  });

  it('reads retry-after as seconds or as a date', () => {
    expect(parseRetryAfter('3', 1_000)).toBe(4_000);
    expect(parseRetryAfter('2026-01-01T00:00:00Z', 0)).toBe(Date.UTC(2026, 0, 1));
    expect(parseRetryAfter('later', 0)).toBeUndefined();
  });

  it('backs off as Inngest does, with up to 30 s of jitter', () => {
    [15, 30, 60, 120, 300].forEach((seconds, attempt) => {
      const wait = serverBackoffMs(attempt);
      expect(wait).toBeGreaterThanOrEqual(seconds * 1_000);
      expect(wait).toBeLessThanOrEqual(seconds * 1_000 + 30_000);
    });
    expect(serverBackoffMs(50)).toBeGreaterThanOrEqual(7_200_000);
  });
});

describe('ids and signatures', () => {
  it('derives the same event id from the same seed and place, and another from another', () => {
    const seed = '1767225600000,AAAA';
    expect(eventIdFromSeed(seed, 0)).toBe(eventIdFromSeed(seed, 0));
    expect(eventIdFromSeed(seed, 0)).not.toBe(eventIdFromSeed(seed, 1));
    expect(decodeTime(eventIdFromSeed(seed, 0))).toBe(1_767_225_600_000);
    expect(eventIdFromSeed('nonsense', 0)).toMatch(/^0{10}/);
  });

  it('signs with the key without its prefix', () => {
    const signature = signBody('{}', 'signkey-prod-abcd', 1_700_000_000_999);
    expect(signature).toMatch(/^t=1700000000&s=[0-9a-f]{64}$/);
    expect(signBody('{}', 'abcd', 1_700_000_000_000)).toBe(signature);
  });

  it('compares secrets', () => {
    expect([secretsEqual('a', 'a'), secretsEqual('a', 'b'), secretsEqual('a', 'aa')]).toEqual([true, false, false]);
  });
});
