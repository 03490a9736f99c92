import { openBook } from '@/server/domain/availability/availability';
import type { DayBook, Taking } from '@/server/domain/availability/day-book';
import { decideHold, nearestFree, type Stay, stayOf } from '@/server/domain/availability/decide-hold';
import type { BoundRules } from '@/server/domain/coupon/rules';
import { depositFor } from '@/server/domain/payment/policy';
import { type Refusal, refuse } from '@/server/domain/shared/errors';
import type { CampaignId, Id, IdKind, PaymentId, RestaurantId } from '@/server/domain/shared/ids';
import type { Reserving } from '../coupon';
import type { RestaurantSetup } from '../restaurant';
import { newCode } from './code';
import { dayId } from './day-key';
import type { HoldAnswer, HoldCommand, HoldOutcome } from './hold-command';
import { CouponDrawer } from './hold-coupons';
import { commandId, type HoldFacts, type OldHold, ticketId } from './hold-read';

/** A hold that is to be written. */
export type NewHold = {
  command: HoldCommand;
  guest: { name: string; locale: 'ko' | 'en' };
  note: string | null;
  setup: RestaurantSetup;
  answer: HoldAnswer;
  paymentId: PaymentId;
  /** The way in that this hold spends. */
  admission: HoldCommand['admission'];
  startsAtMs: number;
  endsAtMs: number;
  fromMinute: number;
  toMinute: number;
  takings: Taking[];
  replaces: OldHold | null;
  /** The coupons it reserves, and what they take off the deposit together. */
  coupons: Reserving[];
  discountMinor: number;
};

export type NewId = <K extends IdKind>(kind: K) => Id<K>;

/**
 * Decides a batch in arrival order. Each command sees what the ones before it took; a refused one refuses alone.
 * Answers stand at the commands' places; `holds` are the accepted ones, to be written.
 */
