import { describe, expect, it } from 'vitest';
import { NEAR, type RoomDocument } from '@/server/domain/room/room';
import { askAfterMs, wantsStream } from './follow';
import { clockOf, spanOf } from './spans';
import { sizesLeft, stretches } from './times-left';

const OPENS = 1_800_000_000_000;
const lobby = (nowMs: number) => ({ phase: 'lobby', nowMs, opensAtMs: OPENS }) as RoomDocument;

describe('asking for the document', () => {
  it('spreads a lobby over two seconds after its opening instead of asking every second before it', () => {
    for (const chance of [0, 0.5, 1]) {
      const after = askAfterMs(lobby(OPENS - 9_000), null, OPENS - 9_000, chance);
      expect(after).toBe(9_500 + 2_000 * chance);
    }
    expect(askAfterMs(lobby(OPENS - 600_000), null, OPENS - 600_000, 0.5)).toBe(15_000);
  });
  it('asks every second once the opening has come and the draw has not', () => {
    expect(askAfterMs(lobby(OPENS - 100), null, OPENS + 100, 0.5)).toBe(1_000);
  });
  it('takes a stream near the front only', () => {
    const waiting = (ahead: number) => ({ kind: 'waiting' as const, place: 1, ahead, etaMs: null });
    expect([waiting(NEAR), waiting(NEAR + 1)].map(wantsStream)).toEqual([true, false]);
    expect(wantsStream({ kind: 'called', place: 1 })).toBe(true);
    expect(wantsStream(null)).toBe(false);
  });
});

describe('times in words', () => {
  it('are rounded up, the more the longer', () => {
    const minutes = (count: number) => spanOf(count * 60_000);
    expect(spanOf(59_999).unit).toBe('seconds');
    expect(minutes(1)).toMatchObject({ unit: 'minutes', minutes: 1 });
    expect(minutes(9.2)).toMatchObject({ unit: 'minutes', minutes: 10 });
    expect(minutes(11)).toMatchObject({ unit: 'minutes', minutes: 15 });
    expect(minutes(57)).toMatchObject({ unit: 'hours', hours: 1, minutes: 0 });
    expect(minutes(80)).toMatchObject({ unit: 'hours', hours: 1, minutes: 30 });
  });
  it('are a clock while they are counted', () => {
    expect([0, -5, 1, 65_000, 3_605_000].map(clockOf)).toEqual(['0:00', '0:00', '0:01', '1:05', '1:00:05']);
  });
});

describe('what is left', () => {
  it('is listed by party size as far as it was counted, eight at most', () => {
    expect(sizesLeft(null, 8)).toEqual([]);
    expect(sizesLeft({ 1: 4, 2: 0, 4: 1 }, 4)).toEqual([
      { party: 1, left: 4 },
      { party: 2, left: 0 },
      { party: 4, left: 1 },
    ]);
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index + 1, 1]));
    expect(sizesLeft(many, 12)).toHaveLength(8);
  });
  it('is said in stretches', () => {
    expect(stretches([1, 3, 4, 5, 8])).toEqual([
      { from: 1, to: 1 },
      { from: 3, to: 5 },
      { from: 8, to: 8 },
    ]);
  });
});
