import type { ReservationId } from '@/server/domain/shared/ids';
import type { BookingView } from '@/server/services/booking';
import type { HoldAnswer } from '@/server/services/reservation';
import { type Person, pause } from './client';
import { change } from './load-change';
import { maybeClose, serve } from './load-staff';
import type { Random } from './random';
import { keyOf, type Scene } from './scene';

/** What a fault changes about how people behave. */
export type Habits = {
  /** How long the crowd keeps coming. */
  spreadMs?: number;
  visits?: number;
  /** Weights of what somebody does with a table they hold. */
  holds?: Partial<Record<'pay' | 'abandon' | 'give-up' | 'pay-refused', number>>;
  /** How many of those who are confirmed cancel, and are served. */
  cancels?: number;
  serves?: number;
  /** How many of those who are confirmed move to another time or size, before all else. */
  changes?: number;
  /** How likely each owner closes a part of a day. */
  closes?: number;
  /** Who pays calls twice at once; who cancels, too. */
  doubles?: number;
  /** Cancelling does not wait for the confirmation. */
  hasty?: number;
  /** Paying waits until the hold is about to end. */
  lastMoment?: number;
};

type How = { card: string; payTwice: boolean; cancelTwice: boolean; hasty: boolean };

const USUAL = { pay: 70, abandon: 12, 'give-up': 10, 'pay-refused': 8 };

/** Everybody does what they came for. Resolves when the last one left. */
export async function playLoad(scene: Scene, habits: Habits = {}): Promise<void> {
  await Promise.all([
    ...scene.diners.map((diner) => visitAll(scene, diner, habits)),
    ...scene.restaurants.map((restaurant) =>
      maybeClose(scene, restaurant, { likely: habits.closes ?? 0.3, spreadMs: habits.spreadMs ?? 2_500 }),
    ),
  ]);
}

async function visitAll(scene: Scene, diner: Person, habits: Habits): Promise<void> {
  const { random } = diner;
  const { spreadMs = 2_500, visits = 2 } = habits;
  await pause(random.int(0, 300));
  if (random.chance(0.6)) {
    await diner.insist('coupons.claim', { campaignId: scene.campaignId, commandKey: keyOf(random) });
  }
  for (let visit = 0; visit < visits; visit++) {
    await pause(random.int(0, spreadMs / visits / 2));
    await visitOnce(scene, diner, random.fork(`visit-${visit}`), habits);
  }
}

/** A visit draws from a stream of its own: what becomes of one changes nothing about the next. */
async function visitOnce(scene: Scene, diner: Person, random: Random, habits: Habits): Promise<void> {
  const held = await diner.insist('bookings.hold', {
    restaurantId: random.pick(scene.restaurants).id,
    serviceDate: random.pick(scene.dates),
    minute: random.pick(scene.minutes),
    party: Number(random.weighed({ '1': 2, '2': 6, '3': 1, '4': 1 })),
    commandKey: keyOf(random),
  });
  const doing = random.weighed({ ...USUAL, ...habits.holds });
  const thinkMs = random.int(0, 400);
  const late = random.chance(habits.lastMoment ?? 0);
  const then = {
    cancels: random.chance(habits.cancels ?? 0.3),
    serves: random.chance(habits.serves ?? 0.15),
    changes: random.chance(habits.changes ?? 0.25),
  };
  const how = {
    card: doing === 'pay-refused' ? 'refuse-funds' : 'approve',
    payTwice: random.chance(habits.doubles ?? 0.15),
    cancelTwice: random.chance(habits.doubles ?? 0.15),
    hasty: random.chance(habits.hasty ?? 0.2),
  };
  if (held.outcome !== 'ok') return;
  const { reservationId } = held.answer as HoldAnswer;
  await pause(late ? scene.holdMs - (held.tookMs + random.int(-60, 120)) : thinkMs);
  if (doing === 'abandon') return;
  if (doing === 'give-up') {
    await diner.insist('bookings.cancel', { reservationId, expectedRefundMinor: 0 });
    return;
  }
  if (!(await pay(scene, diner, reservationId, how))) return;
  if (then.changes && (await confirmed(scene, diner, reservationId)))
    await change(scene, diner, reservationId, random.fork('change'));
  if (then.serves) await serve(scene, reservationId, random.fork('serve'));
  else if (then.cancels) await cancel(scene, diner, reservationId, how);
}

const seen = async (diner: Person, reservationId: ReservationId): Promise<BookingView | null> => {
  const looked = await diner.query('bookings.get', { reservationId });
  return looked.outcome === 'ok' ? (looked.answer as BookingView) : null;
};

/** Over to the provider and back. Whether the product took it. */
async function pay(scene: Scene, diner: Person, reservationId: ReservationId, how: How): Promise<boolean> {
  const booking = await seen(diner, reservationId);
  if (!booking?.payment || booking.amountMinor === 0) return false;
  const { orderId } = booking.payment;
  const amountMinor = booking.amountMinor;
  const paymentKey = await scene.stack.provider.approve(orderId, amountMinor, how.card);
  const back = { reservationId, orderId, paymentKey, amountMinor };
  const tries = [diner.insist('bookings.authorize', back)];
  if (how.payTwice) tries.push(diner.insist('bookings.authorize', back));
  const answers = await Promise.all(tries);
  return answers.some((answer) => answer.outcome !== 'refused');
}

/** Waits a little for the confirmation, unless in a hurry, and cancels for what the product says comes back. */
async function cancel(scene: Scene, diner: Person, reservationId: ReservationId, how: How): Promise<void> {
  const booking = how.hasty ? await seen(diner, reservationId) : await confirmed(scene, diner, reservationId);
  if (!booking) return;
  const input = { reservationId, expectedRefundMinor: booking.cancelQuote?.refundMinor ?? booking.amountMinor };
  const tries = [diner.insist('bookings.cancel', input)];
  if (how.cancelTwice) tries.push(diner.insist('bookings.cancel', input));
  await Promise.all(tries);
}

const CONFIRM_PATIENCE_MS = 2_500;

async function confirmed(scene: Scene, diner: Person, reservationId: ReservationId): Promise<BookingView | null> {
  const giveUpAt = scene.history.now() + CONFIRM_PATIENCE_MS;
  let booking = await seen(diner, reservationId);
  while (booking?.status === 'CONFIRMING' && scene.history.now() < giveUpAt) {
    await pause(120);
    booking = await seen(diner, reservationId);
  }
  return booking?.status === 'CONFIRMED' ? booking : null;
}
