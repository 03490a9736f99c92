'use client';

import { Scale } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { StatusBadge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { JsonView } from '../json-view';
import { OPS_ZONE, type Review } from '../types';
import { useAge, useServerNow } from '../use-age';
import { Actions } from './actions';
import { Sides } from './sides';
import { useCaseName, useNoteWords, usePlace, useReasonWords } from './use-words';

const REFRESH_MS = 10_000;

/** Cases for a person: our record beside the provider's, what can be done about it, until somebody settled it. */
export function Reviews({ initial, limit, nowMs: serverNowMs }: { initial: Review[]; limit: number; nowMs: number }) {
  const t = useTranslations('ops.reviews');
  const { data } = api.ops.reviews.useQuery({ limit }, { initialData: initial, refetchInterval: REFRESH_MS });
  const nowMs = useServerNow(serverNowMs);
  const open = data.filter((review) => review.case.closedAt === null);
  const closed = data.filter((review) => review.case.closedAt !== null);
  return (
    <>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      {open.length === 0 ? (
        <EmptyState title={t('none.title')} art={<Scale aria-hidden="true" />}>
          {t('none.body')}
        </EmptyState>
      ) : (
        <ul className="grid gap-4">
          {open.map((review) => (
            <ReviewCard key={review.case.id} review={review} limit={limit} nowMs={nowMs} />
          ))}
        </ul>
      )}
      {closed.length > 0 ? <Closed reviews={closed} /> : null}
    </>
  );
}

function ReviewCard({ review, limit, nowMs }: { review: Review; limit: number; nowMs: number }) {
  const t = useTranslations('ops.reviews');
  const age = useAge();
  const reason = useReasonWords()(review.case.reason);
  return (
    <Card as="li" id={review.case.id} className="grid scroll-mt-20 gap-4 target:border-accent">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid gap-1">
          <h2 className="font-medium text-lg">{reason.title}</h2>
          <p className="max-w-prose text-soft">{reason.body}</p>
        </div>
        <StatusBadge tone="trouble">{t('openFor', { age: age(nowMs - review.case.openedAt.getTime()) })}</StatusBadge>
      </div>
      <Sides review={review} nowMs={nowMs} />
      <details>
        <summary className="text-sm text-soft">{t('detail')}</summary>
        <JsonView label={t('detail')} value={review.case.detail} className="mt-3" />
      </details>
      <Actions review={review} limit={limit} />
    </Card>
  );
}

function Closed({ reviews }: { reviews: Review[] }) {
  const t = useTranslations('ops.reviews');
  const placeOf = usePlace();
  const nameOf = useCaseName();
  const reasonOf = useReasonWords();
  const noteOf = useNoteWords();
  return (
    <section className="mt-10">
      <h2 className="mb-3 font-medium">{t('settled')}</h2>
      <ul className="rounded-md border border-hairline">
        {reviews.map((review) => (
          <li key={review.case.id} className="grid gap-0.5 border-hairline border-b px-4 py-3 text-sm last:border-b-0">
            <p className="flex flex-wrap gap-x-3">
              <span className="verbatim tabular">{nameOf(review)}</span>
              {review.reservation ? <span>{placeOf(review)}</span> : null}
              <span className="text-soft">{reasonOf(review.case.reason).title}</span>
              <span className="ml-auto text-faint">
                {review.case.closedAt ? (
                  <DateTime instant={review.case.closedAt.toISOString()} timeZone={OPS_ZONE} />
                ) : null}
              </span>
            </p>
            <p className="text-soft">{noteOf(review.case.note)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
