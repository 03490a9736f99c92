import { useTranslations } from 'next-intl';
import { asksDeposit } from '@/server/domain/payment/policy';
import type { RestaurantPage } from '@/server/services/restaurant';
import { DepositTerms } from './deposit-terms';
import { useOpeningWords } from './opening-words';
import { PageSection } from './page-section';
import { RefundLines, useSpan } from './refund-lines';

/** Deposit, refunds and times in plain words, before anybody chooses anything. */
export function Policy({ page }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant.terms');
  const { policy, limits } = page;
  const paid = asksDeposit(policy);
  const periods = page.week.flatMap((day) => day.periods);
  return (
    <PageSection title={t('title')}>
      <div className="grid max-w-prose gap-4">
        <DepositTerms terms={policy} currency={limits.currency} periods={periods} />
        {paid ? <RefundLines policy={policy} timeZone={limits.timeZone} className="grid gap-1 text-soft" /> : null}
        <Times page={page} />
      </div>
    </PageSection>
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
      {asksDeposit(policy) ? <li>{t('hold', { minutes: limits.holdMinutes })}</li> : null}
    </ul>
  );
}
