'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { formatMoney } from '@/components/ui/format-money';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toaster';
import { earnedOf } from '@/server/domain/settlement/fee';
import { SETTLEMENT_PERIODS, type SettlementPeriod } from '@/server/domain/settlement/period';
import { minorDigits } from '@/server/domain/shared/money';
import type { TermsView } from '@/server/services/settlement';

/** A deposit to show the terms on, in the currency's major unit. */
const EXAMPLE: Record<TermsView['currency'], number> = { KRW: 50_000, JPY: 5_000, USD: 50, EUR: 50 };

/** What one restaurant pays the platform, with what that leaves of a deposit while it is typed. */
export function TermsForm({ terms }: { terms: TermsView }) {
  const t = useTranslations('ops.terms');
  const locale = useLocale();
  const words = useRefusalWords();
  const utils = api.useUtils();
  const save = api.ops.saveTerms.useMutation();
  const { currency } = terms;
  const unit = 10 ** minorDigits(currency);
  const [percent, setPercent] = useState(String(terms.feeBps / 100));
  const [fixed, setFixed] = useState(String(terms.feeFixedMinor / unit));
  const [vat, setVat] = useState(String(terms.vatBps / 100));
  const [period, setPeriod] = useState<SettlementPeriod>(terms.period);
  const [problem, setProblem] = useState<string | null>(null);

  const wanted = {
    feeBps: Math.round(Number(percent) * 100),
    feeFixedMinor: Math.round(Number(fixed) * unit),
    vatBps: Math.round(Number(vat) * 100),
    period,
  };
  const within = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most;
  const errors = {
    percent: within(wanted.feeBps, 10_000) ? undefined : t('range'),
    fixed: within(wanted.feeFixedMinor, 10_000_000) ? undefined : t('amount'),
    vat: within(wanted.vatBps, 10_000) ? undefined : t('range'),
  };
  const fine = !errors.percent && !errors.fixed && !errors.vat;
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale);
  const example = fine ? earnedOf(EXAMPLE[currency] * unit, wanted) : null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!fine) return;
    try {
      await save.mutateAsync({ slug: terms.slug, expectedVersion: terms.version, ...wanted });
    } catch (error) {
      const { title, body } = words(error);
      return setProblem(`${title}. ${body}`);
    }
    setProblem(null);
    toast.success(t('saved'));
    await Promise.all([utils.ops.terms.invalidate(), utils.ops.termsList.invalidate()]);
  };
  return (
    <Card>
      <form onSubmit={submit} className="grid gap-6">
        <h2 className="font-medium text-lg">
          {locale === 'en' && terms.nameEn ? terms.nameEn : terms.name}
          {terms.version === 0 ? <span className="ml-3 font-normal text-sm text-soft">{t('default')}</span> : null}
        </h2>
        <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-4">
          <Field label={t('columns.fee')} error={errors.percent}>
            <Input numeric inputMode="decimal" value={percent} onChange={(event) => setPercent(event.target.value)} />
          </Field>
          <Field label={t('fixedOf', { currency })} error={errors.fixed}>
            <Input numeric inputMode="decimal" value={fixed} onChange={(event) => setFixed(event.target.value)} />
          </Field>
          <Field label={t('columns.vat')} error={errors.vat}>
            <Input numeric inputMode="decimal" value={vat} onChange={(event) => setVat(event.target.value)} />
          </Field>
          <Field label={t('columns.period')}>
            <Select
              options={SETTLEMENT_PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))}
              value={period}
              onValueChange={setPeriod}
            />
          </Field>
        </div>
        {example ? (
          <p className="text-soft" aria-live="polite">
            {t('example', {
              gross: money(example.grossMinor),
              fee: money(example.feeMinor),
              vat: money(example.vatMinor),
              net: money(example.netMinor),
            })}
          </p>
        ) : null}
        {problem ? (
          <p role="alert" className="text-brick">
            {problem}
          </p>
        ) : null}
        <Button type="submit" variant="primary" loading={save.isPending} disabled={!fine} className="w-fit">
          {t('save')}
        </Button>
      </form>
    </Card>
  );
}
