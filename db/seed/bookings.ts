import { slotsOn, turnMinutes } from '@/server/domain/availability/calendar';
import { lastBookableDate, opensAtMs } from '@/server/domain/availability/opening';
import { depositFor } from '@/server/domain/payment/policy';
import type { ReservationId, UserId } from '@/server/domain/shared/ids';
import { addDays, daysBetween, instantOf, type ServiceDate, weekdayOf } from '@/server/domain/shared/time';
import { BOOKING_NOTES } from './content';
import { demoDinerSeatings } from './demo-diner';
import { seedCode, seedId } from './ids';
import { drawManners, livedUntil, type Step, type Way } from './lives';
import type { Diner } from './people';
import { type House, TIME_ZONE } from './places';
import { Random } from './random';
import { type Day, fillDay, fullDay, openDay, type Seating } from './wishes';

export const DAYS_BACK = 14;
/** The demo owner's places are older: their money has been settled a few times. */
export const DAYS_BACK_OWNED = 44;
export const DAYS_AHEAD = 30;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const TABLE_HUNTING = 60;
/** Where a deposit can be paid on line, so many book on the telephone all the same. */
const CALL = 0.12;

/** A booking as it is to be written. */
export type Booking = Seating & {
  id: ReservationId;
  code: string;
  house: House;
  date: ServiceDate;
  userId: UserId;
  guestName: string;
  note: string | null;
  startsAtMs: number;
  endsAtMs: number;
  byPhone: boolean;
  /** The deposit that was paid on line, minor units: 0 where none was asked for, or on the telephone. */
  paidMinor: number;
  steps: Step[];
};

type Town = {
  diners: readonly Diner[];
  demoDiner: Diner;
  today: ServiceDate;
  nowMs: number;
  word: string;
  /** Whether there is a provider that knows of payments: else everybody who owes a deposit has telephoned. */
  paying: boolean;
};

/** What a restaurant's bookings are drawn from. How they were paid is drawn by itself, so that it moves no guest. */
type Draws = { random: Random; payments: Random };

/**
 * Every booking of the demo's days. Who comes when is drawn from the word and the date alone; `nowMs` only says how far
 * each has come.
 *
 * A CONFIRMED booking with money must be DONE at the payment provider too. Where nothing can be written down there (`paying` is
 * false), nobody has paid: bookings that would owe a deposit were taken by the restaurant on the telephone, which asks for none.
 */
export function planBookings(houses: readonly House[], town: Town): Booking[] {
  const demo = demoDinerSeatings(houses, town.today);
  return houses.flatMap((house) => {
    const word = `${town.word} ${town.today} ${house.content.slug}`;
    const draws = { random: new Random(word), payments: new Random(`${word} payments`) };
    const bookings: Booking[] = [];
    const full = new Map<number, number>();
    const fullOn = (date: ServiceDate) => {
      const weekday = weekdayOf(date);
      if (!full.has(weekday)) full.set(weekday, fullDay(house, date, draws.random));
      return full.get(weekday)!;
    };
    const fill = (inDays: number, { random, payments }: Draws) => {
      const date = addDays(town.today, inDays);
      const hers = demo.get(`${house.content.slug} ${date}`);
      const day = hers?.day ?? openDay(house, date, inDays);
      const codes = new Set<string>();
      const own = { random, payments, codes };
      if (hers) bookings.push(bookingOf(day, hers.seating, town.demoDiner, hers.note, town, own));
      for (const seating of fillDay(day, fullOn(date), random)) {
        const diner = freeDiner(town.diners, seating, day, random);
        // In a town where everybody already eats somewhere the table stays empty; the book was only a draft of the day.
        if (diner) bookings.push(bookingOf(day, seating, diner, drawNote(seating, diner, random), town, own));
      }
    };
    const until = lastDay(house, town.today);
    for (let inDays = -DAYS_BACK; inDays <= until; inDays++) fill(inDays, draws);
    const before = { ...draws, random: new Random(`${word} before`) };
    if (house.ownerId) for (let inDays = -DAYS_BACK_OWNED; inDays < -DAYS_BACK; inDays++) fill(inDays, before);
    return bookings;
  });
}

/**
 * The last day that guests had booked when today began. A famous place is booked as far as it is open; only its newest day
 * stays free, so that the one day a visitor can book there is to be found.
 */
