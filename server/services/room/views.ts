import type { RoomDocument, RoomKind, RoomPhase } from '@/server/domain/room/room';
import type { ReservationId, RestaurantId, RoomId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';

/** A restaurant's live room, for its page. */
export type RoomNotice = {
  roomId: RoomId;
  kind: RoomKind;
  phase: RoomPhase;
  nowMs: number;
  lobbyAtMs: number;
  opensAtMs: number;
  fromDate: ServiceDate;
  toDate: ServiceDate;
};

/** What of a room never changes, with its document as it is now. */
export type RoomPage = {
  kind: RoomKind;
  restaurant: {
    id: RestaurantId;
    slug: string;
    name: string;
    nameEn: string | null;
    cuisine: string;
    coverTone: string | null;
    timeZone: string;
    maxParty: number;
  };
  document: RoomDocument;
};

/** What joining gives. The same account gets the same ticket again, on any device. */
export type JoinedRoom = { ticket: string; number: number; issuedAtMs: number };

/**
 * `called`: the place is kept until `until`. `late`: was called and did not come; may step in until `until`, when a place
 * is free. `missed`: that is over too; joining again gives a new number. `inside`: may hold a table until `until`, with
 * `admission`. `spent`: holds or held a table by it. `left`: gave the place up.
 */
export type PlaceState = 'lobby' | 'waiting' | 'called' | 'late' | 'missed' | 'inside' | 'spent' | 'left';

export type MyPlace = JoinedRoom & {
  state: PlaceState;
  /** Null before the draw. */
  place: number | null;
  untilMs: number | null;
  admission: string | null;
  reservationId: ReservationId | null;
};

/** An admission, to be sent with the hold. */
export type Admitted = { admission: string; insideUntilMs: number };

export type RoomSettings = { eachOpening: boolean; ratePerMinute: number; places: number; lobbyMinutes: number };

/** A room as its restaurant watches it. */
export type OwnerRoom = {
  kind: RoomKind;
  document: RoomDocument;
  paused: boolean;
  /** In line and neither called nor gone. */
  waiting: number;
  /** Came in at some time. */
  entered: number;
  /** Gave up, or were called and did not come. */
  abandoned: number;
  /** Bookings made through the room that are alive. */
  sold: number;
  endedAtMs: number | null;
  endedReason: string | null;
};

export type OwnerRooms = {
  settings: RoomSettings;
  live: OwnerRoom | null;
  /** When the calendar opens next and for which dates; null when everything it will ever open is open. */
  nextOpening: { opensAtMs: number; fromDate: ServiceDate; toDate: ServiceDate } | null;
  /** The last five that ended, latest first. */
  past: OwnerRoom[];
};
