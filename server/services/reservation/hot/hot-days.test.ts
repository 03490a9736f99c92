import { describe, expect, it } from 'vitest';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { HotDays } from './hot-days';

const day = (name: string) => ({ restaurantId: `rst_${name}` as RestaurantId, serviceDate: '2026-12-01' });
const quiet = { wanted: 1, refused: 0 };

function days() {
  let nowMs = 1_000_000;
  const hot = new HotDays(() => nowMs);
  return { hot, later: (ms: number) => (nowMs += ms) };
}

describe('which days are hot', () => {
  it('a process alone never contends, however much it writes', () => {
    const { hot, later } = days();
    for (let version = 0; version < 100; version++, later(20))
      hot.note(day('a'), { ...quiet, before: version, after: version + 1 });
    expect(hot.isContended(day('a'))).toBe(false);
  });

  it('another’s writes between one’s own make it contended; seconds after they end it is not', () => {
    const { hot, later } = days();
    for (let version = 0; version < 10; version += 2, later(20))
      hot.note(day('a'), { ...quiet, before: version, after: version + 1 });
    expect(hot.isContended(day('a'))).toBe(true);
    expect(hot.isContended(day('b'))).toBe(false);
    later(10_000);
    expect(hot.isContended(day('a'))).toBe(false);
  });

  it('one cancellation in between is no contention', () => {
    const { hot } = days();
    hot.note(day('a'), { ...quiet, before: 4, after: 5 });
    hot.note(day('a'), { ...quiet, before: 6, after: 7 });
    expect(hot.isContended(day('a'))).toBe(false);
  });

  it('refusals that pile up make it crowded, those of the gate keep it so, and it fades', () => {
    const { hot, later } = days();
    hot.note(day('a'), { wanted: 19, refused: 19, before: 1, after: 1 });
    expect(hot.isCrowded(day('a'))).toBe(false);
    hot.note(day('a'), { wanted: 10, refused: 10, before: 1, after: 1 });
    for (let second = 0; second < 30; second++, later(1_000))
      for (let one = 0; one < 20; one++) hot.noteRefused(day('a'));
    expect(hot.isCrowded(day('a'))).toBe(true);
    later(20_000);
    expect(hot.isCrowded(day('a'))).toBe(false);
  });

  it('the most wanted of the last minute come first, and are forgotten after it', () => {
    const { hot, later } = days();
    hot.note(day('old'), { wanted: 500, refused: 400, before: 0, after: 1 });
    later(61_000);
    hot.note(day('a'), { wanted: 3, refused: 1, before: 0, after: 1 });
    hot.note(day('b'), { wanted: 9, refused: 0, before: 0, after: 1 });
    later(30_000);
    hot.note(day('a'), { wanted: 3, refused: 2, before: 1, after: 2 });
    expect(hot.top(2)).toEqual([
      { ...day('b'), wanted: 9, refused: 0, hot: false },
      { ...day('a'), wanted: 6, refused: 3, hot: false },
    ]);
  });
});
