import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from '@/components/ui/format-date-time';
import type { BookingPolicy } from '@/server/domain/payment/policy';
import { type RefundTerm, refundTerms } from './refund-terms';

const HOURS_A_DAY = 24;

/** A span in days where it is whole days, two or more; otherwise in hours. */
export function useSpan() {
  const t = useTranslations('restaurant.terms');
  return (hours: number) =>
    hours >= 2 * HOURS_A_DAY && hours % HOURS_A_DAY === 0
      ? t('days', { count: hours / HOURS_A_DAY })
      : t('hours', { count: hours });
}

/**
 * What cancelling gives back, in sentences. With `startsAtMs` (epoch ms, in `timeZone`) they name the very moments for a
 * booking made now.
 */
export function RefundLines({
  policy,
  startsAtMs,
  timeZone,
  className,
}: {
  policy: BookingPolicy;
  startsAtMs?: number;
  timeZone: string;
  className?: string;
}) {
  const t = useTranslations('restaurant.terms');
  const locale = useLocale();
  const span = useSpan();
  const say = (term: RefundTerm): string => {
    switch (term.kind) {
      case 'always':
        return t('always');
      case 'grace':
        return t('grace', { minutes: term.minutes });
      case 'nothing-after':
        return t('nothing');
      case 'nothing':
        return t('nothingNow');
      case 'tier': {
        const all = term.percent === 100;
        if (term.hoursBefore === 0) return all ? t('fullStart') : t('partStart', { percent: term.percent });
        if (term.untilMs === null) {
          const ahead = span(term.hoursBefore);
          return all ? t('full', { span: ahead }) : t('part', { span: ahead, percent: term.percent });
        }
        const when = formatDateTime(new Date(term.untilMs), { timeZone, locale });
        return all ? t('fullUntil', { when }) : t('partUntil', { when, percent: term.percent });
      }
    }
  };
  const terms = refundTerms(policy, startsAtMs === undefined ? undefined : { startsAtMs, nowMs: Date.now() });
  return (
    <ul className={className}>
      {terms.map((term) => (
        <li key={term.kind === 'tier' ? `tier-${term.hoursBefore}` : term.kind}>{say(term)}</li>
      ))}
      {terms.some(({ kind }) => kind === 'nothing-after') ? null : <li>{t('noShow')}</li>}
    </ul>
  );
}
