'use client';

import { ChartColumn } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useLocale, useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { formatMoney } from '@/components/ui/format-money';
import { Skeleton } from '@/components/ui/skeleton';
import type { MoneyOverview } from '@/server/services/owner';

/** Charts are heavy, and nobody waits for one: it comes after the figures. */
const DaysChart = dynamic(() => import('./days-chart'), {
  ssr: false,
  loading: () => <Skeleton shape="block" className="h-full" />,
});

/** What each of the last days earned. The picture is said in a sentence too. */
export function DaysCard({ money }: { money: MoneyOverview }) {
  const t = useTranslations('money.owner.chart');
  const locale = useLocale();
  const { days, currency } = money;
  const earnedMinor = days.reduce((total, day) => total + day.earnedMinor, 0);
  const deductedMinor = days.reduce((total, day) => total + day.deductedMinor, 0);
  const amount = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale);
  return (
    <section aria-labelledby="days" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="days" className="font-medium text-lg">
          {t('title')}
        </h2>
        <p className="max-w-prose text-soft">{t('lead')}</p>
      </div>
      {earnedMinor === 0 && deductedMinor === 0 ? (
        <EmptyState level={3} title={t('none')} art={<ChartColumn aria-hidden="true" />}>
          {t('noneBody')}
        </EmptyState>
      ) : (
        <figure className="grid gap-3 rounded-md border border-hairline bg-raised p-4 sm:p-5">
          <div className="h-56" aria-hidden="true">
            <DaysChart days={days} currency={currency} />
          </div>
          <figcaption className="grid gap-2">
            <span className="flex flex-wrap gap-x-5 gap-y-1 text-soft text-xs" aria-hidden="true">
              <span className="flex items-center gap-1.5">
                <span className="size-2.5 rounded-[2px] bg-accent" />
                {t('earned')}
              </span>
              <span className="flex items-center gap-1.5">
                <span className="size-2.5 rounded-[2px] bg-brick" />
                {t('deducted')}
              </span>
            </span>
            <span className="text-sm text-soft tabular">
              {t('words', { earned: amount(earnedMinor), deducted: amount(0 - deductedMinor) })}
            </span>
          </figcaption>
        </figure>
      )}
    </section>
  );
}
