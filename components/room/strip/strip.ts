import type { MyPlace, RoomNotice } from '@/server/services/room';

/** What a restaurant's page says of its line. `soon`: its lobby is not open yet. `mine`: the reader is in it. */
export type Strip =
  | { kind: 'none' | 'soon' | 'lobby' | 'line' | 'sold-out' | 'mine' }
  | { kind: 'inside'; untilMs: number };

/** A line is announced so long before its lobby opens. */
const ANNOUNCED_MS = 24 * 3_600_000;
const IN_LINE: MyPlace['state'][] = ['lobby', 'waiting', 'called', 'late'];

/** `keptUntilMs`: until when the admission this browser keeps counts; instants are of the server's clock. */
export function stripOf({
  room,
  mine,
  keptUntilMs,
  nowMs,
}: {
  room: RoomNotice;
  mine: MyPlace | null;
  keptUntilMs: number | null;
  nowMs: number;
}): Strip {
  if (room.phase === 'ended') return { kind: 'none' };
  if (mine?.state === 'spent') return { kind: 'none' };
  const untilMs = mine?.state === 'inside' ? mine.untilMs : keptUntilMs;
  if (untilMs !== null && untilMs > nowMs) return { kind: 'inside', untilMs };
  if (mine && IN_LINE.includes(mine.state)) return { kind: 'mine' };
  if (nowMs < room.lobbyAtMs) return { kind: room.lobbyAtMs - nowMs <= ANNOUNCED_MS ? 'soon' : 'none' };
  if (nowMs < room.opensAtMs) return { kind: 'lobby' };
  return { kind: room.phase === 'sold-out' ? 'sold-out' : 'line' };
}
