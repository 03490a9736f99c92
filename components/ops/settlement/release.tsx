'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { formatMoney } from '@/components/ui/format-money';
import { Notice } from '@/components/ui/notice';
import { RadioCards } from '@/components/ui/radio-cards';
import { toast } from '@/components/ui/toaster';
import type { BatchRow, FilePayout } from '@/server/services/settlement';
import { ReasonDialog } from '../reason-dialog';
import { ReleaseChoice } from './release-choice';

/** Takes back what the bank did not carry out of a file: some of its payouts, or all. */
export function Release({ batch }: { batch: BatchRow }) {
  const t = useTranslations('money.settlement.release');
  const locale = useLocale();
  const words = useRefusalWords();
  const utils = api.useUtils();
  const release = api.ops.releasePayouts.useMutation();
  const [scope, setScope] = useState<'some' | 'all'>('some');
  const [chosen, setChosen] = useState<FilePayout[]>([]);
  const [error, setError] = useState<string | null>(null);
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: batch.currency }, locale);
  const all = scope === 'all' || chosen.length === batch.payouts;
  const leaving = all
    ? { count: batch.payouts, amountMinor: batch.totalMinor }
    : { count: chosen.length, amountMinor: chosen.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
  const submit = async (reason: string) => {
    const payoutIds = scope === 'all' ? undefined : chosen.map(({ id }) => id);
    try {
      const { payouts: count, totalMinor } = await release.mutateAsync({ batchId: batch.id, payoutIds, reason });
      toast.success(t('done', { count, amount: money(totalMinor) }));
      setChosen([]);
      return null;
    } catch (refused) {
      const { code, title, body } = words(refused);
      if (code === 'PAYOUT_NOT_IN_FILE') setChosen([]);
      return `${title}. ${body}`;
    } finally {
      await Promise.all([
        utils.ops.payouts.invalidate(),
        utils.ops.readyPayouts.invalidate(),
        utils.ops.payoutBatches.invalidate(),
        utils.ops.filePayouts.invalidate(),
      ]);
    }
  };
  return (
    <ReasonDialog
      danger
      trigger={
        <Button size="sm" variant="quiet">
          {t('open')}
        </Button>
      }
      title={t('title')}
      description={t('body')}
      label={t('why')}
      hint={t('whyHint')}
      confirmLabel={t('confirm', { count: leaving.count })}
      minLength={3}
      maxLength={200}
      problem={() => {
        const none = leaving.count === 0;
        setError(none ? t('chooseOne') : null);
        return none;
      }}
      onSubmit={submit}
    >
      <RadioCards
        aria-label={t('what')}
        value={scope}
        onValueChange={(value) => {
          setScope(value);
          setError(null);
        }}
        options={[
          { value: 'some', title: t('some'), hint: t('someHint') },
          { value: 'all', title: t('all'), hint: t('allHint'), aside: money(batch.totalMinor) },
        ]}
      />
      {scope === 'some' ? (
        <ReleaseChoice
          batchId={batch.id}
          chosen={chosen}
          error={error}
          onChange={(next) => {
            setChosen(next);
            setError(null);
          }}
        />
      ) : null}
      {leaving.count > 0 ? (
        <Notice tone="trouble" title={t('leaving', { count: leaving.count, amount: money(leaving.amountMinor) })}>
          {t('twice')} {all ? t('nothingLeft') : t('left', { amount: money(batch.totalMinor - leaving.amountMinor) })}
        </Notice>
      ) : null}
    </ReasonDialog>
  );
}
