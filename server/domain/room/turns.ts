import { CALL_MS, RETURN_MS, type RoomKind } from './room';

/** What is known of a ticket. Instants are epoch milliseconds. */
export type TicketFacts = {
  /** Null before the draw. */
  place: number | null;
  served: number;
  /** When the place was called; null while it was not. */
  calledAtMs: number | null;
  left: boolean;
  /** Holds or has a table by it. */
  spent: boolean;
  /** Held a table by it, and it came to nothing. */
  lapsed: boolean;
  entered: boolean;
  insideUntilMs: number | null;
};

export type Turn =
  | { state: 'lobby' | 'waiting' | 'left' | 'spent' | 'missed'; untilMs: null }
  | { state: 'called' | 'late' | 'inside'; untilMs: number };

/**
 * Where somebody's turn stands. Who was called has `CALL_MS` to come in, and `RETURN_MS` from the call to step in late, also
 * after having been inside without taking a table.
 */
export function turnOf(ticket: TicketFacts, nowMs: number): Turn {
  const { place, served, calledAtMs, insideUntilMs } = ticket;
  if (ticket.spent) return { state: 'spent', untilMs: null };
  if (ticket.lapsed) return { state: 'missed', untilMs: null };
  if (ticket.left) return { state: 'left', untilMs: null };
  if (insideUntilMs !== null && insideUntilMs > nowMs) return { state: 'inside', untilMs: insideUntilMs };
  if (place === null) return { state: 'lobby', untilMs: null };
  if (place > served) return { state: 'waiting', untilMs: null };
  // Called this very moment, and not on record yet.
  const since = calledAtMs ?? nowMs;
  if (!ticket.entered && nowMs < since + CALL_MS) return { state: 'called', untilMs: since + CALL_MS };
  if (nowMs < since + RETURN_MS) return { state: 'late', untilMs: since + RETURN_MS };
  return { state: 'missed', untilMs: null };
}

/** What of a room says whether it is over. Instants are epoch milliseconds. */
export type RoomEnd = {
  kind: RoomKind;
  opensAtMs: number;
  soldOutAtMs: number | null;
  /** When somebody was last called. */
  lastCallMs: number | null;
  /** Somebody waits, was called, or is inside. */
  anybody: boolean;
  /** All of its dates are over. */
  past: boolean;
};

const MINUTE_MS = 60_000;
/** How long a room stays on with nobody in it. One that the owner switched on stays until the owner ends it. */
const EMPTY_MINUTES: Record<RoomKind, number> = { rush: 2, opening: 15, owner: 12 * 60 };
const SOLD_OUT_MINUTES = 15;

/** Why a room ends by itself now; null while it goes on. */
export function endOf(room: RoomEnd, nowMs: number): 'past' | 'sold-out' | 'empty' | null {
  if (room.past) return 'past';
  if (nowMs < room.opensAtMs || room.anybody) return null;
  if (room.soldOutAtMs !== null && nowMs - room.soldOutAtMs >= SOLD_OUT_MINUTES * MINUTE_MS) return 'sold-out';
  const quietMs = nowMs - Math.max(room.opensAtMs, room.lastCallMs ?? 0);
  return quietMs >= EMPTY_MINUTES[room.kind] * MINUTE_MS ? 'empty' : null;
}
