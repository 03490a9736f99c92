'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

/** A crowd that waits for one moment asks within this time after it, not all at once. */
const SPREAD_MS = 2_000;
/** Where the answer is that it has not come yet, or none, it is asked for again after this time. */
const AGAIN_MS = 3_000;
/** The countdown begins so long before. */
const COUNTED_MS = 3_600_000;
/** A timer takes no more than a month; a clock that was set anew, or a reader's sleep, is noticed after this time. */
const LONGEST_MS = 60_000;
const SOONEST_MS = 50;

/**
 * The server's clock as the reader can know it. An answer arrives late and never early, so the one that says the latest is
 * nearest to the truth; what they read never runs ahead of the server.
 */
export function useServerClock(nowMs: number | undefined): () => number {
  const ahead = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (nowMs !== undefined) ahead.current = Math.max(ahead.current, nowMs - Date.now());
  }, [nowMs]);
  return useCallback(() => Date.now() + (Number.isFinite(ahead.current) ? ahead.current : 0), []);
}

/** Calls `onOpen` when an instant has come by the server's clock, and again until there is nothing more to wait for. */
export function useAtOpening(opensAtMs: number | null, serverNow: () => number, onOpen: () => void): void {
  const call = useRef(onOpen);
  call.current = onOpen;
  useEffect(() => {
    if (opensAtMs === null) return;
    const dueMs = opensAtMs + Math.random() * SPREAD_MS;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const leftMs = dueMs - serverNow();
      if (leftMs <= 0) call.current();
      timer = setTimeout(wait, leftMs <= 0 ? AGAIN_MS : Math.min(leftMs, LONGEST_MS));
    };
    timer = setTimeout(wait, SOONEST_MS);
    return () => clearTimeout(timer);
  }, [opensAtMs, serverNow]);
}

/** Whole seconds until an instant by the server's clock in the last hour before it, 0 when it has come; null before that. */
export function useLastHour(opensAtMs: number, serverNow: () => number): number | null {
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const leftMs = opensAtMs - serverNow();
      const counted = leftMs <= COUNTED_MS;
      setSeconds(counted ? Math.max(0, Math.ceil(leftMs / 1000)) : null);
      if (leftMs <= 0) return;
      const nextMs = counted ? leftMs % 1000 || 1000 : leftMs - COUNTED_MS;
      timer = setTimeout(tick, Math.min(Math.max(nextMs, SOONEST_MS), LONGEST_MS));
    };
    // A moment later, when the clock above has heard the answer this is about.
    timer = setTimeout(tick, SOONEST_MS);
    return () => clearTimeout(timer);
  }, [opensAtMs, serverNow]);
  return seconds;
}
