'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { formatMoney } from '@/components/ui/format-money';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toaster';
import type { BatchRow } from '@/server/services/settlement';
import { typedAmount } from './typed-amount';

/** Books a file's payouts, after the operator has read its total off the bank's own page. */
export function MarkPaid({ batch }: { batch: BatchRow }) {
  const t = useTranslations('money.settlement.mark');
  const batches = useTranslations('money.settlement.batches');
  const common = useTranslations('common');
  const locale = useLocale();
  const words = useRefusalWords();
  const utils = api.useUtils();
  const mark = api.ops.markPaid.useMutation();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = async () => {
    const expectedTotalMinor = typedAmount(typed, batch.currency);
    if (expectedTotalMinor === null) return setError(t('notNumber'));
    if (expectedTotalMinor !== batch.totalMinor) return setError(t('differs'));
    try {
      const { payouts: count } = await mark.mutateAsync({ batchId: batch.id, expectedTotalMinor });
      toast.success(t('done', { count }));
      setOpen(false);
    } catch (refused) {
      const { title, body } = words(refused);
      setError(`${title}. ${body}`);
    }
    await Promise.all([utils.ops.payoutBatches.invalidate(), utils.ops.trialBalance.invalidate()]);
  };
  const amount = formatMoney({ amountMinor: batch.totalMinor, currency: batch.currency }, locale);
  return (
    <Dialog
      trigger={<Button size="sm">{batches('mark')}</Button>}
      open={open}
      onOpenChange={(next) => {
        if (mark.isPending) return;
        setOpen(next);
        setTyped('');
        setError(null);
      }}
      title={t('title')}
      description={t('body', { count: batch.payouts })}
      footer={
        <>
          <Button onClick={() => setOpen(false)} disabled={mark.isPending}>
            {common('cancel')}
          </Button>
          <Button type="submit" form={`mark-${batch.id}`} variant="primary" loading={mark.isPending}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <form
        id={`mark-${batch.id}`}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t('total')} hint={t('hint', { amount })} error={error} required>
          <Input
            numeric
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
