'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '@/components/ui/date-time';
import { Facts } from '@/components/ui/facts';
import { formatDay } from '@/components/ui/format-date-time';
import { Money } from '@/components/ui/money';
import { PROVIDER_LABELS } from '@/server/domain/payment/providers';
import { OPS_ZONE, type Review } from '../types';
import { useAge } from '../use-age';
import { booksOf, type Theirs, theirsOf } from './theirs';
import { usePlace } from './use-words';

/** The two records of a case beside each other: ours and the provider's, or the statements' and the ledger's. */
export function Sides({ review, nowMs }: { review: Review; nowMs: number }) {
  const t = useTranslations('ops.reviews');
  const { reason, detail } = review.case;
  const books = booksOf(review.case);
  if (books) return <Books review={review} books={books} />;
  // It is about no payment: there is nothing to hold side by side.
  if (reason === 'provider_down') return <hr className="border-hairline" />;
  const theirs = theirsOf(detail);
  const provider = theirs?.provider ?? review.payment?.provider;
  return (
    <Pair>
      <Side title={t('ours')}>
        <Ours review={review} />
      </Side>
      <Side title={provider ? t('theirsOf', { provider: PROVIDER_LABELS[provider] ?? provider }) : t('theirs')}>
        {theirs ? (
          <TheirRecord theirs={theirs} currency={review.payment?.currency} />
        ) : (
          <LastAnswer review={review} nowMs={nowMs} knowsNothing={theirs === null} />
        )}
      </Side>
    </Pair>
  );
}

const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid gap-x-10 gap-y-6 border-hairline border-y py-4 md:grid-cols-2">{children}</div>
);

function Books({ review, books }: { review: Review; books: NonNullable<ReturnType<typeof booksOf>> }) {
  const t = useTranslations('ops.reviews');
  const placeOf = usePlace();
  const restaurantId = review.case.subjectId;
  const sum = (amountMinor: number) => <Money value={{ amountMinor, currency: books.currency }} />;
  return (
    <Pair>
      <Side title={t('statements')}>
        <Facts
          layout="rows"
          items={[
            { label: t('owed'), value: sum(books.statementsMinor), strong: true },
            { label: t('restaurant'), value: placeOf(review) ?? restaurantId },
          ]}
        />
      </Side>
      <Side title={t('ledger')}>
        <Facts
          layout="rows"
          items={[
            { label: t('owed'), value: sum(books.journalMinor), strong: true },
            {
              label: t('entries'),
              value: (
                <Link
                  href={`/ops/ledger/merchant_payable?currency=${books.currency}&restaurant=${restaurantId}`}
                  className="underline decoration-edge underline-offset-4 hover:decoration-ink"
                >
                  {t('toEntries')}
                </Link>
              ),
            },
          ]}
        />
      </Side>
    </Pair>
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
  const locale = useLocale();
  const sum = (amountMinor: number | undefined) =>
    amountMinor === undefined ? undefined : <Money value={{ amountMinor, currency }} />;
  const refunded = (theirs.amountMinor ?? 0) < 0;
  const { cancels } = theirs;
  const items = [
    { label: refunded ? t('refundedThere') : t('amount'), value: sum(theirs.amountMinor), strong: true },
    { label: t('fee'), value: sum(theirs.feeMinor) },
    { label: t('paidOut'), value: sum(theirs.payoutMinor) },
    {
      label: t('when'),
      value: theirs.atMs && <DateTime instant={new Date(theirs.atMs).toISOString()} timeZone={OPS_ZONE} />,
    },
    { label: t('paidOutOn'), value: theirs.paidOutDate && formatDay(theirs.paidOutDate, locale) },
    { label: t('refundedThere'), value: cancels?.length === 0 ? t('nothingRefunded') : undefined },
    ...(cancels ?? []).map(({ amountMinor }) => ({ label: t('refundedThere'), value: sum(amountMinor), strong: true })),
    { label: <Name>{t('order')}</Name>, value: theirs.orderId && <Verbatim>{theirs.orderId}</Verbatim> },
    { label: <Name>{t('paymentKey')}</Name>, value: theirs.paymentKey && <Verbatim>{theirs.paymentKey}</Verbatim> },
    {
      label: <Name>{t('transactionKey')}</Name>,
      value: theirs.transactionKey && <Verbatim>{theirs.transactionKey}</Verbatim>,
    },
  ];
  return <Facts layout="rows" items={items.filter((item) => item.value !== undefined)} />;
}

/** A short label beside a long key keeps to one line. */
const Name = ({ children }: { children: string }) => <span className="whitespace-nowrap">{children}</span>;
const Verbatim = ({ children }: { children: string }) => <span className="verbatim">{children}</span>;

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
        { label: <Name>{t('order')}</Name>, value: <Verbatim>{payment.orderId}</Verbatim> },
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
