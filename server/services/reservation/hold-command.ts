import type { HoldWish } from '@/server/domain/availability/decide-hold';
import type { Refusal } from '@/server/domain/shared/errors';
import type { ReservationId, RestaurantId, RoomId, UserId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';

/** One caller's wish as it waits in the hold writer's queue. */
export type HoldCommand = {
  userId: UserId;
  /** With `bodyHash` it makes a repeated command one effect with one answer. */
  commandKey: string;
  bodyHash: string;
  restaurantId: RestaurantId;
  wish: HoldWish;
  note: string | null;
  /** The language it is booked in; null is the diner's own. */
  locale: 'ko' | 'en' | null;
  /** The way in through a waiting room it was sent with, signed by us; whether it still counts is decided with the hold. */
  admission: { roomId: RoomId; number: number; untilMs: number } | null;
  /** The hold this one takes the place of, atomically; with the day it stands on, which is locked too. */
  swap: { reservationId: ReservationId; restaurantId: RestaurantId; serviceDate: string } | null;
};

/** What the booking was made with: every repetition of the command gets the same. Instants are ISO 8601. */
export type HoldAnswer = {
  reservationId: ReservationId;
  code: string;
  /** Without a deposit a booking is confirmed at once. */
  status: 'HELD' | 'CONFIRMED';
  expiresAt: string | null;
  depositMinor: number;
  currency: Currency;
};

export type HoldOutcome = { ok: true; answer: HoldAnswer } | Refusal;
