import { describe, expect, it } from 'vitest';
import type { RoomId } from '../shared/ids';
import { phaseOf, placeOf, pollAfterMs, type RoomDocument, STALE_MS, standingOf } from './room';

const NOW = 1_800_000_000_000;
const document = (facts: Partial<RoomDocument> = {}): RoomDocument => ({
  id: 'rom_x' as RoomId,
  phase: 'open',
  nowMs: NOW,
  lobbyAtMs: NOW - 7_200_000,
  opensAtMs: NOW - 3_600_000,
  fromDate: '2026-12-01',
  toDate: '2026-12-31',
  seedHash: '',
  seed: null,
  lobbySize: 100,
  joined: 5_000,
  served: 200,
  ratePerMinute: 60,
  pace: 30,
  inside: 10,
  called: 2,
  places: 20,
  left: null,
  ...facts,
});

describe('a place', () => {
  const drawn = Uint32Array.from({ length: 100 }, (_, index) => 100 - index);
  it('is drawn for those of the lobby, and the number itself after it', () => {
    expect(placeOf(1, document(), drawn)).toBe(100);
    expect(placeOf(101, document(), drawn)).toBe(101);
    expect(placeOf(1, document({ lobbySize: null }), null)).toBeNull();
  });
});

describe('standing in line', () => {
  it('counts those ahead, and expects by the last minute’s pace', () => {
    expect(standingOf(document(), 231, 231)).toEqual({ kind: 'waiting', place: 231, ahead: 30, etaMs: 62_000 });
    expect(standingOf(document(), 200, 200)).toEqual({ kind: 'called', place: 200 });
    expect(standingOf(document({ lobbySize: null }), 7, null)).toEqual({ kind: 'lobby', number: 7 });
  });
  it('expects by the set rate in the first minute and while nobody was called, and nothing while the room stands still', () => {
    const eta = (facts: Partial<RoomDocument>) => {
      const standing = standingOf(document(facts), 260, 260);
      return standing.kind === 'waiting' ? standing.etaMs : undefined;
    };
    expect(eta({ opensAtMs: NOW - 1_000, pace: 3 })).toBe(60_000);
    expect(eta({ pace: 0 })).toBe(60_000);
    expect(eta({ phase: 'paused' })).toBeNull();
    expect(eta({ phase: 'closed' })).toBeNull();
  });
});

describe('asking again', () => {
  const at = (place: number) => pollAfterMs(document(), standingOf(document(), place, place));
  it('is the seldomer the farther, between one and fifteen seconds', () => {
    expect(at(201)).toBe(1_000);
    expect(at(5_000)).toBe(15_000);
    expect(at(260)).toBeGreaterThan(at(220));
  });
  it('comes near the opening as the opening does', () => {
    const opensIn = (ms: number) => pollAfterMs(document({ opensAtMs: NOW + ms, phase: 'lobby' }), null);
    expect(opensIn(600_000)).toBe(15_000);
    expect(opensIn(20_000)).toBe(2_000);
    expect(opensIn(500)).toBe(1_000);
  });
  it('never lets a turn come and go: whoever is called next second asks within a few', () => {
    expect(at(230)).toBeLessThanOrEqual(5_000);
  });
});

describe('a phase', () => {
  const room = {
    status: 'ON' as const,
    lobbyAtMs: NOW - 60_000,
    opensAtMs: NOW - 30_000,
    tickedAtMs: NOW,
    soldOut: false,
  };
  it('follows the clock, the owner, the stock and whoever leads', () => {
    expect(phaseOf(room, NOW - 61_000)).toBe('scheduled');
    expect(phaseOf(room, NOW - 31_000)).toBe('lobby');
    expect(phaseOf(room, NOW)).toBe('open');
    expect(phaseOf({ ...room, status: 'PAUSED' }, NOW)).toBe('paused');
    expect(phaseOf({ ...room, status: 'ENDED' }, NOW)).toBe('ended');
    expect(phaseOf({ ...room, soldOut: true }, NOW)).toBe('sold-out');
  });
  it('says that nobody is let in when no leader took a turn for some seconds, but not in the first seconds', () => {
    expect(phaseOf(room, NOW + STALE_MS + 1)).toBe('closed');
    expect(phaseOf({ ...room, tickedAtMs: null }, NOW - 29_000)).toBe('open');
    expect(phaseOf({ ...room, tickedAtMs: null }, NOW)).toBe('closed');
  });
});
