import type { RestaurantId, RoomId } from '@/server/domain/shared/ids';
import type { JoinedRoom } from '@/server/services/room';

/**
 * What the browser keeps of a line, so that a page that was closed knows again at once and every open one agrees. The
 * server knows it too; this is never proof of anything.
 */
const TICKET = 'tablepick.line.';
const ADMISSION = 'tablepick.admission.';
/** A hold made with an admission can be changed for another with it while it is paid for. */
const KEPT_AFTER_MS = 60 * 60_000;

/** `untilMs` by this browser's own clock. */
export type KeptAdmission = { roomId: RoomId; admission: string; untilMs: number };

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that stores nothing: the account knows the place.
  }
}

export const keptTicket = (roomId: RoomId): JoinedRoom | null => read(TICKET + roomId);

/** Writes only what is new, so that two pages do not wake each other for ever. */
export function keepTicket(roomId: RoomId, ticket: JoinedRoom | null): void {
  if (keptTicket(roomId)?.ticket !== ticket?.ticket) write(TICKET + roomId, ticket);
}

/** The admission to a restaurant's room; null when there is none, or it has been over for long. */
export function keptAdmission(restaurantId: RestaurantId): KeptAdmission | null {
  const kept = read<KeptAdmission>(ADMISSION + restaurantId);
  return kept && Date.now() < kept.untilMs + KEPT_AFTER_MS ? kept : null;
}

export function keepAdmission(restaurantId: RestaurantId, kept: KeptAdmission | null): void {
  if (keptAdmission(restaurantId)?.admission !== kept?.admission) write(ADMISSION + restaurantId, kept);
}

/** Calls `listener` when another page of this browser kept or forgot something of a line. */
export function onKept(listener: () => void): () => void {
  const heard = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(TICKET) || key.startsWith(ADMISSION)) listener();
  };
  window.addEventListener('storage', heard);
  return () => window.removeEventListener('storage', heard);
}
