import { describe, expect, it } from 'vitest';
import type { MyPlace, RoomNotice } from '@/server/services/room';
import { stripOf } from './strip';

const OPENS = 1_800_000_000_000;
const HOUR = 3_600_000;
const room = (phase: RoomNotice['phase']) =>
  ({ phase, lobbyAtMs: OPENS - HOUR, opensAtMs: OPENS, nowMs: OPENS }) as RoomNotice;
const mine = (changes: Partial<MyPlace>) => ({ number: 7, untilMs: null, ...changes }) as MyPlace;
const at = (nowMs: number, phase: RoomNotice['phase'] = 'open') =>
  stripOf({ room: room(phase), mine: null, keptUntilMs: null, nowMs }).kind;

describe('what a restaurant’s page says of its line', () => {
  it('is announced a day before its lobby, by the clock', () => {
    expect([-26, -25, -2, -1, -0.5, 0].map((hours) => at(OPENS + hours * HOUR, 'scheduled'))).toEqual([
      'none',
      'soon',
      'soon',
      'lobby',
      'lobby',
      'line',
    ]);
    expect([at(OPENS, 'sold-out'), at(OPENS, 'paused'), at(OPENS, 'closed'), at(OPENS, 'ended')]).toEqual([
      'sold-out',
      'line',
      'line',
      'none',
    ]);
  });
  it('counts down for who was let in, here or on another device, and only as long as that lasts', () => {
    const inside = mine({ state: 'inside', untilMs: OPENS + 5_000 });
    expect(stripOf({ room: room('open'), mine: inside, keptUntilMs: null, nowMs: OPENS })).toEqual({
      kind: 'inside',
      untilMs: OPENS + 5_000,
    });
    expect(stripOf({ room: room('open'), mine: null, keptUntilMs: OPENS + 1, nowMs: OPENS })).toMatchObject({
      kind: 'inside',
    });
    expect(stripOf({ room: room('open'), mine: inside, keptUntilMs: null, nowMs: OPENS + 5_000 }).kind).toBe('line');
  });
  it('is nothing any more for who has their table, and their place for who waits', () => {
    const stands = (state: MyPlace['state']) =>
      stripOf({ room: room('open'), mine: mine({ state }), keptUntilMs: OPENS + HOUR, nowMs: OPENS }).kind;
    expect(stands('spent')).toBe('none');
    expect(
      stripOf({ room: room('open'), mine: mine({ state: 'waiting' }), keptUntilMs: null, nowMs: OPENS }).kind,
    ).toBe('mine');
  });
});
