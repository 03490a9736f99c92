'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import type { Line } from './use-line';

/** Gives the place up, after asking: it cannot be given back. */
export function LeaveLine({ line: { leave } }: { line: Line }) {
  const t = useTranslations('room.leave');
  const codes = useTranslations('errors.codes');
  return (
    <div className="border-hairline border-t pt-4">
      <Confirm
        trigger={
          <Button variant="quiet" className="-ml-4">
            {t('action')}
          </Button>
        }
        title={t('title')}
        confirmLabel={t('confirm')}
        cancelLabel={t('stay')}
        danger
        onConfirm={leave.run}
        error={leave.refusal ? codes(`${leave.refusal.code}.title`) : null}
      >
        {t('body')}
      </Confirm>
    </div>
  );
}
