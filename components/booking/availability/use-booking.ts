'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '@/components/providers/api';
import { restaurantHref } from '@/components/restaurant/address';
import type { DaySummary } from '@/server/domain/availability/day-view';
import { depositFor } from '@/server/domain/payment/policy';
import type { Availability } from '@/server/services/restaurant';
import type { BookingPlace } from './booking-place';
import type { Choice } from './choice';
import { addDays, endOfMonth } from './days';
import { isGone, nearestFree, type Slot } from './slot-groups';
import { useAvailability } from './use-availability';

/** What the server says first: the wish of the address, and the times and days it read for it. */
export type BookingStart = {
  party: number;
  date: string;
  /** The start the reader came for; null when they named none. */
  wanted: number | null;
  /** The start to hold at once: the reader comes back from signing in. */
  pick: number | null;
  /** A hold to be given up for the new one. */
  replaces?: string;
  availability: Availability;
  days: DaySummary[];
};

/**
 * The chosen start went while the sheet was open, or while the reader was away signing in: said before they press, in the
 * words of the refusal they would get.
 */
function goneRefusal(choice: Choice | null, day: Availability | undefined): Refusal | null {
  if (!choice || !day || day.date !== choice.date || day.party !== choice.party) return null;
  if (typeof day.closed?.opensAtMs === 'number')
    return {
      code: 'SLOT_NOT_OPEN_YET',
      retry: true,
      details: { opensAt: new Date(day.closed.opensAtMs).toISOString() },
    };
  if (!isGone(day.grid, choice.minute)) return null;
  const nearest = nearestFree(day.grid, choice.minute).map(({ minute }) => ({ minute }));
  return { code: 'SLOT_TAKEN', retry: false, details: { nearest } };
}

/** Everything the booking panel is about, shared by the panel and the sheet. The address follows what is chosen. */
export function useBooking(place: BookingPlace, start: BookingStart) {
  const [party, setParty] = useState(start.party);
  const [date, setDate] = useState(start.date);
  const [choice, setChoice] = useState<Choice | null>(null);
  const times = useAvailability(place.id, date, party, start.availability);
  const choiceOf = useCallback(
    (slot: Pick<Slot, 'minute'> & { startsAtMs: number | null }): Choice => ({
      restaurant: { ...place, timeZone: place.limits.timeZone, currency: place.limits.currency },
      date,
      minute: slot.minute,
      startsAtMs: slot.startsAtMs,
      party,
      depositMinor: depositFor(place.policy, { party, serviceDate: date, minute: slot.minute }, place.limits.currency)
        .amountMinor,
    }),
    [place, date, party],
  );
  useReturn(start, choiceOf, setChoice);
  const remember = (wish: { party: number; date: string }) => {
    const when = { ...wish, minute: start.wanted ?? 19 * 60 };
    window.history.replaceState(null, '', restaurantHref(place.slug, when, { replaces: start.replaces }));
  };
  return {
    place,
    /** As far as days can be looked at: a month beyond those that can be booked, to see when they open. */
    lookEnd: endOfMonth(addDays(endOfMonth(place.lastDay), 1)),
    party,
    setParty: (next: number) => {
      setParty(next);
      remember({ party: next, date });
    },
    date,
    setDate: (next: string) => {
      setDate(next);
      remember({ party, date: next });
    },
    wanted: start.wanted,
    replaces: start.replaces,
    initialDays: { party: start.party, days: start.days },
    nextOpen: start.days.find((day) => day.date > date && day.state === 'open')?.date ?? null,
    times,
    choice,
    setChoice: (next: Choice | null) => {
      setChoice(next);
      // The address no longer asks for the start that was declined.
      if (next === null) remember({ party, date });
    },
    gone: goneRefusal(choice, times.stale ? undefined : times.day),
    choose: (slot: Slot) => setChoice(choiceOf(slot)),
  };
}

export type Booking = ReturnType<typeof useBooking>;

/** Opens the sheet for the start named in the address, once: whoever went to sign in is one press from holding it. */
function useReturn(
  { pick, availability }: BookingStart,
  choiceOf: (slot: { minute: number; startsAtMs: number | null }) => Choice,
  setChoice: (choice: Choice) => void,
) {
  const [done, setDone] = useState(pick === null);
  useEffect(() => {
    if (done || pick === null) return;
    setDone(true);
    // A start that day does not have (the address was kept too long) is nothing to hold; the panel says what there is.
    const slot = availability.grid.find((one) => one.minute === pick && one.state !== 'past');
    if (slot) setChoice(choiceOf(slot));
  }, [done, pick, availability, choiceOf, setChoice]);
}
