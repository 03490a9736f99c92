'use client';

import { useTranslations } from 'next-intl';
import { ProgressLine } from '@/components/ui/progress-line';

const MINUTE = 60;

/** How long a hold still lasts: a line that shortens, the clock beside it, and minutes in words, which change once a minute. */
export function Countdown({ seconds, ofSeconds }: { seconds: number; ofSeconds: number }) {
  const t = useTranslations('checkout.countdown');
  const words = t('left', { minutes: Math.floor(seconds / MINUTE) });
  const clock = `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, '0')}`;
  const soon = seconds <= MINUTE;
  return (
    <div className="grid gap-2">
      <ProgressLine
        value={seconds}
        max={ofSeconds}
        label={t('label')}
        valueText={words}
        tone={soon ? 'amber' : 'accent'}
      />
      <p aria-hidden="true" className="flex items-baseline justify-between gap-4 text-sm text-soft">
        <span>{soon ? t('soon') : t('held')}</span>
        <span className="font-medium text-ink tabular">{clock}</span>
      </p>
      <p role="timer" aria-live="polite" aria-atomic="true" className="sr-only">
        {words}
      </p>
    </div>
  );
}