function lastDay({ calendar, content }: House, today: ServiceDate): number {
  let last = lastBookableDate(calendar, instantOf(today, 0, TIME_ZONE)!);
  if (!content.famous) return Math.min(DAYS_AHEAD, daysBetween(today, last));
  while (slotsOn(calendar, last).length === 0) last = addDays(last, -1);
  return daysBetween(today, last) - 1;
}

const turnMs = (house: House, party: number) => turnMinutes(house.calendar.turnTimes, party) * MINUTE_MS;

/** Somebody who is at no other table then, half an hour's way included. Some eat out more often than others. */
function freeDiner(diners: readonly Diner[], seating: Seating, day: Day, random: Random): Diner | null {
  const fromMs = seating.slot.startsAtMs - 30 * MINUTE_MS;
  const toMs = seating.slot.startsAtMs + turnMs(day.house, seating.party) + 30 * MINUTE_MS;
  for (let tried = 0; tried < TABLE_HUNTING; tried++) {
    const diner = diners[Math.floor(random.next() ** 1.2 * diners.length)]!;
    if (diner.busy.every((stay) => stay.toMs <= fromMs || stay.fromMs >= toMs)) {
      diner.busy.push({ fromMs, toMs });
      return diner;
    }
  }
  return null;
}

function bookingOf(
  day: Day,
  seating: Seating,
  diner: Diner,
  note: string | null,
  town: Town,
  { random, payments, codes }: Draws & { codes: Set<string> },
): Booking {
  const { house, date } = day;
  const startsAtMs = seating.slot.startsAtMs;
  const endsAtMs = startsAtMs + turnMs(house, seating.party);
  const todayMs = instantOf(town.today, 0, TIME_ZONE)!;
  const bookedMs = bookedAt(day, startsAtMs, todayMs, random);
  const asked = { party: seating.party, serviceDate: date, minute: seating.slot.minute };
  const owedMinor = depositFor(house.policy, asked, 'KRW').amountMinor;
  const [calls, payingMs] = [payments.chance(CALL), payments.between(0.7, 4) * MINUTE_MS];
  const byPhone = owedMinor > 0 && (calls || !town.paying);
  // Before today, as all of it.
  const paidMs = Math.floor(Math.min(bookedMs + payingMs, todayMs));
  const way: Way = byPhone ? 'phone' : owedMinor > 0 ? { paidMs } : 'free';
  const cancelUntilMs = Math.min(startsAtMs - HOUR_MS, todayMs);
  const manners = drawManners(random);
  return {
    ...seating,
    id: seedId('reservation', bookedMs, random),
    code: seedCode(random, codes),
    house,
    date,
    userId: diner.id,
    guestName: diner.name,
    note,
    startsAtMs,
    endsAtMs,
    byPhone,
    paidMinor: byPhone ? 0 : owedMinor,
    steps: livedUntil(town.nowMs, seating.fate, { bookedMs, startsAtMs, endsAtMs, cancelUntilMs }, manners, way),
  };
}

/**
 * When it was booked: within the restaurant's window and notice, before today, by day rather than at night. A famous
 * place goes in the minutes after its day opens.
 */
function bookedAt(day: Day, startsAtMs: number, todayMs: number, random: Random): number {
  const { calendar, content } = day.house;
  const opensMs = opensAtMs(calendar, day.date);
  const latestMs = Math.max(opensMs, Math.min(startsAtMs - calendar.minNoticeMinutes * MINUTE_MS, todayMs));
  if (content.famous) return Math.floor(Math.min(latestMs, opensMs + random.exponential(4 * MINUTE_MS)));
  const wishedMs = latestMs - random.exponential(4) * DAY_MS;
  const midnightMs = todayMs + Math.floor((wishedMs - todayMs) / DAY_MS) * DAY_MS;
  const awakeMs = midnightMs + random.between(8.2, 23.4) * HOUR_MS;
  const bookedMs = awakeMs > latestMs ? awakeMs - DAY_MS : awakeMs;
  return Math.floor(bookedMs >= opensMs ? bookedMs : opensMs + random.next() * (latestMs - opensMs));
}

/** One booking in six says something, in its guest's language. */
function drawNote(seating: Seating, diner: Diner, random: Random): string | null {
  const [speaks, note] = [random.chance(0.17), random.pick(BOOKING_NOTES)];
  if (!speaks || note.minParty > seating.party) return null;
  const [from, to] = note.starts ?? [0, Number.POSITIVE_INFINITY];
  return seating.slot.minute >= from && seating.slot.minute <= to ? note.text[diner.locale] : null;
}
