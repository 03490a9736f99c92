import { placeOf, type RoomDocument, type RoomPhase, type Standing, standingOf } from '@/server/domain/room/room';
import type { ReservationId } from '@/server/domain/shared/ids';
import type { MyPlace } from '@/server/services/room';

/** What is known in the browser of a line and its reader. `nowMs` is the server's clock. */
export type LineFacts = {
  document: RoomDocument;
  /** The reader's place as it was last told; null when they have none. */
  mine: MyPlace | null;
  signedIn: boolean;
  /** The places of the lobby's numbers, once they are drawn and were computed here. */
  drawn: Uint32Array | null;
  nowMs: number;
};

/**
 * What the page shows. `outside`: signed in, and not in line. `drawing`: the opening has come, and the places are not known
 * yet. `called` without `untilMs`: the document says so, and until when is not known yet.
 */
export type LineView =
  | { kind: 'scheduled' | 'guest' | 'outside' | 'missed' | 'left' | 'ended' }
  | { kind: 'lobby' | 'drawing'; number: number }
  | { kind: 'waiting'; number: number; place: number; ahead: number; etaMs: number | null; near: boolean }
  | { kind: 'called'; untilMs: number | null }
  | { kind: 'late' | 'inside'; untilMs: number }
  | { kind: 'spent'; reservationId: ReservationId | null };

/** Told to be near from here on: soon enough to stay at the screen, whatever the number. */
const NEAR_MS = 3 * 60_000;
const NEAR_PEOPLE = 5;

/** How the reader stands by the document alone; null when they have no number. */
export function standingIn({ document, mine, drawn }: LineFacts): Standing | null {
  if (!mine) return null;
  const place = placeOf(mine.number, document, drawn) ?? mine.place;
  return standingOf(document, mine.number, place);
}

export function lineView(facts: LineFacts): LineView {
  const { document, mine, signedIn, nowMs } = facts;
  if (mine?.state === 'spent') return { kind: 'spent', reservationId: mine.reservationId };
  if (document.phase === 'ended') return { kind: 'ended' };
  if (mine) return placeView(mine, facts);
  if (phaseNow(document, nowMs) === 'scheduled') return { kind: 'scheduled' };
  return { kind: signedIn ? 'outside' : 'guest' };
}

function placeView(mine: MyPlace, facts: LineFacts): LineView {
  const { state, untilMs, number } = mine;
  if (state === 'left' || state === 'missed') return { kind: state };
  if (state === 'called') return { kind: 'called', untilMs };
  if ((state === 'late' || state === 'inside') && untilMs !== null) return { kind: state, untilMs };
  const standing = standingIn(facts)!;
  if (standing.kind === 'called') return { kind: 'called', untilMs: null };
  if (standing.kind === 'lobby') return { kind: facts.nowMs < facts.document.opensAtMs ? 'lobby' : 'drawing', number };
  const { place, ahead } = standing;
  // Nobody is called while nothing is left, whatever the pace was.
  const etaMs = facts.document.phase === 'sold-out' ? null : standing.etaMs;
  return { kind: 'waiting', number, place, ahead, etaMs, near: isNear(ahead, etaMs) };
}

const isNear = (ahead: number, etaMs: number | null) => (etaMs === null ? ahead < NEAR_PEOPLE : etaMs <= NEAR_MS);

/** The phase now: the lobby opens on time also for who has not asked again yet. */
export const phaseNow = (document: RoomDocument, nowMs: number): RoomPhase =>
  document.phase === 'scheduled' && nowMs >= document.lobbyAtMs ? 'lobby' : document.phase;

/** What is known of the reader's place has run out, or the line has come to them: the server has to be asked. */
export function isOutdated(facts: LineFacts): boolean {
  const { document, mine, nowMs } = facts;
  if (!mine || document.phase === 'ended') return false;
  if (mine.untilMs !== null) return nowMs > mine.untilMs;
  return (mine.state === 'lobby' || mine.state === 'waiting') && standingIn(facts)?.kind === 'called';
}
