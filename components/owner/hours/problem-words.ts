'use client';

import { useTranslations } from 'next-intl';

const KNOWN = [
  'no-name',
  'weekdays',
  'order',
  'off-grid',
  'overlap',
  'runs-into-next-day',
  'not-a-time',
  'too-many',
  'none',
  'twice',
  'below-max-party',
  'grid-in-use',
  'choice',
] as const;

const RANGES = {
  daysAhead: [1, 365],
  dayOfMonth: [1, 28],
  minNoticeMinutes: [0, 43_200],
  holdMinutes: [1, 60],
  maxParty: [1, 200],
  pacingCovers: [1, 2_000],
  partyMax: [1, 200],
  minutes: [15, 720],
} as const;

/** A problem of the hours in words; a range says its ends. `undefined` stays so. */
export function useProblemWords() {
  const t = useTranslations('owner.hours.problems');
  return (problem: string | undefined, field: string): string | undefined => {
    if (!problem) return undefined;
    if (problem === 'range' && field in RANGES) {
      const [least, most] = RANGES[field as keyof typeof RANGES];
      return t('range', { least, most });
    }
    const known = KNOWN.find((candidate) => candidate === problem);
    return known ? t(known) : t('time');
  };
}
