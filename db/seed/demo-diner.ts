import { nearestSlots } from '@/server/domain/availability/availability';
import { depositFor } from '@/server/domain/payment/policy';
import { addDays, type ServiceDate } from '@/server/domain/shared/time';
import type { House } from './places';
import { type Day, openDay, type Seating, seatParty } from './wishes';

type Wish = { slug: string; inDays: number; minute: number; party: number; fate: Seating['fate']; note: string | null };

/** What the demo diner has before her and behind her. None of it asks for a deposit. */
const WISHES: readonly Wish[] = [
  { slug: 'moseori-bapjip', inDays: 2, minute: 19 * 60, party: 2, fate: 'kept', note: '메밀을 못 먹어요.' },
  { slug: 'third-wangs', inDays: 8, minute: 18 * 60 + 30, party: 4, fate: 'kept', note: null },
  { slug: 'six-thirty-dough', inDays: -4, minute: 10 * 60, party: 2, fate: 'kept', note: null },
  { slug: 'mullae-soesot', inDays: -8, minute: 18 * 60 + 30, party: 3, fate: 'kept', note: null },
  { slug: 'silmari-myeonok', inDays: -11, minute: 12 * 60 + 30, party: 2, fate: 'cancelled', note: null },
];

export type DemoSeating = { day: Day; seating: Seating; note: string | null };

/**
 * The demo diner's bookings by restaurant and date (`slug date`), each on an otherwise empty day that is still to be
 * filled. A closed day moves hers on, away from today. Throws when a wish cannot be had at all.
 */
export function demoDinerSeatings(houses: readonly House[], today: ServiceDate): Map<string, DemoSeating> {
  return new Map(WISHES.map((wish) => seatWish(wish, houses, today)));
}

function seatWish(wish: Wish, houses: readonly House[], today: ServiceDate): [string, DemoSeating] {
  const house = houses.find((candidate) => candidate.content.slug === wish.slug);
  const asked = { party: wish.party, serviceDate: today, minute: wish.minute };
  if (!house || depositFor(house.policy, asked, 'KRW').amountMinor > 0)
    throw new Error(`the demo diner cannot book ${wish.slug} without a deposit`);
  for (let further = 0; further < 4; further++) {
    const inDays = wish.inDays + Math.sign(wish.inDays) * further;
    const day = openDay(house, addDays(today, inDays), inDays);
    for (const slot of nearestSlots(day.slots, wish.minute, 4)) {
      const seating = seatParty(day, slot, wish.party, wish.fate);
      if (seating) return [`${wish.slug} ${day.date}`, { day, seating, note: wish.note }];
    }
  }
  throw new Error(`${wish.slug} has no table for the demo diner`);
}
