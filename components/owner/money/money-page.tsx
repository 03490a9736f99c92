'use client';

import { useLocale, useTranslations } from 'next-intl';
import { PageTitle } from '@/components/shell/page-title';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { formatDay } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import { Money } from '@/components/ui/money';
import type { MoneyOverview } from '@/server/services/owner';
import type { StatementList } from '@/server/services/settlement';
import { AccountCard, type Again } from './account-card';
import { DaysCard } from './days-card';
import { NextPayout } from './next-payout';
import { StatementTable } from './statement-table';

/** Where a restaurant's money is, what comes next, and the papers of what was. */
export function MoneyPage({
  money,
  statements,
  again,
}: {
  money: MoneyOverview;
  /** The last of them. */
  statements: StatementList;
  again: Again;
}) {
  const t = useTranslations('money.owner');
  return (
    <>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      <div className="grid gap-10">
        <div className="grid gap-4 lg:grid-cols-2">
          <NextPayout money={money} />
          <PeriodCard money={money} />
        </div>
        <Holdings money={money} />
        <DaysCard money={money} />
        <StatementTable
          base={`/owner/${money.restaurantId}/money`}
          restaurantId={money.restaurantId}
          initial={statements}
          timeZone={money.timeZone}
          periodEnds={money.period.lastDate}
        />
        <AccountCard
          restaurantId={money.restaurantId}
          account={money.account}
          timeZone={money.timeZone}
          again={again}
        />
      </div>
    </>
  );
}

/** Who holds what, and why. */
function Holdings({ money }: { money: MoneyOverview }) {
  const t = useTranslations('money.owner.figures');
  const figures = [
    { key: 'held', amountMinor: money.heldMinor },
    { key: 'owed', amountMinor: money.owedMinor },
    { key: 'underWay', amountMinor: money.underWayMinor },
    { key: 'paid', amountMinor: money.paidOutMinor },
  ] as const;
  return (
    <section aria-labelledby="holdings" className="grid gap-4">
      <h2 id="holdings" className="font-medium text-lg">
        {t('title')}
      </h2>
      <dl className="grid gap-px overflow-hidden rounded-md border border-hairline bg-hairline sm:grid-cols-2 lg:grid-cols-4">
        {figures.map(({ key, amountMinor }) => (
          <div key={key} className="grid content-start gap-1.5 bg-raised p-4 sm:p-5">
            <dt className="text-sm text-soft">{t(`${key}.name`)}</dt>
            <dd className="font-medium text-lg">
              <Money value={{ amountMinor, currency: money.currency }} />
            </dd>
            <dd className="text-sm text-soft">{t(`${key}.why`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const percentOf = (bps: number, locale: string) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(bps / 10_000);

/** What the running period comes to so far, as on a bill. */
function PeriodCard({ money }: { money: MoneyOverview }) {
  const t = useTranslations('money.owner.period');
  const periods = useTranslations('money.periods');
  const locale = useLocale();
  const { period, terms, currency } = money;
  const amount = (amountMinor: number) => <Money value={{ amountMinor, currency }} />;
  const words = {
    percent: percentOf(terms.feeBps, locale),
    vat: percentOf(terms.vatBps, locale),
    period: periods(terms.period),
    fixed: formatMoney({ amountMinor: terms.feeFixedMinor, currency }, locale),
  };
  const rows = [
    { label: t('deposit'), value: amount(period.depositMinor) },
    ...(period.couponMinor === 0 ? [] : [{ label: t('coupon'), value: amount(period.couponMinor) }]),
    { label: t('fee'), value: amount(period.feeMinor) },
    { label: t('vat'), value: amount(period.vatMinor) },
    { label: t('deduction'), value: amount(period.deductionMinor) },
  ];
  return (
    <Card as="section" aria-labelledby="period" className="grid content-start gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="period" className="font-medium text-lg">
          {t('title')}
        </h2>
        <p className="text-sm text-soft tabular">
          {t('dates', { from: formatDay(period.firstDate, locale), to: formatDay(period.lastDate, locale) })}
        </p>
      </div>
      <Facts layout="rows" items={rows} />
      <Facts
        layout="rows"
        className="border-hairline border-t pt-3"
        items={[{ label: t('net'), value: amount(period.netMinor), strong: true }]}
      />
      <p className="text-sm text-soft">{terms.feeFixedMinor > 0 ? t('termsFixed', words) : t('terms', words)}</p>
    </Card>
  );
}
