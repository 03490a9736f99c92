'use client';

import { Scale } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { StatusBadge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { Money } from '@/components/ui/money';
import { toast } from '@/components/ui/toaster';
import { JsonView } from './json-view';
import { ReasonDialog } from './reason-dialog';
import { OPS_ZONE, type Review } from './types';
import { useAge, useServerNow } from './use-age';

const REFRESH_MS = 10_000;
const SHORTEST_REASON = 3;

/** Cases for a person: our record beside the provider's last word, until somebody writes down why it is settled. */
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

const REASONS = [
  'confirm_unresolved',
  'refund_unresolved',
  'refund_refused',
  'provider_config',
  'amount_differs',
  'unexpected_capture',
  'missing_here',
  'missing_there',
  'transaction_differs',
  'settlement_differs',
  'ledger_differs',
  'provider_down',
] as const;

function useReasonWords() {
  const t = useTranslations('ops.reviews.reasons');
  return (reason: string) => {
    const known = REASONS.find((candidate) => candidate === reason);
    return known ? { title: t(`${known}.title`), body: t(`${known}.body`) } : { title: reason, body: '' };
  };
}

function usePlace() {
  const locale = useLocale();
  return ({ restaurant }: Review) => (locale === 'en' && restaurant.nameEn ? restaurant.nameEn : restaurant.name);
}

function ReviewCard({ review, limit, nowMs }: { review: Review; limit: number; nowMs: number }) {
  const t = useTranslations('ops.reviews');
  const age = useAge();
  const placeOf = usePlace();
  const reason = useReasonWords()(review.case.reason);
  const { reservation, payment } = review;
  const next = payment.nextCheckAt ? payment.nextCheckAt.getTime() - nowMs : null;
  return (
    <Card as="li" className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid gap-1">
          <h2 className="font-medium text-lg">{reason.title}</h2>
          <p className="max-w-prose text-soft">{reason.body}</p>
        </div>
        <StatusBadge tone="trouble">{t('openFor', { age: age(nowMs - review.case.openedAt.getTime()) })}</StatusBadge>
      </div>
      <div className="grid gap-x-10 gap-y-5 border-hairline border-y py-4 md:grid-cols-2">
        <div>
          <h3 className="mb-3 font-medium">{t('ours')}</h3>
          <Facts
            layout="rows"
            items={[
              { label: t('code'), value: reservation.code },
              { label: t('restaurant'), value: placeOf(review) },
              {
                label: t('starts'),
                value: <DateTime instant={reservation.startsAt.toISOString()} timeZone={review.restaurant.timeZone} />,
              },
              { label: t('booking'), value: t(`bookingStatus.${reservation.status}`) },
              { label: t('payment'), value: t(`paymentStatus.${payment.status}`) },
              { label: t('amount'), value: <Money value={payment} />, strong: true },
            ]}
          />
        </div>
        <div>
          <h3 className="mb-3 font-medium">{t('theirs')}</h3>
          <Facts
            layout="rows"
            items={[
              { label: t('lastWord'), value: <LastWord detail={review.case.detail} currency={payment.currency} /> },
              { label: t('order'), value: <span className="break-all">{payment.orderId}</span> },
              { label: t('checks'), value: t('times', { count: payment.checks }) },
              {
                label: t('nextCheck'),
                value: next === null ? t('noCheck') : next <= 0 ? t('checkDue') : t('checkIn', { age: age(next) }),
              },
            ]}
          />
        </div>
      </div>
      <details>
        <summary className="text-sm text-soft">{t('detail')}</summary>
        <JsonView label={t('detail')} value={review.case.detail} className="mt-3" />
      </details>
      <CloseCase review={review} limit={limit} />
    </Card>
  );
}

const KINDS = ['captured', 'declined', 'in-flight', 'unknown', 'no-session', 'config', 'refunded', 'refused'] as const;

/** What the provider said when it was last asked, with its own code where it gave one. */
function LastWord({ detail, currency }: { detail: Record<string, unknown>; currency: string }) {
  const t = useTranslations('ops.reviews');
  const last = detail.last as { kind?: string; code?: string } | undefined;
  const kind = KINDS.find((candidate) => candidate === last?.kind);
  if (kind)
    return (
      <>
        {t(`said.${kind}`)}
        {last?.code ? <span className="block text-soft text-xs">{last.code}</span> : null}
      </>
    );
  if (typeof detail.capturedMinor === 'number')
    return (
      <>
        {t('said.captured')} <Money value={{ amountMinor: detail.capturedMinor, currency }} />
      </>
    );
  return t('said.nothing');
}

function CloseCase({ review, limit }: { review: Review; limit: number }) {
  const t = useTranslations('ops.reviews');
  const words = useRefusalWords();
  const router = useRouter();
  const utils = api.useUtils();
  const close = api.ops.closeReview.useMutation();
  return (
    <ReasonDialog
      trigger={<Button className="w-fit">{t('close')}</Button>}
      title={t('closeTitle', { code: review.reservation.code })}
      description={t('closeBody')}
      label={t('reason')}
      hint={t('reasonHint')}
      confirmLabel={t('close')}
      minLength={SHORTEST_REASON}
      onSubmit={async (note) => {
        try {
          await close.mutateAsync({ id: review.case.id, note });
        } catch (error) {
          const { title, body } = words(error);
          return `${title}. ${body}`;
        }
        toast.success(t('closed'));
        await utils.ops.reviews.invalidate({ limit });
        router.refresh();
        return null;
      }}
    />
  );
}

function Closed({ reviews }: { reviews: Review[] }) {
  const t = useTranslations('ops.reviews');
  const placeOf = usePlace();
  const reasonOf = useReasonWords();
  return (
    <section className="mt-10">
      <h2 className="mb-3 font-medium">{t('settled')}</h2>
      <ul className="rounded-md border border-hairline">
        {reviews.map((review) => (
          <li key={review.case.id} className="grid gap-0.5 border-hairline border-b px-4 py-3 text-sm last:border-b-0">
            <p className="flex flex-wrap gap-x-3">
              <span className="tabular">{review.reservation.code}</span>
              <span>{placeOf(review)}</span>
              <span className="text-soft">{reasonOf(review.case.reason).title}</span>
              <span className="ml-auto text-faint">
                {review.case.closedAt ? (
                  <DateTime instant={review.case.closedAt.toISOString()} timeZone={OPS_ZONE} />
                ) : null}
              </span>
            </p>
            <p className="text-soft">{review.case.note}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
