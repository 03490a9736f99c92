'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

const STEPS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
] as const;

/** A span of time in its largest unit: "3 min", "2 h"; under ten seconds with a tenth. */
export function useAge(): (ms: number) => string {
  const t = useTranslations('ops.age');
  return (ms) => {
    if (ms < 1_000) return t('milliseconds', { n: Math.max(0, Math.round(ms)) });
    const [unit, size] = STEPS.find(([, step]) => ms >= step)!;
    return t(unit, { n: unit === 'seconds' && ms < 10_000 ? Math.round(ms / 100) / 10 : Math.floor(ms / size) });
  };
}

const TICK_MS = 5_000;

/** The time, going on from the server's. */
export function useServerNow(serverNowMs: number): number {
  const [nowMs, setNowMs] = useState(serverNowMs);
  useEffect(() => {
    const offset = serverNowMs - Date.now();
    const timer = setInterval(() => setNowMs(Date.now() + offset), TICK_MS);
    return () => clearInterval(timer);
  }, [serverNowMs]);
  return nowMs;
}
