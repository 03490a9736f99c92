import { describe, expect, it } from 'vitest';
import { CALL_MS, RETURN_MS } from './room';
import { endOf, type RoomEnd, type TicketFacts, turnOf } from './turns';

const NOW = 1_800_000_000_000;
const ticket = (facts: Partial<TicketFacts>) =>
  turnOf(
    {
      place: 5,
      served: 4,
      calledAtMs: null,
      left: false,
      spent: false,
      lapsed: false,
      entered: false,
      insideUntilMs: null,
      ...facts,
    },
    NOW,
  );

describe('a turn', () => {
  it('is waited for before the draw in the lobby, and after it until the place is called', () => {
    expect(ticket({ place: null }).state).toBe('lobby');
    expect(ticket({}).state).toBe('waiting');
  });
  it('is kept for a minute from the call, can be taken late for ten, and is missed then', () => {
    const since = (ms: number) => ticket({ served: 5, calledAtMs: NOW - ms });
    expect(since(0)).toEqual({ state: 'called', untilMs: NOW + CALL_MS });
    expect(since(CALL_MS - 1).state).toBe('called');
    expect(since(CALL_MS)).toEqual({ state: 'late', untilMs: NOW - CALL_MS + RETURN_MS });
    expect(since(RETURN_MS - 1).state).toBe('late');
    expect(since(RETURN_MS).state).toBe('missed');
  });
  it('that was called in this very moment is a call', () => {
    expect(ticket({ served: 5, calledAtMs: null })).toEqual({ state: 'called', untilMs: NOW + CALL_MS });
  });
  it('who was inside and took nothing may step in late, and is not called again', () => {
    const once = { served: 5, calledAtMs: NOW - 1_000, entered: true };
    expect(ticket({ ...once, insideUntilMs: NOW + 1 })).toEqual({ state: 'inside', untilMs: NOW + 1 });
    expect(ticket({ ...once, insideUntilMs: NOW }).state).toBe('late');
  });
  it('ends when a table is held by it, when that came to nothing, and when it was given up', () => {
    const inside = { served: 5, insideUntilMs: NOW + 1 };
    expect(ticket({ ...inside, spent: true }).state).toBe('spent');
    expect(ticket({ ...inside, lapsed: true }).state).toBe('missed');
    expect(ticket({ left: true }).state).toBe('left');
  });
});

describe('a room', () => {
  const minutes = (count: number) => count * 60_000;
  const room = (facts: Partial<RoomEnd>) =>
    endOf(
      {
        kind: 'opening',
        opensAtMs: NOW - minutes(60),
        soldOutAtMs: null,
        lastCallMs: null,
        anybody: false,
        past: false,
        ...facts,
      },
      NOW,
    );
  it('goes on while somebody is there and before it opens', () => {
    expect(room({ anybody: true })).toBeNull();
    expect(room({ opensAtMs: NOW + 1 })).toBeNull();
  });
  it('ends when nobody has come for as long as its kind waits', () => {
    expect(room({ kind: 'rush', lastCallMs: NOW - minutes(1) })).toBeNull();
    expect(room({ kind: 'rush', lastCallMs: NOW - minutes(2) })).toBe('empty');
    expect(room({ lastCallMs: NOW - minutes(14) })).toBeNull();
    expect(room({ lastCallMs: NOW - minutes(15) })).toBe('empty');
    expect(room({ kind: 'owner', lastCallMs: NOW - minutes(60) })).toBeNull();
  });
  it('ends a quarter of an hour after it sold out, and when its dates are over', () => {
    const sold = { kind: 'owner' as const, soldOutAtMs: NOW - minutes(15) };
    expect(room({ ...sold, soldOutAtMs: NOW - minutes(14) })).toBeNull();
    expect(room(sold)).toBe('sold-out');
    expect(room({ past: true, anybody: true })).toBe('past');
  });
});
