import { describe, expect, it } from 'vitest';
import type { OwnerRoom } from '@/server/services/room';
import { linePoints, type RoomSample, SHOWN_MS, withRoom } from './samples';

const room = (nowMs: number, waiting: number, pace = 0) => ({ document: { nowMs, pace }, waiting }) as OwnerRoom;

describe('the last minutes of a room', () => {
  it('are kept as long as they are shown, each moment once', () => {
    let samples: readonly RoomSample[] = [];
    for (const at of [0, 2_000, 2_000, 1_000, SHOWN_MS + 1_000]) samples = withRoom(samples, room(at, at));
    expect(samples.map(({ atMs }) => atMs)).toEqual([2_000, SHOWN_MS + 1_000]);
  });
  it('are a line with the newest at the right, from nothing to the top', () => {
    const samples = [room(0, 10), room(SHOWN_MS / 2, 5), room(SHOWN_MS, 0)].reduce(
      withRoom,
      [] as readonly RoomSample[],
    );
    expect(linePoints(samples.slice(0, 1), 'waiting', 10)).toBe('');
    expect(linePoints(samples, 'waiting', 10)).toBe('50.00,50.00 100.00,100.00');
    expect(linePoints(samples, 'waiting', 0)).toBe('50.00,100.00 100.00,100.00');
  });
});
