'use client';

import { ReceiptText } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { type Column, DataTable } from '@/components/ui/data-table';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { formatDateTime } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import { Money } from '@/components/ui/money';
import { toast } from '@/components/ui/toaster';
import type { StatementView } from '@/server/services/settlement';
import { useRefusalWords } from '../use-refusal-words';

type Line = StatementView['lines'][number];

/** A line a booking, by the time of the visit; more on demand. */
export function StatementLines({ initial }: { initial: StatementView }) {
  const t = useTranslations('money.statement');
  const words = useRefusalWords();
  const utils = api.useUtils();
  const [lines, setLines] = useState(initial.lines);
  const [next, setNext] = useState(initial.next);
  const [loading, setLoading] = useState(false);
  const more = async () => {
    setLoading(true);
    try {
      const page = await utils.owner.statement.fetch({ statementId: initial.statement.id, after: next });
      setLines((shown) => [...shown, ...page.lines]);
      setNext(page.next);
    } catch (error) {
      toast.error(words(error).title);
    } finally {
      setLoading(false);
    }
  };
  const columns = useColumns(initial);
  return (
    <section aria-labelledby="lines" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="lines" className="font-medium text-lg">
          {t('lines')}
        </h2>
        <p className="text-soft">{t('linesLead')}</p>
      </div>
      <DataTable
        dense
        captionHidden
        caption={t('lines')}
        columns={columns}
        rows={lines}
        rowKey={(line) => line.id}
        empty={
          <EmptyState level={3} title={t('none')} art={<ReceiptText aria-hidden="true" />}>
            {t('noneBody')}
          </EmptyState>
        }
      />
      {next ? (
        <div>
          <Button loading={loading} onClick={() => void more()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function useColumns({ statement: { currency }, restaurant: { timeZone } }: StatementView): Column<Line>[] {
  const t = useTranslations('money.statement');
  const figure = (key: 'deposit' | 'coupon' | 'fee' | 'vat' | 'deduction' | 'net'): Column<Line> => {
    const amountOf = (line: Line) => line[`${key}Minor` as const];
    return {
      key,
      header: t(key),
      numeric: true,
      wideOnly: key !== 'net',
      cell: (line) => (
        <Money
          value={{ amountMinor: amountOf(line), currency }}
          className={key === 'net' ? 'font-medium' : amountOf(line) === 0 ? 'text-faint' : undefined}
        />
      ),
    };
  };
  return [
    {
      key: 'guest',
      header: t('guest'),
      rowHeader: true,
      cell: (line) => <About line={line} currency={currency} timeZone={timeZone} />,
    },
    {
      key: 'when',
      header: t('when'),
      wideOnly: true,
      cell: (line) => (
        <DateTime
          instant={new Date(line.atMs).toISOString()}
          timeZone={timeZone}
          zone="never"
          className="whitespace-nowrap"
        />
      ),
    },
    figure('deposit'),
    figure('coupon'),
    figure('fee'),
    figure('vat'),
    figure('deduction'),
    figure('net'),
  ];
}

/** Whose booking it was, and why its line is as it is. */
function About({ line, currency, timeZone }: { line: Line; currency: string; timeZone: string }) {
  const t = useTranslations('money.statement');
  const kinds = useTranslations('money.kinds');
  const locale = useLocale();
  const when = formatDateTime(new Date(line.atMs), { timeZone, locale });
  const parts = [
    line.partySize === null ? null : t('party', { count: line.partySize }),
    line.code,
    ...line.kinds.map((kind) => kinds(kind)),
  ];
  const ownCoupon = formatMoney({ amountMinor: line.ownCouponMinor, currency }, locale);
  return (
    <span className="grid min-w-40 gap-0.5 py-1">
      <span>{line.guest ?? t(line.later ? 'later' : 'withoutBooking')}</span>
      <span className="font-normal text-soft text-xs tabular md:hidden">{when}</span>
      <span className="font-normal text-soft text-xs tabular">{parts.filter(Boolean).join(' · ')}</span>
      {line.ownCouponMinor !== 0 ? (
        <span className="font-normal text-soft text-xs">{t('ownCoupon', { amount: ownCoupon })}</span>
      ) : null}
      {line.later ? <span className="font-normal text-amber text-xs">{t('laterWhy')}</span> : null}
      {line.deductions.map(({ kind, atMs, reason }, index) => {
        const date = formatDateTime(new Date(atMs), { timeZone, locale, style: 'day' });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was corrected at once has one time, and the list never changes
          <span key={index} className="font-normal text-amber text-xs">
            {kind === 'reversal'
              ? t('corrected', { date, reason: reason ?? t('byRestaurant') })
              : reason
                ? t('refundedWhy', { date, reason })
                : t('refunded', { date })}
          </span>
        );
      })}
    </span>
  );
}
