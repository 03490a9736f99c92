'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Refusal } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useIntoView } from './use-into-view';

/** Why nothing was saved. Somebody else's change can be looked at; `children` say what a code's details mean here. */
export function RefusedNotice({ refusal, children }: { refusal: Refusal | null; children?: ReactNode }) {
  const codes = useTranslations('errors.codes');
  const t = useTranslations('owner.save');
  const place = useIntoView<HTMLDivElement>(refusal);
  if (!refusal) return null;
  const stale = refusal.code === 'STALE_EDIT';
  return (
    <div ref={place}>
      <Notice
        tone="trouble"
        announce
        className="mb-6"
        title={codes(`${refusal.code}.title`)}
        action={
          stale ? (
            <Button size="sm" onClick={() => window.location.reload()}>
              {t('showTheirs')}
            </Button>
          ) : null
        }
      >
        {stale ? t('stale') : (children ?? codes(`${refusal.code}.body`))}
      </Notice>
    </div>
  );
}
