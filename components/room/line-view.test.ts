import { describe, expect, it } from 'vitest';
import type { RoomDocument } from '@/server/domain/room/room';
import type { ReservationId, RoomId } from '@/server/domain/shared/ids';
import type { MyPlace } from '@/server/services/room';
import { isOutdated, type LineFacts, lineView } from './line-view';

const OPENS = 1_800_000_000_000;
const MINUTE = 60_000;

const document = (changes: Partial<RoomDocument> = {}): RoomDocument => ({
  id: 'room_1' as RoomId,
  phase: 'open',
  nowMs: OPENS + 5 * MINUTE,
  lobbyAtMs: OPENS - 30 * MINUTE,
  opensAtMs: OPENS,
  fromDate: '2027-01-01',
  toDate: '2027-01-31',
  seedHash: 'h',
  seed: 's',
  lobbySize: 3,
  joined: 900,
  served: 100,
  ratePerMinute: 60,
  pace: 60,
  inside: 0,
  called: 0,
  places: 60,
  left: null,
  ...changes,
});
const mine = (changes: Partial<MyPlace> = {}): MyPlace => ({
  ticket: 't',
  number: 700,
  issuedAtMs: OPENS,
  state: 'waiting',
  place: 700,
  untilMs: null,
  admission: null,
  reservationId: null,
  ...changes,
});
const facts = (changes: Partial<LineFacts> = {}): LineFacts => ({
  document: document(),
  mine: mine(),
  signedIn: true,
  drawn: null,
  nowMs: changes.document?.nowMs ?? OPENS + 5 * MINUTE,
  ...changes,
});

describe('what the page of a line shows', () => {
  it('counts who is ahead by the document, and says so when it is soon', () => {
    expect(lineView(facts())).toEqual({
      kind: 'waiting',
      ...{ number: 700, place: 700, ahead: 599, etaMs: 600_000, near: false },
    });
    expect(lineView(facts({ document: document({ served: 600 }) }))).toMatchObject({ ahead: 99, near: true });
    expect(lineView(facts({ document: document({ served: 600, phase: 'paused' }) }))).toMatchObject({
      etaMs: null,
      near: false,
    });
    expect(lineView(facts({ document: document({ phase: 'sold-out' }) }))).toMatchObject({ etaMs: null });
  });

  it('takes the place of a lobby’s number from the draw, or from the server where it cannot be drawn here', () => {
    const drawn = Uint32Array.of(3, 1, 2);
    const inLobby = mine({ number: 1, place: null, state: 'lobby' });
    const served = document({ served: 0 });
    expect(lineView(facts({ document: served, mine: inLobby, drawn }))).toMatchObject({ kind: 'waiting', place: 3 });
    expect(lineView(facts({ document: served, mine: inLobby }))).toMatchObject({ kind: 'drawing' });
    expect(lineView(facts({ document: served, mine: { ...inLobby, place: 2 } }))).toMatchObject({ place: 2 });
  });

  it('waits in the lobby until the opening, and for the draw after it', () => {
    const lobby = document({ phase: 'lobby', lobbySize: null, seed: null, nowMs: OPENS - 10_000, served: 0 });
    const inLobby = mine({ number: 1, place: null, state: 'lobby' });
    expect(lineView(facts({ document: lobby, mine: inLobby }))).toEqual({ kind: 'lobby', number: 1 });
    expect(lineView(facts({ document: lobby, mine: inLobby, nowMs: OPENS + 1 }))).toEqual({
      kind: 'drawing',
      number: 1,
    });
  });

  it('is called as soon as the document says so, and then asks until when', () => {
    const now = facts({ document: document({ served: 700 }) });
    expect(lineView(now)).toEqual({ kind: 'called', untilMs: null });
    expect(isOutdated(now)).toBe(true);
    const told = facts({ ...now, mine: mine({ state: 'called', untilMs: now.nowMs + 30_000 }) });
    expect(lineView(told)).toEqual({ kind: 'called', untilMs: now.nowMs + 30_000 });
    expect(isOutdated(told)).toBe(false);
    expect(isOutdated({ ...told, nowMs: now.nowMs + 30_001 })).toBe(true);
  });

  it('leaves the last word to the record: late, missed, given up, inside, holding a table', () => {
    const untilMs = OPENS + 9 * MINUTE;
    for (const state of ['late', 'inside'] as const) {
      expect(lineView(facts({ mine: mine({ state, untilMs }) }))).toEqual({ kind: state, untilMs });
    }
    for (const state of ['left', 'missed'] as const) {
      expect(lineView(facts({ mine: mine({ state }) }))).toEqual({ kind: state });
    }
    const ended = document({ phase: 'ended' });
    const spent = mine({ state: 'spent', reservationId: 'res_1' as ReservationId });
    expect(lineView(facts({ document: ended, mine: spent }))).toEqual({ kind: 'spent', reservationId: 'res_1' });
    expect(lineView(facts({ document: ended }))).toEqual({ kind: 'ended' });
  });

  it('lets who has no place in once the lobby is open, by the clock', () => {
    const scheduled = document({ phase: 'scheduled', lobbySize: null, nowMs: OPENS - 40 * MINUTE });
    expect(lineView(facts({ document: scheduled, mine: null }))).toEqual({ kind: 'scheduled' });
    expect(lineView(facts({ document: scheduled, mine: null, nowMs: OPENS - 30 * MINUTE }))).toEqual({
      kind: 'outside',
    });
    expect(lineView(facts({ mine: null, signedIn: false }))).toEqual({ kind: 'guest' });
  });
});
