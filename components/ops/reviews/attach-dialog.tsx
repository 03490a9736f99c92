'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ReservationId } from '@/server/domain/shared/ids';
import { ReasonDialog } from '../reason-dialog';
import type { Review } from '../types';
import { LONGEST_NOTE, SHORTEST_NOTE } from './note';
import { useCaseAct } from './use-case-act';
import { useCaseName } from './use-words';

/** The booking in what was pasted: its id, or the address of its page. */
const bookingIn = (text: string) => /res_[0-9a-hjkmnp-tv-z]{26}/.exec(text)?.[0] as ReservationId | undefined;

/** Takes what only the provider knows into our books, for a booking. */
export function AttachDialog({ review, limit }: { review: Review; limit: number }) {
  const t = useTranslations('ops.reviews');
  const act = useCaseAct(limit);
  const nameOf = useCaseName();
  const attach = api.ops.attachReview.useMutation();
  const [text, setText] = useState<string>(review.reservation?.id ?? '');
  const [error, setError] = useState<string | null>(null);
  const reservationId = bookingIn(text);
  return (
    <ReasonDialog
      trigger={<Button>{t('attach')}</Button>}
      title={t('attachTitle', { code: nameOf(review) })}
      description={t('attachBody')}
      label={t('why')}
      hint={t('whyHint')}
      confirmLabel={t('attach')}
      minLength={SHORTEST_NOTE}
      maxLength={LONGEST_NOTE}
      problem={() => {
        setError(reservationId ? null : t('attachUnknown'));
        return !reservationId;
      }}
      onSubmit={(note) =>
        act(() => attach.mutateAsync({ id: review.case.id, reservationId: reservationId!, note }), t('attached'))
      }
    >
      <Field label={t('attachBooking')} hint={t('attachHint')} error={error}>
        <Input value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" spellCheck={false} />
      </Field>
    </ReasonDialog>
  );
}
