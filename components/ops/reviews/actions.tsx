'use client';

import { useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toaster';
import { isId } from '@/server/domain/shared/ids';
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
  const payBack = api.ops.payBackReview.useMutation();
  const { id, reason, detail, subjectId } = review.case;
  const leftMinor = refundable(review);
  // One that was made at the console and came back is nothing that we owe.
  const isOwed = reason === 'refund_refused' || (reason === 'refund_failed' && isId('refund', subjectId));
  const retries = RETRIED.has(reason) && review.payment !== null && (isOwed || reason !== 'refund_failed');
  const attaches = reason === 'missing_here' && Boolean(theirsOf(detail)) && !review.case.refund?.open;
  const carries = reason === 'ledger_differs';
  const others = retries || attaches || carries || isOwed || leftMinor > 0;
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
      {isOwed ? (
        <ReasonDialog
          trigger={<Button>{t('payBack')}</Button>}
          title={t('payBackTitle', { code: nameOf(review) })}
          description={t('payBackBody')}
          label={t('payBackHow')}
          hint={t('payBackHint')}
          confirmLabel={t('payBack')}
          minLength={SHORTEST_NOTE}
          maxLength={LONGEST_NOTE}
          onSubmit={(note) => act(() => payBack.mutateAsync({ id, note }), t('paidBack'))}
        />
      ) : null}
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