export function decideBatch(
  commands: readonly HoldCommand[],
  facts: HoldFacts,
  { setups, rules }: { setups: Map<RestaurantId, RestaurantSetup>; rules: Map<CampaignId, BoundRules> },
  newId: NewId,
): { outcomes: HoldOutcome[]; holds: NewHold[] } {
  const books = new Map<string, DayBook>();
  const bookOf = (setup: RestaurantSetup, serviceDate: string): DayBook => {
    const id = dayId({ restaurantId: setup.id, serviceDate });
    let book = books.get(id);
    if (!book) {
      book = openBook(setup, facts.occupancy.get(id) ?? []);
      books.set(id, book);
    }
    return book;
  };
  // A crowd that is refused the same slot is offered the same times: worked out once, until something more is taken.
  const offers = new Map<string, ReturnType<typeof nearestFree>>();
  const nearestOf = (id: string, setup: RestaurantSetup, book: DayBook, wish: HoldCommand['wish']) => {
    const offer = offers.get(id) ?? nearestFree(setup, book, wish, facts.nowMs);
    offers.set(id, offer);
    return offer;
  };
  const stays = new Map<string, Stay>();
  const stay = (id: string, setup: RestaurantSetup, wish: HoldCommand['wish']) => {
    const known = stays.get(id) ?? stayOf(setup, wish, facts.nowMs);
    stays.set(id, known);
    return known;
  };
  const holds: NewHold[] = [];
  const known = new Map(facts.commands);
  const drawer = new CouponDrawer(facts, rules);

  const decide = (command: HoldCommand): HoldOutcome => {
    const earlier = known.get(commandId(command));
    if (earlier)
      return earlier.bodyHash === command.bodyHash
        ? { ok: true, answer: earlier.answer }
        : refuse('COMMAND_KEY_REUSED');
    const guest = facts.users.get(command.userId);
    if (!guest) return refuse('SIGN_IN_REQUIRED');
    const setup = setups.get(command.restaurantId);
    if (!setup?.published) return refuse('RESTAURANT_UNKNOWN');
    const old = checkSwap(command, facts);
    if (old && 'ok' in old) return old;

    const barred = checkAdmission(command, facts, old);
    if (barred) return barred;

    const book = bookOf(setup, command.wish.serviceDate);
    const oldSetup = old ? setups.get(old.restaurantId) : undefined;
    const oldBook = old && oldSetup && bookOf(oldSetup, old.serviceDate);
    const oldTakings = old?.takings.map((taking) => ({ ...taking, seats: 0 })) ?? [];
    oldBook?.release(oldTakings);
    const bookings = (facts.bookings.get(command.userId) ?? []).filter((booking) => booking.reservationId !== old?.id);
    const { serviceDate, minute, party } = command.wish;
    const same = `${setup.id}/${serviceDate}/${minute}/${party}`;
    const decision = decideHold(stay(same, setup, command.wish), book, command.wish, bookings, () =>
      nearestOf(same, setup, book, command.wish),
    );
    if (!decision.ok) {
      oldBook?.take(oldTakings);
      return decision;
    }
    book.take(decision.takings);
    offers.clear();

    const deposit = depositFor(setup.policy, command.wish, setup.currency);
    const held = deposit.amountMinor > 0;
    const answer: HoldAnswer = {
      reservationId: newId('reservation'),
      code: newCode(),
      status: held ? 'HELD' : 'CONFIRMED',
      expiresAt: held ? new Date(facts.nowMs + setup.holdTtlMs).toISOString() : null,
      depositMinor: deposit.amountMinor,
      currency: deposit.currency,
    };
    bookings.push({
      reservationId: answer.reservationId,
      held,
      startsAtMs: decision.startsAtMs,
      endsAtMs: decision.endsAtMs,
    });
    facts.bookings.set(command.userId, bookings);
    const admission = facts.rooms.has(dayId({ restaurantId: setup.id, serviceDate })) ? command.admission : null;
    if (admission) {
      const { number } = admission;
      facts.tickets.set(ticketId({ ...admission, userId: command.userId }), {
        number,
        reservationId: answer.reservationId,
      });
    }
    if (old) facts.oldHolds.set(old.id, { ...old, status: 'CANCELLED' });
    const priced = drawer.take(command, answer, old?.id ?? null);
    known.set(commandId(command), { bodyHash: command.bodyHash, answer });
    holds.push({
      command,
      guest,
      note: command.note ?? old?.note ?? null,
      setup,
      answer,
      paymentId: newId('payment'),
      admission,
      ...decision,
      replaces: old ?? null,
      ...priced,
    });
    return { ok: true, answer };
  };

  return { outcomes: commands.map(decide), holds };
}

/** The hold to be given up, null when the command gives none up, or why it cannot be. */
function checkSwap(command: HoldCommand, facts: HoldFacts): OldHold | null | Refusal {
  if (!command.swap) return null;
  const old = facts.oldHolds.get(command.swap.reservationId);
  if (!old || old.userId !== command.userId) return refuse('RESERVATION_UNKNOWN');
  const alive = old.status === 'HELD' && old.expiresAtMs !== null && old.expiresAtMs > facts.nowMs;
  return alive ? old : refuse('HOLD_EXPIRED');
}

/**
 * Why a hold may not pass its day's waiting room; null where there is none or the admission counts. It counts once: for
 * another table only in exchange for the one it already bought.
 */
function checkAdmission({ admission, userId, restaurantId, wish }: HoldCommand, facts: HoldFacts, old: OldHold | null) {
  const roomId = facts.rooms.get(dayId({ restaurantId, serviceDate: wish.serviceDate }));
  if (!roomId) return null;
  if (admission?.roomId !== roomId) return refuse('ROOM_ADMISSION_REQUIRED', { roomId });
  const ticket = facts.tickets.get(ticketId({ roomId, userId }));
  // Stood in line again since: this admission is of the turn before.
  if (ticket?.number !== admission.number) return refuse('ROOM_ADMISSION_EXPIRED', { roomId });
  if (ticket.reservationId !== null)
    return ticket.reservationId === old?.id
      ? null
      : refuse('ROOM_ADMISSION_SPENT', { roomId, reservationId: ticket.reservationId });
  return admission.untilMs > facts.nowMs ? null : refuse('ROOM_ADMISSION_EXPIRED', { roomId });
}
