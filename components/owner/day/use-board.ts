'use client';

import { useRef, useState } from 'react';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { DayBooking, ServiceDay } from '@/server/services/owner';
import { tableLabels } from './booking-parts';
import type { DayView } from './day-toolbar';
import { commandsFor, isQuiet, matches, type ServeCommand } from './rules';
import { useServe } from './use-serve';
import { type ShortcutKey, useShortcuts, useShortcutsOn } from './use-shortcuts';

/** What is chosen, searched and asked on the board, and the keys that do it. */
export function useBoard(day: ServiceDay, restaurantId: RestaurantId, nowMs: number, view: DayView) {
  const { serve, said } = useServe(restaurantId, day.date);
  const [search, setSearch] = useState('');
  const [help, setHelp] = useState(false);
  const [keysOn, setKeysOn] = useShortcutsOn();
  const [asked, setAsked] = useState<DayBooking | null>(null);
  const [asking, setAsking] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  const { shown, listed, gone } = useShown(day, search);
  const { selectedId, select, step } = useChoice();
  const selected = shown.find(({ id }) => id === selectedId) ?? null;

  const ask = (booking: DayBooking, command: ServeCommand) => {
    // The hand goes on to the next guest.
    if (command === 'complete' && booking.id === selectedId) step(listed, 1);
    if (command !== 'no-show') return serve(booking, command);
    // Final, and it concerns the guest's money: asked, where the rest happens at once.
    setAsked(booking);
    setAsking(true);
  };
  const clear = () => {
    searchField.current?.blur();
    setSearch('');
    select(null);
  };
  const onShortcut = (key: ShortcutKey): boolean => {
    if (key === 'next' || key === 'previous') step(view === 'list' ? listed : shown, key === 'next' ? 1 : -1);
    else if (key === 'search') searchField.current?.focus();
    else if (key === 'help') setHelp(true);
    else if (key === 'clear') clear();
    else {
      if (!selected || !commandsFor(selected, nowMs).some(({ command }) => command === key)) return false;
      ask(selected, key);
    }
    return true;
  };
  useShortcuts(keysOn, onShortcut);
  return {
    ...{ shown, listed, gone, selected, select },
    ...{ asked, asking, setAsking, ask, serve, said },
    ...{ search, setSearch, searchField, help, setHelp, keysOn, setKeysOn },
    foundIds: search === '' ? null : new Set<string>(shown.map(({ id }) => id)),
  };
}

/** Bookings that answer the search. While guests are here or to come, those who left are out of the list's way. */
function useShown(day: ServiceDay, search: string) {
  const shown = day.bookings.filter(
    (booking) => !isQuiet(booking) && matches(booking, search, tableLabels(day, booking)),
  );
  const left = shown.filter(({ status }) => status === 'COMPLETED');
  const working = search === '' && left.length < shown.length;
  return {
    shown,
    listed: working ? shown.filter(({ status }) => status !== 'COMPLETED') : shown,
    gone: working ? left : [],
  };
}

/** The booking the keys act on. */
function useChoice() {
  const [selectedId, select] = useState<DayBooking['id'] | null>(null);
  /** To the booking before or after; from none, to the first that is here or to come. */
  const step = (among: readonly DayBooking[], by: 1 | -1) => {
    const at = among.findIndex(({ id }) => id === selectedId);
    const first = among.findIndex(({ status }) => status === 'CONFIRMED' || status === 'SEATED');
    const booking = among[at === -1 ? Math.max(0, first) : Math.min(among.length - 1, Math.max(0, at + by))];
    if (!booking) return;
    select(booking.id);
    document.querySelector<HTMLElement>(`[data-booking="${booking.id}"]`)?.focus();
  };
  return { selectedId, select, step };
}
