'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DepositTerms } from '@/components/restaurant/deposit-terms';
import { useDepositWords } from '@/components/restaurant/deposit-words';
import { RefundLines, useSpan } from '@/components/restaurant/refund-lines';
import { DataTable } from '@/components/ui/data-table';
import { DatePicker } from '@/components/ui/date-picker';
import { Field } from '@/components/ui/field';
import { formatMinute } from '@/components/ui/format-date-time';
import { Money } from '@/components/ui/money';
import { Select } from '@/components/ui/select';
import { Stepper } from '@/components/ui/stepper';
import { Ticket, TicketPart, TicketTear } from '@/components/ui/ticket';
import { asksDeposit, type BookingPolicy, type DepositWish, depositFor } from '@/server/domain/payment/policy';
import type { Settings } from '@/server/services/owner';
import { exampleRefunds } from './policy-examples';

/** The terms as a guest will read them, and what they come to for a party on a day at a time. */
export function PolicyPreview({ policy, settings }: { policy: BookingPolicy; settings: Settings }) {
  const t = useTranslations('owner.policy.preview');
  return (
    <section aria-label={t('title')} className="grid content-start gap-4">
      <h2 className="font-medium text-sm text-soft">{t('title')}</h2>
      <Ticket>
        <TicketPart>
          <Sentences policy={policy} settings={settings} />
        </TicketPart>
        {asksDeposit(policy) ? (
          <>
            <TicketTear />
            <TicketPart>
              <Trial policy={policy} settings={settings} />
            </TicketPart>
          </>
        ) : null}
      </Ticket>
    </section>
  );
}

/** The same sentences as on the restaurant's page. */
function Sentences({ policy, settings }: { policy: BookingPolicy; settings: Settings }) {
  const own = useTranslations('owner.policy.preview');
  const terms = <DepositTerms terms={policy} currency={settings.currency} periods={settings.hours.periods} />;
  if (!asksDeposit(policy)) return terms;
  return (
    <div className="grid gap-3">
      <div className="font-medium">{terms}</div>
      <h3 className="text-sm text-soft">{own('whenPlansChange')}</h3>
      <RefundLines policy={policy} timeZone={settings.timeZone} className="grid gap-1.5" />
    </div>
  );
}

/** A diner's wish, to see what it would be asked for. */
function Trial({ policy, settings }: { policy: BookingPolicy; settings: Settings }) {
  const t = useTranslations('owner.policy.preview');
  const starts = startsOf(settings);
  const [party, setParty] = useState(4);
  const [serviceDate, setDate] = useState(settings.today);
  const [minute, setMinute] = useState(() => starts.find((start) => start >= 19 * 60) ?? starts[0] ?? 19 * 60);
  const wish = { party, serviceDate, minute };
  return (
    <div className="grid gap-4">
      <Stepper label={t('example')} value={party} onValueChange={setParty} min={1} max={20} />
      <div className="grid grid-cols-[3fr_2fr] gap-3">
        <Field label={t('day')}>
          <DatePicker label={t('day')} value={serviceDate} onValueChange={setDate} today={settings.today} />
        </Field>
        <Field label={t('time')}>
          <Select
            value={String(minute)}
            onValueChange={(next) => setMinute(Number(next))}
            options={(starts.length > 0 ? starts : [minute]).map((start) => ({
              value: String(start),
              label: formatMinute(start),
            }))}
          />
        </Field>
      </div>
      <RefundTable policy={policy} wish={wish} settings={settings} />
    </div>
  );
}

/** Every start there is on some day of the week, in order. */
function startsOf({ hours }: Settings): number[] {
  const starts = new Set<number>();
  for (const { opensMinute, lastSeatingMinute } of hours.periods)
    for (let minute = opensMinute; minute <= lastSeatingMinute; minute += hours.slotMinutes) starts.add(minute);
  return [...starts].sort((a, b) => a - b);
}

function RefundTable({ policy, wish, settings }: { policy: BookingPolicy; wish: DepositWish; settings: Settings }) {
  const { currency } = settings;
  const t = useTranslations('owner.policy.preview');
  const span = useSpan();
  const words = useDepositWords(currency, settings.hours.periods);
  const paid = depositFor(policy, wish, currency);
  const rule = words.decides(policy, wish);
  const because = rule ? <p className="text-sm text-soft tabular">{rule}</p> : null;
  if (paid.amountMinor === 0)
    return (
      <div className="grid gap-1">
        <p className="text-sm text-soft">{t('noneForParty')}</p>
        {because}
      </div>
    );
  return (
    <div className="grid gap-3">
      <p className="flex items-baseline justify-between gap-4 text-sm">
        <span className="text-soft">{t('paysNow')}</span>
        <Money value={paid} className="font-medium" />
      </p>
      {because}
      <DataTable
        caption={t('table')}
        captionHidden
        dense
        rows={exampleRefunds(policy, wish, currency)}
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
