'use client';

import { useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toaster';
import { ReasonDialog } from '../reason-dialog';
import type { Review } from '../types';
import { AttachDialog } from './attach-dialog';
import { LONGEST_NOTE, SHORTEST_NOTE } from './note';
import { RefundDialog } from './refund-dialog';
import { theirsOf } from './theirs';
import { useCaseAct } from './use-case-act';
import { useCaseName } from './use-words';

/** What trying again can settle. */
const RETRIED = new Set([
  'confirm_unresolved',
  'provider_config',
  'refund_unresolved',
  'refund_refused',
  'refund_failed',
  'missing_here',
]);

/** What is left of a case's money to give back, minor units. */
function refundable({ case: found, payment }: Review): number {
  if (payment)
    return payment.status === 'CAPTURED' ? (payment.capturedMinor ?? payment.amountMinor) - payment.backMinor : 0;
  if (found.reason !== 'missing_here' || found.refund?.transactionKey) return 0;
  // One that is not answered yet is asked for once more, as it was.
  if (found.refund?.open) return found.refund.amountMinor;
  return Math.max(0, theirsOf(found.detail)?.amountMinor ?? 0);
}

/** What an operator can do about a case. Each is written down with who did it. */
export function Actions({ review, limit }: { review: Review; limit: number }) {
  const t = useTranslations('ops.reviews');
  const act = useCaseAct(limit);
  const nameOf = useCaseName();
  const close = api.ops.closeReview.useMutation();
  const carry = api.ops.carryReview.useMutation();
  const retry = api.ops.retryReview.useMutation();
  const { id, reason, detail } = review.case;
  const leftMinor = refundable(review);
  const retries = RETRIED.has(reason) && review.payment !== null;
  const attaches = reason === 'missing_here' && Boolean(theirsOf(detail)) && !review.case.refund?.open;
  const carries = reason === 'ledger_differs';
  const others = retries || attaches || carries || leftMinor > 0;
  return (
    <div className="flex flex-wrap gap-2">
      {retries ? (
        <Button
          loading={retry.isPending}
          onClick={async () => {
            const problem = await act(() => retry.mutateAsync({ id }), t('retried'));
            if (problem) toast.error(problem);
          }}
        >
          {t('retry')}
        </Button>
      ) : null}
      {leftMinor > 0 ? <RefundDialog review={review} leftMinor={leftMinor} limit={limit} /> : null}
      {attaches ? <AttachDialog review={review} limit={limit} /> : null}
      {carries ? (
        <ReasonDialog
          trigger={<Button>{t('carry')}</Button>}
          title={t('carryTitle', { code: nameOf(review) })}
          description={t('carryBody')}
          label={t('why')}
          hint={t('whyHint')}
          confirmLabel={t('carry')}
          minLength={SHORTEST_NOTE}
          maxLength={LONGEST_NOTE}
          onSubmit={(note) => act(() => carry.mutateAsync({ id, note }), t('carried'))}
        />
      ) : null}
      <ReasonDialog
        trigger={<Button variant={others ? 'quiet' : 'secondary'}>{t('close')}</Button>}
        title={t('closeTitle', { code: nameOf(review) })}
        description={t('closeBody')}
        label={t('reason')}
        hint={t('reasonHint')}
        confirmLabel={t('close')}
        minLength={SHORTEST_NOTE}
        onSubmit={(note) => act(() => close.mutateAsync({ id, note }), t('closed'))}
      />
    </div>
  );
}
