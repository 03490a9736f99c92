'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { DateTime } from '@/components/ui/date-time';
import { Field } from '@/components/ui/field';
import { formatDay } from '@/components/ui/format-date-time';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toaster';
import {
  lastClosable,
  type PeriodDates,
  periodBefore,
  SETTLEMENT_PERIODS,
  type SettlementPeriod,
} from '@/server/domain/settlement/period';
import { OPS_ZONE } from '../types';

const SHOWN = 6;

/** The last periods of a kind that have ended, the newest first. */
function endedPeriods(period: SettlementPeriod, nowMs: number): PeriodDates[] {
  const ended = [lastClosable(period, [OPS_ZONE], nowMs)];
  while (ended.length < SHOWN) ended.push(periodBefore(period, ended.at(-1)!.firstDate));
  return ended;
}

/** Closes a period that has ended, after asking. */
export function StartRun({ nowMs }: { nowMs: number }) {
  const t = useTranslations('money.settlement.start');
  const periods = useTranslations('money.periods');
  const locale = useLocale();
  const words = useRefusalWords();
  const utils = api.useUtils();
  const start = api.ops.startSettlement.useMutation();
  const [period, setPeriod] = useState<SettlementPeriod>('twice_monthly');
  const ended = useMemo(() => endedPeriods(period, nowMs), [period, nowMs]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<ReactNode>(null);
  const lastDate = chosen ?? ended[0]!.lastDate;
  const confirm = async () => {
    try {
      await start.mutateAsync({ period, lastDate });
    } catch (refused) {
      const { title, body, details } = words(refused);
      const { fromMs } = details;
      setError(typeof fromMs === 'number' ? <TooEarly title={title} fromMs={fromMs} /> : `${title}. ${body}`);
      return false;
    }
    toast.success(t('started'));
    await utils.ops.settlementRuns.invalidate();
  };
  return (
    <Confirm
      trigger={<Button onClick={() => setError(null)}>{t('open')}</Button>}
      title={t('title')}
      confirmLabel={t('confirm')}
      cancelLabel={useTranslations('common')('cancel')}
      onConfirm={confirm}
      error={error}
    >
      <div className="grid gap-4">
        <p>{t('body')}</p>
        <Field label={t('period')}>
          <Select
            value={period}
            onValueChange={(value) => {
              setPeriod(value);
              setChosen(null);
            }}
            options={SETTLEMENT_PERIODS.map((value) => ({ value, label: periods(value) }))}
          />
        </Field>
        <Field label={t('lastDate')}>
          <Select
            value={lastDate}
            onValueChange={setChosen}
            options={ended.map((one) => ({
              value: one.lastDate,
              label: `${formatDay(one.firstDate, locale)} – ${formatDay(one.lastDate, locale)}`,
            }))}
          />
        </Field>
      </div>
    </Confirm>
  );
}

/** From when the period can be closed, by the operators' clock. */
function TooEarly({ title, fromMs }: { title: string; fromMs: number }) {
  const t = useTranslations('money.settlement.start');
  return (
    <>
      {title}.{' '}
      {t.rich('from', { when: () => <DateTime instant={new Date(fromMs).toISOString()} timeZone={OPS_ZONE} /> })}
    </>
  );
}
