'use client';

import { useEffect, useState } from 'react';

/**
 * Whole seconds until an instant by the server's clock, 0 when it is past; null without an instant. `nowMs` is that clock
 * when the page or the last message was made: the browser's own clock only measures the time since, so it may be wrong.
 */
export function useSecondsUntil(targetMs: number | null, nowMs: number): number | null {
  const [seconds, setSeconds] = useState(() => secondsBetween(nowMs, targetMs));
  useEffect(() => {
    const receivedAt = Date.now();
    const tick = () => setSeconds(secondsBetween(nowMs + (Date.now() - receivedAt), targetMs));
    tick();
    if (targetMs === null) return;
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [targetMs, nowMs]);
  return seconds;
}

const secondsBetween = (nowMs: number, targetMs: number | null) =>
  targetMs === null ? null : Math.max(0, Math.ceil((targetMs - nowMs) / 1000));
