'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useDepositWords } from '@/components/restaurant/deposit-words';
import { RefundLines } from '@/components/restaurant/refund-lines';
import { Facts } from '@/components/ui/facts';
import { formatMoney } from '@/components/ui/format-money';
import { Notice } from '@/components/ui/notice';
import { SkeletonGroup, SkeletonText } from '@/components/ui/skeleton';
import { askedOf, type BookingPolicy, depositFor } from '@/server/domain/payment/policy';
import { type Choice, stayMinutes, type Terms } from './choice';
import { ReaderZone } from './reader-zone';

/** What is being held and on what terms, in plain words. */
export function HoldSummary({
  choice,
  terms,
  failed,
  replacing,
}: {
  choice: Choice;
  terms: Terms | undefined;
  /** The terms could not be loaded. */
  failed: boolean;
  replacing: boolean;
}) {
  const t = useTranslations('restaurant.hold');
  const locale = useLocale();
  const { party, restaurant } = choice;
  const { currency } = restaurant;
  // The restaurant's page is newer than a list that has been open for a while.
  const wish = { party, serviceDate: choice.date, minute: choice.minute };
  const depositMinor = terms ? depositFor(terms.policy, wish, currency).amountMinor : choice.depositMinor;
  const asked = terms ? askedOf(terms.policy, wish) : { kind: 'none' as const, amountMinor: 0 };
  const each = terms && asked.kind !== 'per_booking' && depositMinor > 0 && party > 1;
  const stay = terms ? stayMinutes(terms, party) : null;
  const items = [
    ...(stay === null ? [] : [{ label: t('stay'), value: t('stayValue', { minutes: stay }) }]),
    {
      label: t('deposit'),
      strong: depositMinor > 0,
      value:
        depositMinor > 0 ? (
          <span className="grid justify-items-end">
            {formatMoney({ amountMinor: depositMinor, currency }, locale)}
            {each ? (
              <span className="font-normal text-sm text-soft">
                {t('each', { amount: formatMoney({ amountMinor: asked.amountMinor, currency }, locale) })}
              </span>
            ) : null}
          </span>
        ) : (
          t('noDeposit')
        ),
    },
  ];
  return (
    <div className="grid gap-4">
      <Facts layout="rows" items={items} />
      <div className="grid gap-2 text-soft">
        {terms ? (
          <Words choice={choice} terms={terms} depositMinor={depositMinor} />
        ) : failed ? (
          <p>{t('termsFailed')}</p>
        ) : (
          <SkeletonGroup label={t('loading')}>
            <SkeletonText lines={3} />
          </SkeletonGroup>
        )}
        <ReaderZone timeZone={restaurant.timeZone} instantMs={choice.startsAtMs ?? undefined} className="text-sm" />
      </div>
      {replacing ? <Notice title={t('replaces')} /> : null}
    </div>
  );
}

function Words({ choice, terms, depositMinor }: { choice: Choice; terms: Terms; depositMinor: number }) {
  const t = useTranslations('restaurant.hold');
  const words = useDepositWords(choice.restaurant.currency);
  const { party, date, minute } = choice;
  const rule = words.decides(terms.policy, { party, serviceDate: date, minute });
  const because = rule ? <p className="text-sm tabular">{rule}</p> : null;
  if (depositMinor === 0)
    return (
      <>
        {because}
        <p>{t('howFree')}</p>
      </>
    );
  const policy: BookingPolicy = terms.policy;
  return (
    <>
      {because}
      <p>{t('how', { minutes: terms.limits.holdMinutes })}</p>
      <RefundLines
        policy={policy}
        startsAtMs={choice.startsAtMs ?? undefined}
        timeZone={choice.restaurant.timeZone}
        className="grid gap-1 text-sm"
      />
    </>
  );
}
