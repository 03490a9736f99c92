'use client';

import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

export type ShortcutKey =
  | 'next'
  | 'previous'
  | 'seat'
  | 'complete'
  | 'no-show'
  | 'unseat'
  | 'search'
  | 'help'
  | 'clear';

const KEYS: Record<string, ShortcutKey> = {
  j: 'next',
  k: 'previous',
  s: 'seat',
  c: 'complete',
  n: 'no-show',
  u: 'unseat',
  '/': 'search',
  '?': 'help',
  Escape: 'clear',
};
/** Arrows scroll the page unless the focus is on a booking. */
const ARROWS: Record<string, ShortcutKey> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  ArrowRight: 'next',
  ArrowLeft: 'previous',
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'));

/** Something lies over the page: its keys are its own. */
const isCovered = (): boolean =>
  document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null;

/** The one key that a key press means here, or null. Keys are read by place too, so that a Korean layout works. */
function shortcutOf(event: KeyboardEvent): ShortcutKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (isTyping(event.target)) return event.key === 'Escape' ? 'clear' : null;
  const onBooking = event.target instanceof HTMLElement && event.target.closest('[data-booking]') !== null;
  const byPlace = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
  return (onBooking ? ARROWS[event.key] : undefined) ?? KEYS[event.key] ?? KEYS[byPlace] ?? null;
}

/** Calls `onShortcut` for the keys of the day page; one that returns false leaves the key to the browser. */
export function useShortcuts(enabled: boolean, onShortcut: (key: ShortcutKey) => boolean): void {
  const latest = useRef(onShortcut);
  useEffect(() => {
    latest.current = onShortcut;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isCovered()) return;
      const key = shortcutOf(event);
      if (key && latest.current(key)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [enabled]);
}

const STORE = 'owner-shortcuts';
const CHANGED = 'owner-shortcuts-changed';
const subscribe = (listener: () => void) => {
  window.addEventListener(CHANGED, listener);
  return () => window.removeEventListener(CHANGED, listener);
};

/** Whether single keys act; kept in the browser, since a screen reader or speech input may need them off. */
export function useShortcutsOn(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(STORE) !== 'off',
    () => true,
  );
  const set = useCallback((next: boolean) => {
    localStorage.setItem(STORE, next ? 'on' : 'off');
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [on, set];
}
