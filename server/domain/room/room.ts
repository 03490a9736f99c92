import type { RoomId } from '../shared/ids';
import type { ServiceDate } from '../shared/time';

/** `opening`: with a restaurant's opening; `owner`: switched on; `rush`: by itself, when holds passed what can be served. */
export type RoomKind = 'opening' | 'owner' | 'rush';
export type RoomStatus = 'ON' | 'PAUSED' | 'ENDED';

/** Who is called has so long to come in; the place is kept for them. */
export const CALL_MS = 60_000;
/** So long somebody may be inside; who holds a table stays while paying. */
export const INSIDE_MS = 5 * 60_000;
/** Who was called and did not come may still step in for so long, as soon as a place is free. */
export const RETURN_MS = 10 * 60_000;
/** Without a leader's turn for so long nobody is being called. */
export const STALE_MS = 6_000;

export const RATE_RANGE = { least: 1, most: 600 } as const;
export const PLACES_RANGE = { least: 1, most: 2_000 } as const;
export const LOBBY_MINUTES_RANGE = { least: 5, most: 120 } as const;
export const USUAL_ROOM = { ratePerMinute: 60, places: 60, lobbyMinutes: 30 } as const;

/**
 * `scheduled`: not even the lobby is open; `lobby`: waiting for the draw; `open`: people are called; `paused`: by the owner;
 * `closed`: nobody can be called just now, through no decision of anybody; `sold-out`: nothing is left for any party.
 */
export type RoomPhase = 'scheduled' | 'lobby' | 'open' | 'paused' | 'closed' | 'sold-out' | 'ended';

/**
 * What everybody in a line needs to know, the same for all of them: `GET /api/rooms/ID`, fresh for a second. With a
 * ticket, a place and an expected time follow from it. Instants are epoch milliseconds.
 */
export type RoomDocument = {
  id: RoomId;
  phase: RoomPhase;
  /** The server's clock at this answer. */
  nowMs: number;
  lobbyAtMs: number;
  opensAtMs: number;
  fromDate: ServiceDate;
  toDate: ServiceDate;
  /** SHA-256 of the seed; the seed and the lobby's size only after the draw. */
  seedHash: string;
  seed: string | null;
  lobbySize: number | null;
  /** Numbers given so far. */
  joined: number;
  /** Places up to this were called. */
  served: number;
  /** The most called in a minute, as the owner set it; and how many were in the last one. */
  ratePerMinute: number;
  pace: number;
  /** People inside, and called but not there yet. */
  inside: number;
  called: number;
  places: number;
  /** Starts that can still be booked, by party size; null until it was first counted. */
  left: Record<string, number> | null;
};

/** How somebody stands in a line. */
export type Standing =
  | { kind: 'lobby'; number: number }
  | { kind: 'waiting'; place: number; ahead: number; etaMs: number | null }
  | { kind: 'called'; place: number };

type Draw = Pick<RoomDocument, 'lobbySize'>;

/** The place of a number: drawn for those of the lobby, in order of arrival after it; null before the draw. */
export function placeOf(number: number, { lobbySize }: Draw, drawn: Uint32Array | null): number | null {
  if (lobbySize === null) return null;
  if (number > lobbySize) return number;
  return drawn?.[number - 1] ?? null;
}

/**
 * How far a place still has to wait. The expected time is by the pace of the last minute, or the set rate until a minute
 * has passed; null when nobody is being called.
 */
export function standingOf(document: RoomDocument, number: number, place: number | null): Standing {
  if (place === null) return { kind: 'lobby', number };
  if (place <= document.served) return { kind: 'called', place };
  const ahead = place - document.served - 1;
  const moving = document.phase === 'open' || document.phase === 'sold-out';
  const minuteOver = document.nowMs - document.opensAtMs >= 60_000;
  const perMinute = minuteOver && document.pace > 0 ? document.pace : document.ratePerMinute;
  return { kind: 'waiting', place, ahead, etaMs: moving ? Math.round(((ahead + 1) / perMinute) * 60_000) : null };
}

/** Those nearer than so many get every change at once. */
export const NEAR = 100;
const FASTEST_MS = 1_000;
const SLOWEST_MS = 15_000;

/**
 * When a reader asks again: the farther, the seldomer, so that a long line costs little; before the opening by how far
 * off it is. Never so seldom that the reader's own turn could come and go.
 */
export function pollAfterMs(document: RoomDocument, standing: Standing | null): number {
  const within = (ms: number) => Math.min(SLOWEST_MS, Math.max(FASTEST_MS, ms));
  if (document.phase === 'ended') return SLOWEST_MS;
  if (standing?.kind === 'waiting') return within((standing.etaMs ?? 10 * SLOWEST_MS) / 20);
  if (standing?.kind === 'called') return 2 * FASTEST_MS;
  return within((document.opensAtMs - document.nowMs) / 10);
}

/** What of a room's row decides its phase. Instants are epoch milliseconds. */
export type RoomTimes = {
  status: RoomStatus;
  lobbyAtMs: number;
  opensAtMs: number;
  tickedAtMs: number | null;
  soldOut: boolean;
};

export function phaseOf(room: RoomTimes, nowMs: number): RoomPhase {
  if (room.status === 'ENDED') return 'ended';
  if (nowMs < room.lobbyAtMs) return 'scheduled';
  if (nowMs < room.opensAtMs) return 'lobby';
  if (room.soldOut) return 'sold-out';
  if (room.status === 'PAUSED') return 'paused';
  // A room that has just opened had no turn yet.
  return nowMs - Math.max(room.tickedAtMs ?? 0, room.opensAtMs) > STALE_MS ? 'closed' : 'open';
}
