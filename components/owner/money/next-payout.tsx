'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { formatDay } from '@/components/ui/format-date-time';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import type { MoneyOverview } from '@/server/services/owner';
import { useBankName } from './use-bank-name';

/** What comes next, when, and to which account. */
export function NextPayout({ money }: { money: MoneyOverview }) {
  const t = useTranslations('money.owner.next');
  const locale = useLocale();
  const bankName = useBankName();
  const { openMinor, period, account, currency } = money;
  const day = (date: string) => formatDay(date, locale);
  return (
    <Card as="section" aria-labelledby="next-payout" className="grid content-start gap-4">
      <h2 id="next-payout" className="font-medium text-lg">
        {t('title')}
      </h2>
      <p className="grid gap-1">
        <span className="text-sm text-soft">{t('soFar')}</span>
        <Money value={{ amountMinor: openMinor, currency }} className="font-quiet text-2xl" />
      </p>
      <p className="text-balance text-soft">
        {t('when', { from: day(period.firstDate), to: day(period.lastDate), due: day(period.dueDate) })}
      </p>
      {openMinor < 0 ? <p className="text-sm text-soft">{t('negative')}</p> : null}
      {openMinor === 0 ? <p className="text-sm text-soft">{t('nothing')}</p> : null}
      {account ? (
        <p className="border-hairline border-t pt-3 text-sm text-soft tabular">
          {t('toAccount', { bank: bankName(account.bankCode), number: account.masked, holder: account.holder })}
        </p>
      ) : (
        <Notice
          tone="waiting"
          title={t('noAccount')}
          action={
            <a
              href="#payout-account"
              className="inline-flex min-h-9 items-center font-medium text-sm underline underline-offset-4 pointer-coarse:min-h-11"
            >
              {t('add')}
            </a>
          }
        >
          {t('noAccountBody')}
        </Notice>
      )}
    </Card>
  );
}
