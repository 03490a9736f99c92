'use client';

import { useLocale, useTranslations } from 'next-intl';
import { wording } from '@/components/restaurant/words';
import { Button } from '@/components/ui/button';
import { formatDay } from '@/components/ui/format-date-time';
import type { Availability, ClosedReason } from '@/server/services/restaurant';

/** Why a day has no time to give, said plainly, and what to do instead. */
export function NoTimes({
  day,
  phone,
  nextOpen,
  onDate,
  onParty,
}: {
  day: Availability;
  phone: string | null;
  /** The next day known to have a table. */
  nextOpen: string | null;
  onDate: (date: string) => void;
  onParty: (party: number) => void;
}) {
  const t = useTranslations('restaurant.noTimes');
  const locale = useLocale();
  const { title, body } = useReason(day);
  const { why, maxParty } = day.closed ?? {};
  const misfit = why === 'party-too-large' || why === 'party-too-small';
  return (
    <div className="grid justify-items-start gap-1 rounded-md bg-wash p-4">
      <p className="font-medium">{title}</p>
      {body ? <p className="text-sm text-soft">{body}</p> : null}
      <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
        {!misfit && nextOpen ? (
          <Button onClick={() => onDate(nextOpen)}>{t('nextOpen', { day: formatDay(nextOpen, locale) })}</Button>
        ) : null}
        {why === 'party-too-large' && maxParty ? (
          <Button onClick={() => onParty(maxParty)}>{t('bringParty', { count: maxParty })}</Button>
        ) : null}
        {misfit && phone ? (
          <Button asChild variant="quiet">
            <a href={`tel:${phone.replaceAll('-', '')}`}>{t('call', { phone })}</a>
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function useReason({ closed, party }: Availability): { title: string; body: string | null } {
  const t = useTranslations('restaurant.noTimes');
  const locale = useLocale();
  if (!closed) return { title: t('full'), body: t('fullBody') };
  const said: Record<ClosedReason['why'], () => { title: string; body: string | null }> = {
    past: () => ({ title: t('past'), body: null }),
    // The picker says when such a day opens, instead.
    'not-yet': () => ({ title: t('notYet'), body: null }),
    closed: () => ({ title: t('closed'), body: wording(locale, closed.reason, closed.reasonEn)?.text ?? null }),
    'party-too-large': () => ({
      title: t('tooLarge', { party }),
      body: closed.maxParty === null ? null : t('tooLargeBody', { max: closed.maxParty }),
    }),
    'party-too-small': () => ({ title: t('tooSmall', { party }), body: t('tooSmallBody') }),
  };
  return said[closed.why]();
}
