'use client';

import { CalendarClock } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from '@/components/ui/format-date-time';
import { Tick } from '@/components/ui/tick';
import { useLastHour } from './use-opening';

const MINUTE = 60;
/** From here on seconds are counted; before that a number that changes once a minute is enough. */
const SECONDS_FROM = 10 * MINUTE;
/** Minutes at which a reader who hears the page is told, the last first. */
const TOLD = [1, 5, 10, 30, 60];

/** When an instant is at a restaurant, in words; the year only when it is another than the present one. */
export function useOpeningTime(timeZone: string) {
  const locale = useLocale();
  return (opensAtMs: number, nowMs?: number) =>
    formatDateTime(new Date(opensAtMs), { timeZone, locale, now: nowMs === undefined ? undefined : new Date(nowMs) });
}

/** In place of the times of a day that is not open yet: when it opens, and in the last hour how long that is. */
export function NotYet({
  opensAtMs,
  nowMs,
  timeZone,
  serverNow,
}: {
  opensAtMs: number;
  nowMs: number;
  timeZone: string;
  serverNow: () => number;
}) {
  const t = useTranslations('restaurant.notYet');
  const opens = useOpeningTime(timeZone);
  const seconds = useLastHour(opensAtMs, serverNow);
  return (
    <div className="flex gap-3 rounded-md bg-wash p-4">
      <CalendarClock aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-soft" />
      <div className="grid min-w-0 gap-1">
        <p className="font-medium tabular">{t('opens', { when: opens(opensAtMs, nowMs) })}</p>
        <p className="text-sm text-soft">{t('byItself')}</p>
        {seconds === null ? null : <Countdown seconds={seconds} />}
      </div>
    </div>
  );
}

function Countdown({ seconds }: { seconds: number }) {
  const t = useTranslations('restaurant.notYet');
  const minutes = Math.ceil(seconds / MINUTE);
  const told = TOLD.find((step) => seconds <= step * MINUTE) ?? TOLD[TOLD.length - 1]!;
  return (
    <>
      <p aria-hidden="true" className="mt-2 text-soft">
        {seconds === 0
          ? t('now')
          : t.rich(seconds > SECONDS_FROM ? 'inMinutes' : 'in', {
              left: () => (seconds > SECONDS_FROM ? <Digits value={minutes} /> : <Clock seconds={seconds} />),
            })}
      </p>
      <p role="timer" aria-live="polite" aria-atomic="true" className="sr-only">
        {seconds === 0 ? t('now') : t('spoken', { minutes: told })}
      </p>
    </>
  );
}

const Digits = ({ value }: { value: string | number }) => <Tick value={value} className="font-medium text-ink" />;

/** Each digit ticks by itself, so that only what changes moves. */
function Clock({ seconds }: { seconds: number }) {
  const [tens, ones] = String(seconds % MINUTE).padStart(2, '0');
  return (
    <span className="font-medium text-ink tabular">
      <Digits value={Math.floor(seconds / MINUTE)} />:<Digits value={tens!} />
      <Digits value={ones!} />
    </span>
  );
}
