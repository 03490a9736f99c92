'use client';

import { useEffect, useState } from 'react';

const LOOK_MS = 250;

/** The server's clock in whole seconds, by which what is counted down is redrawn. `startMs` is what the page was made at. */
export function useNow(startMs: number, serverNow: () => number): number {
  const [nowMs, setNowMs] = useState(startMs);
  useEffect(() => {
    const tick = () => setNowMs(Math.floor(serverNow() / 1_000) * 1_000);
    const timer = setInterval(tick, LOOK_MS);
    return () => clearInterval(timer);
  }, [serverNow]);
  return nowMs;
}
