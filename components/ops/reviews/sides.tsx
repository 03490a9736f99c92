'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '@/components/ui/date-time';
import { Facts } from '@/components/ui/facts';
import { Money } from '@/components/ui/money';
import { OPS_ZONE, type Review } from '../types';
import { useAge } from '../use-age';
import { type Theirs, theirsOf } from './theirs';
import { usePlace } from './use-words';

/** Our record beside the provider's. */
export function Sides({ review, nowMs }: { review: Review; nowMs: number }) {
  const t = useTranslations('ops.reviews');
  const theirs = theirsOf(review.case.detail);
  return (
    <div className="grid gap-x-10 gap-y-5 border-hairline border-y py-4 md:grid-cols-2">
      <Side title={t('ours')}>
        <Ours review={review} />
      </Side>
      <Side title={theirs ? t('theirsOf', { provider: theirs.provider }) : t('theirs')}>
        {theirs ? (
          <TheirRecord theirs={theirs} currency={review.payment?.currency} />
        ) : (
          <LastAnswer review={review} nowMs={nowMs} knowsNothing={theirs === null} />
        )}
      </Side>
    </div>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-3 font-medium">{title}</h3>
      {children}
    </div>
  );
}

function Ours({ review }: { review: Review }) {
  const t = useTranslations('ops.reviews');
  const placeOf = usePlace();
  const { reservation, payment, restaurant } = review;
  if (!reservation || !payment || !restaurant) return <p className="text-soft">{t('nothingHere')}</p>;
  return (
    <Facts
      layout="rows"
      items={[
        { label: t('code'), value: reservation.code },
        { label: t('restaurant'), value: placeOf(review) },
        {
          label: t('starts'),
          value: <DateTime instant={reservation.startsAt.toISOString()} timeZone={restaurant.timeZone} />,
        },
        { label: t('booking'), value: t(`bookingStatus.${reservation.status}`) },
        { label: t('payment'), value: t(`paymentStatus.${payment.status}`) },
        { label: t('amount'), value: <Money value={payment} />, strong: true },
        ...(payment.backMinor > 0
          ? [
              {
                label: t('back'),
                value: <Money value={{ amountMinor: payment.backMinor, currency: payment.currency }} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function TheirRecord({ theirs, currency = theirs.currency ?? 'KRW' }: { theirs: Theirs; currency?: string }) {
  const t = useTranslations('ops.reviews');
  const key = (value: string | undefined) => value && <span className="break-all">{value}</span>;
  const sum = (amountMinor: number | undefined) =>
    amountMinor === undefined ? undefined : <Money value={{ amountMinor, currency }} />;
  const refunded = (theirs.amountMinor ?? 0) < 0;
  const items = [
    { label: refunded ? t('refundedThere') : t('amount'), value: sum(theirs.amountMinor), strong: true },
    { label: t('fee'), value: sum(theirs.feeMinor) },
    { label: t('paidOut'), value: sum(theirs.payoutMinor) },
    {
      label: t('when'),
      value: theirs.atMs ? (
        <DateTime instant={new Date(theirs.atMs).toISOString()} timeZone={OPS_ZONE} />
      ) : (
        theirs.paidOutDate
      ),
    },
    { label: t('order'), value: key(theirs.orderId) },
    { label: t('paymentKey'), value: key(theirs.paymentKey) },
    { label: t('transactionKey'), value: key(theirs.transactionKey) },
  ];
  return <Facts layout="rows" items={items.filter((item) => item.value !== undefined)} />;
}

function LastAnswer({ review, nowMs, knowsNothing }: { review: Review; nowMs: number; knowsNothing: boolean }) {
  const t = useTranslations('ops.reviews');
  const age = useAge();
  const { payment } = review;
  if (!payment) return <p className="text-soft">{t('said.nothing')}</p>;
  const next = payment.nextCheckAt ? payment.nextCheckAt.getTime() - nowMs : null;
  return (
    <Facts
      layout="rows"
      items={[
        {
          label: t('lastWord'),
          value: knowsNothing ? (
            t('said.no-session')
          ) : (
            <LastWord detail={review.case.detail} currency={payment.currency} />
          ),
        },
        { label: t('order'), value: <span className="break-all">{payment.orderId}</span> },
        { label: t('checks'), value: t('times', { count: payment.checks }) },
        {
          label: t('nextCheck'),
          value: next === null ? t('noCheck') : next <= 0 ? t('checkDue') : t('checkIn', { age: age(next) }),
        },
      ]}
    />
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
