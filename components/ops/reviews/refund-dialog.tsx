'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { formatMoney } from '@/components/ui/format-money';
import { Input } from '@/components/ui/input';
import { minorDigits } from '@/server/domain/shared/money';
import { ReasonDialog } from '../reason-dialog';
import type { Review } from '../types';
import { LONGEST_NOTE, SHORTEST_NOTE } from './note';
import { theirsOf } from './theirs';
import { useCaseAct } from './use-case-act';
import { useCaseName } from './use-words';

/** Gives money of a case back: all that is left, or a part of it. */
export function RefundDialog({ review, leftMinor, limit }: { review: Review; leftMinor: number; limit: number }) {
  const t = useTranslations('ops.reviews');
  const locale = useLocale();
  const act = useCaseAct(limit);
  const nameOf = useCaseName();
  const refund = api.ops.refundReview.useMutation();
  const currency = review.payment?.currency ?? theirsOf(review.case.detail)?.currency ?? 'KRW';
  const unit = 10 ** minorDigits(currency);
  const [amount, setAmount] = useState(String(leftMinor / unit));
  const [error, setError] = useState<string | null>(null);
  const left = formatMoney({ amountMinor: leftMinor, currency }, locale);
  const amountMinor = Math.round(Number(amount) * unit);
  return (
    <ReasonDialog
      trigger={<Button>{t('refund')}</Button>}
      title={t('refundTitle', { code: nameOf(review) })}
      description={t('refundBody')}
      label={t('why')}
      hint={t('whyHint')}
      confirmLabel={t('refund')}
      minLength={SHORTEST_NOTE}
      maxLength={LONGEST_NOTE}
      problem={() => {
        const fine = Number.isInteger(amountMinor) && amountMinor > 0 && amountMinor <= leftMinor;
        setError(fine ? null : t('refundRange', { left }));
        return !fine;
      }}
      onSubmit={(note) => act(() => refund.mutateAsync({ id: review.case.id, amountMinor, note }), t('refunded'))}
    >
      <Field label={t('refundAmount', { currency })} hint={t('refundLeft', { left })} error={error}>
        <Input
          numeric
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(event.target.value.replaceAll(',', ''))}
        />
      </Field>
    </ReasonDialog>
  );
}
