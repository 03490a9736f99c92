'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { PayProblem } from './use-payment';

/** Why the reader is back without having paid: the money first, then the reason, then what to do. */
export function ReturnNotice({ problem, onRetry }: { problem: PayProblem; onRetry?: () => void }) {
  const t = useTranslations('checkout.problem');
  const common = useTranslations('common');
  const calm = problem === 'cancelled';
  return (
    <Notice
      tone={calm ? 'info' : 'trouble'}
      announce
      title={t(`${problem}.title`)}
      action={
        problem === 'script' && onRetry ? (
          <Button variant="secondary" onClick={onRetry}>
            {common('retry')}
          </Button>
        ) : undefined
      }
    >
      {t(`${problem}.body`)}
    </Notice>
  );
}
