'use client';

import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { PageTitle } from '@/components/shell/page-title';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { formatDay } from '@/components/ui/format-date-time';
import { Money } from '@/components/ui/money';
import type { StatementView } from '@/server/services/settlement';
import { Files } from './files';
import { PayoutBadge } from './payout-badge';
import { StatementLines } from './statement-lines';

/** One statement: what it comes to, and every line of it. */
export function StatementPage({ base, initial }: { base: string; initial: StatementView }) {
  const t = useTranslations('money.statement');
  const owner = useTranslations('money.owner.period');
  const locale = useLocale();
  const { statement, restaurant } = initial;
  const { currency } = statement;
  const amount = (amountMinor: number) => <Money value={{ amountMinor, currency }} />;
  const rows = [
    ...(statement.carriedInMinor < 0 ? [{ label: t('carriedIn'), value: amount(statement.carriedInMinor) }] : []),
    { label: owner('deposit'), value: amount(statement.depositMinor) },
    ...(statement.couponMinor === 0 ? [] : [{ label: owner('coupon'), value: amount(statement.couponMinor) }]),
    { label: owner('fee'), value: amount(statement.feeMinor) },
    { label: owner('vat'), value: amount(statement.vatMinor) },
    { label: owner('deduction'), value: amount(statement.deductionMinor) },
  ];
  const end =
    statement.carriedOutMinor < 0
      ? { label: t('carriedOut'), value: amount(statement.carriedOutMinor) }
      : { label: t('payout'), value: amount(statement.payoutMinor) };
  return (
    <>
      <PageTitle
        dense
        above={
          <Link href={base} className="inline-flex min-h-6 items-center gap-1 hover:text-ink pointer-coarse:min-h-11">
            <ChevronLeft aria-hidden="true" className="size-4" />
            {t('back')}
          </Link>
        }
        title={t('title', { no: statement.no })}
        lead={owner('dates', {
          from: formatDay(statement.firstDate, locale),
          to: formatDay(statement.lastDate, locale),
        })}
        actions={<Files statement={statement} />}
      />
      <div className="grid gap-10">
        <Card className="grid max-w-prose gap-4">
          <Facts layout="rows" items={rows} />
          <Facts layout="rows" className="border-hairline border-t pt-3" items={[{ ...end, strong: true }]} />
          <div>
            <PayoutBadge statement={statement} timeZone={restaurant.timeZone} />
          </div>
        </Card>
        <StatementLines initial={initial} />
      </div>
    </>
  );
}
