'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

/** Stands at the foot of a form while something in it is not saved. */
export function SaveBar({
  dirty,
  saving,
  problems = 0,
  onDiscard,
}: {
  dirty: boolean;
  saving: boolean;
  /** How many things have to be corrected first. */
  problems?: number;
  onDiscard: () => void;
}) {
  const t = useTranslations('owner.save');
  return (
    <div
      className={
        dirty || saving
          ? 'sticky bottom-20 z-20 mt-6 flex animate-rise flex-wrap items-center justify-end gap-3 rounded-md border border-edge bg-raised p-3 shadow-float lg:bottom-4'
          : 'hidden'
      }
    >
      <p className="mr-auto pl-1 text-sm text-soft" aria-live="polite">
        {problems > 0 ? t('correct', { count: problems }) : t('unsaved')}
      </p>
      <Button variant="quiet" onClick={onDiscard} disabled={saving}>
        {t('discard')}
      </Button>
      <Button type="submit" variant="primary" loading={saving}>
        {t('save')}
      </Button>
    </div>
  );
}
