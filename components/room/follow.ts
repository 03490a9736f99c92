import { NEAR, pollAfterMs, type RoomDocument, type Standing } from '@/server/domain/room/room';

/** A crowd that waits for one moment asks within this time after it, not all at once. */
const SPREAD_MS = 2_000;
/** Nothing happens in a lobby's last seconds but the opening itself. */
const EVE_MS = 15_000;

/** Whether every change is wanted at once: near the front, or called. */
export const wantsStream = (standing: Standing | null): boolean =>
  standing?.kind === 'called' || (standing?.kind === 'waiting' && standing.ahead <= NEAR);

/**
 * When to ask for the document again. The rhythm of the line, with a little chance in it, so that those who came in the same
 * second do not ask in the same second for ever. `nowMs` is the server's clock, `chance` from 0 to 1.
 */
export function askAfterMs(document: RoomDocument, standing: Standing | null, nowMs: number, chance: number): number {
  const toOpeningMs = document.opensAtMs - nowMs;
  const waits = document.phase === 'lobby' || document.phase === 'scheduled';
  if (waits && toOpeningMs > 0 && toOpeningMs <= EVE_MS) return toOpeningMs + 500 + SPREAD_MS * chance;
  return pollAfterMs(document, standing) * (0.9 + 0.2 * chance);
}
