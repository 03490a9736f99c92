'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { RefundLines, useSpan } from '@/components/restaurant/refund-lines';
import { DataTable } from '@/components/ui/data-table';
import { formatMoney } from '@/components/ui/format-money';
import { Money } from '@/components/ui/money';
import { Stepper } from '@/components/ui/stepper';
import { Ticket, TicketPart, TicketTear } from '@/components/ui/ticket';
import { type BookingPolicy, depositFor } from '@/server/domain/payment/policy';
import type { Currency } from '@/server/domain/shared/money';
import type { Settings } from '@/server/services/owner';
import { exampleRefunds, exampleWish } from './policy-examples';

/** The terms as a guest will read them, and what they come to for a party. */
export function PolicyPreview({ policy, settings }: { policy: BookingPolicy; settings: Settings }) {
  const { currency } = settings;
  const t = useTranslations('owner.policy.preview');
  const [party, setParty] = useState(4);
  return (
    <section aria-label={t('title')} className="grid content-start gap-4">
      <h2 className="font-medium text-sm text-soft">{t('title')}</h2>
      <Ticket>
        <TicketPart>
          <Sentences policy={policy} settings={settings} />
        </TicketPart>
        {policy.depositKind === 'none' ? null : (
          <>
            <TicketTear />
            <TicketPart>
              <Stepper label={t('example')} value={party} onValueChange={setParty} min={1} max={20} />
              <RefundTable policy={policy} party={party} currency={currency} />
            </TicketPart>
          </>
        )}
      </Ticket>
    </section>
  );
}

/** The same sentences as on the restaurant's page. */
function Sentences({ policy, settings }: { policy: BookingPolicy; settings: Settings }) {
  const t = useTranslations('restaurant.terms');
  const own = useTranslations('owner.policy.preview');
  const locale = useLocale();
  const { depositKind, depositFromParty: count } = policy;
  if (depositKind === 'none') return <p>{t('depositNone')}</p>;
  const amount = formatMoney({ amountMinor: policy.depositMinor, currency: settings.currency }, locale);
  const each = depositKind === 'per_person';
  return (
    <div className="grid gap-3">
      {count <= 1 ? (
        <p className="font-medium">{each ? t('depositEach', { amount }) : t('depositWhole', { amount })}</p>
      ) : (
        <p className="font-medium">
          {each ? t('depositEachFrom', { count, amount }) : t('depositWholeFrom', { count, amount })}{' '}
          {t('depositFree', { count: count - 1 })}
        </p>
      )}
      <h3 className="text-sm text-soft">{own('whenPlansChange')}</h3>
      <RefundLines policy={policy} timeZone={settings.timeZone} className="grid gap-1.5" />
    </div>
  );
}

function RefundTable({ policy, party, currency }: { policy: BookingPolicy; party: number; currency: Currency }) {
  const t = useTranslations('owner.policy.preview');
  const span = useSpan();
  const paid = depositFor(policy, exampleWish(party), currency);
  if (paid.amountMinor === 0) return <p className="mt-4 text-sm text-soft">{t('noneForParty')}</p>;
  return (
    <div className="mt-4 grid gap-3">
      <p className="flex items-baseline justify-between gap-4 text-sm">
        <span className="text-soft">{t('paysNow')}</span>
        <Money value={paid} className="font-medium" />
      </p>
      <DataTable
        caption={t('table')}
        captionHidden
        dense
        rows={exampleRefunds(policy, party, currency)}
        rowKey={(row) => `${row.kind} ${row.hoursBefore}`}
        columns={[
          {
            key: 'when',
            header: t('cancels'),
            rowHeader: true,
            cell: (row) => {
              if (row.hoursBefore === 0) return row.kind === 'until' ? t('rowUntilStart') : t('rowAfterStart');
              return t(row.kind === 'until' ? 'rowUntil' : 'rowAfter', { time: span(row.hoursBefore) });
            },
          },
          { key: 'percent', header: t('share'), numeric: true, cell: (row) => `${row.percent}%` },
          { key: 'refund', header: t('back'), numeric: true, cell: (row) => <Money value={row.refund} /> },
        ]}
      />
    </div>
  );
}
