'use client';

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { DayView } from './day-toolbar';

const NARROW = '(width < 64rem)';
const STORE = 'owner-day-view';
const CHANGED = 'owner-day-view-changed';
const TICK_MS = 15_000;

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    query.removeEventListener('change', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

function readView(): DayView {
  const chosen = localStorage.getItem(STORE);
  if (chosen === 'list' || chosen === 'timeline') return chosen;
  return window.matchMedia(NARROW).matches ? 'list' : 'timeline';
}

/** The view somebody chose here before; else a list where the screen is narrow and a timeline where it is not. */
export function useDayView(phone: boolean): [DayView, (view: DayView) => void] {
  const view = useSyncExternalStore<DayView>(subscribe, readView, () => (phone ? 'list' : 'timeline'));
  const choose = useCallback((next: DayView) => {
    localStorage.setItem(STORE, next);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [view, choose];
}

/** The time, going on from the server's by the browser's clock: a till with a wrong clock still shows the right line. */
export function useNow(serverNowMs: number): number {
  const [nowMs, setNowMs] = useState(serverNowMs);
  useEffect(() => {
    const offset = serverNowMs - Date.now();
    const timer = setInterval(() => setNowMs(Date.now() + offset), TICK_MS);
    return () => clearInterval(timer);
  }, [serverNowMs]);
  return nowMs;
}
