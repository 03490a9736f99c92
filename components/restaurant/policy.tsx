import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/components/ui/format-money';
import type { RestaurantPage } from '@/server/services/restaurant';
import { useOpeningWords } from './opening-words';
import { PageSection } from './page-section';
import { RefundLines, useSpan } from './refund-lines';

/** Deposit, refunds and times in plain words, before anybody chooses anything. */
export function Policy({ page }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant.terms');
  const { policy, limits } = page;
  const paid = policy.depositKind !== 'none';
  return (
    <PageSection title={t('title')}>
      <div className="grid max-w-prose gap-4">
        <Deposit page={page} />
        {paid ? <RefundLines policy={policy} timeZone={limits.timeZone} className="grid gap-1 text-soft" /> : null}
        <Times page={page} />
      </div>
    </PageSection>
  );
}

function Deposit({ page: { policy, limits } }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant.terms');
  const locale = useLocale();
  if (policy.depositKind === 'none') return <p>{t('depositNone')}</p>;
  const amount = formatMoney({ amountMinor: policy.depositMinor, currency: limits.currency }, locale);
  const count = policy.depositFromParty;
  const each = policy.depositKind === 'per_person';
  if (count <= 1) return <p>{each ? t('depositEach', { amount }) : t('depositWhole', { amount })}</p>;
  return (
    <p>
      {each ? t('depositEachFrom', { count, amount }) : t('depositWholeFrom', { count, amount })}{' '}
      {t('depositFree', { count: count - 1 })}
    </p>
  );
}

function Times({ page: { policy, limits } }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant.terms');
  const booking = useTranslations('restaurant.booking');
  const span = useSpan();
  const openingWords = useOpeningWords();
  const rows = limits.turnTimes.map((row, index) =>
    index > 0 && index === limits.turnTimes.length - 1
      ? t('stayOver', { minutes: row.minutes })
      : t('stay', {
          party: booking('guests', { count: Math.min(row.partyMax, limits.maxParty) }),
          minutes: row.minutes,
        }),
  );
  const notice =
    limits.minNoticeMinutes % 60 === 0
      ? span(limits.minNoticeMinutes / 60)
      : t('noticeMinutes', { count: limits.minNoticeMinutes });
  return (
    <ul className="grid gap-1 text-soft">
      {rows.length > 0 ? <li>{t('stays', { list: rows.join(', ') })}</li> : null}
      <li>{openingWords(limits.opening)}</li>
      {limits.minNoticeMinutes > 0 ? <li>{t('notice', { span: notice })}</li> : null}
      {policy.depositKind === 'none' ? null : <li>{t('hold', { minutes: limits.holdMinutes })}</li>}
    </ul>
  );
}
