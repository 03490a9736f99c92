'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { DateTime } from '@/components/ui/date-time';
import { Money } from '@/components/ui/money';
import type { Account } from '@/server/domain/ledger/accounts';
import { isCorrectable } from '@/server/domain/ledger/correction';
import { REFUND_CAME_BACK } from '@/server/domain/ledger/entry';
import type { ListedEntry } from '@/server/services/ledger';
import { OPS_ZONE } from '../types';
import { Correct } from './correct';
import { entriesHref } from './filters';

const LINK = 'underline decoration-hairline underline-offset-4 hover:decoration-ink';

/** One entry: what it is about, who made it and why, and its lines on both sides. */
export function Entry({ entry, account }: { entry: ListedEntry; account: Account }) {
  const t = useTranslations('money.entries');
  const kinds = useTranslations('money.kinds');
  const locale = useLocale();
  const { restaurant, reservation, currency } = entry;
  const said = entry.reason === REFUND_CAME_BACK ? t('cameBack') : entry.reason;
  const reason = said ?? (entry.kind === 'reversal' ? t('byRestaurant') : null);
  return (
    <Card as="li" id={entry.id} className="grid gap-3 sm:p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge>{kinds(entry.kind)}</Badge>
        {entry.corrected ? <Badge tone="waiting">{t(entry.kind === 'payout' ? 'returned' : 'corrected')}</Badge> : null}
        <DateTime instant={entry.at.toISOString()} timeZone={OPS_ZONE} className="text-sm" />
        {restaurant ? (
          <Link
            href={entriesHref(account, { currency, restaurant: restaurant.id })}
            title={t('onlyRestaurant')}
            className={cn('text-sm', LINK)}
          >
            {locale === 'en' && restaurant.nameEn ? restaurant.nameEn : restaurant.name}
          </Link>
        ) : null}
        {reservation ? (
          <Link
            href={entriesHref(account, { reservation: reservation.id })}
            title={t('onlyBooking')}
            className={cn('text-sm tabular', LINK)}
          >
            {t('booking', { code: reservation.code ?? reservation.id })}
          </Link>
        ) : null}
      </div>
      {reason ? <p className="text-sm">{t('reason', { reason })}</p> : null}
      <Lines entry={entry} account={account} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 break-all text-faint text-xs tabular verbatim">
          {t('by', { actor: entry.actor })} · {entry.source} {entry.sourceId} · {entry.id}
        </p>
        {isCorrectable(entry.kind) && restaurant && !entry.corrected ? <Correct entry={entry} /> : null}
      </div>
    </Card>
  );
}

function Lines({ entry, account }: { entry: ListedEntry; account: Account }) {
  const t = useTranslations('money.ledger');
  const names = useTranslations('money.accounts');
  return (
    <table className="w-full max-w-prose border-collapse text-sm">
      <caption className="sr-only">{entry.id}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('account')}</th>
          <th scope="col">{t('debit')}</th>
          <th scope="col">{t('credit')}</th>
        </tr>
      </thead>
      <tbody>
        {entry.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry's lines never change
          <tr key={index} className="border-hairline border-t">
            <th
              scope="row"
              className={cn('py-1.5 text-left', line.account === account ? 'font-medium' : 'font-normal text-soft')}
            >
              <Link href={entriesHref(line.account, { currency: entry.currency })} className="hover:underline">
                {names(`${line.account}.name`)}
              </Link>
            </th>
            <td className="w-28 py-1.5 text-right sm:w-36">
              {line.amountMinor > 0 ? (
                <Money value={{ amountMinor: line.amountMinor, currency: entry.currency }} />
              ) : null}
            </td>
            <td className="w-28 py-1.5 text-right sm:w-36">
              {line.amountMinor < 0 ? (
                <Money value={{ amountMinor: -line.amountMinor, currency: entry.currency }} />
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
