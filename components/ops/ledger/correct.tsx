'use client';

import { useTranslations } from 'next-intl';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toaster';
import type { ListedEntry } from '@/server/services/ledger';
import { ReasonDialog } from '../reason-dialog';

/** Corrects an entry, with a reason that its restaurant reads. */
export function Correct({ entry }: { entry: ListedEntry }) {
  const t = useTranslations('money.entries');
  const words = useRefusalWords();
  const utils = api.useUtils();
  const correct = api.ops.correctEntry.useMutation();
  return (
    <ReasonDialog
      trigger={
        <Button size="sm" variant="quiet">
          {t('correct')}
        </Button>
      }
      title={t('correctTitle')}
      description={t(entry.kind === 'payout' ? 'correctPayout' : 'correctEarning')}
      label={t('why')}
      hint={t('whyHint')}
      confirmLabel={t('correct')}
      minLength={3}
      maxLength={200}
      onSubmit={async (reason) => {
        try {
          await correct.mutateAsync({ entryId: entry.id, reason });
        } catch (error) {
          const { title, body } = words(error);
          return `${title}. ${body}`;
        }
        toast.success(t('correctedDone'));
        await utils.ops.entries.invalidate();
        return null;
      }}
    />
  );
}
