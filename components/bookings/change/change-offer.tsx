'use client';

import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { formatMinute } from '@/components/ui/format-date-time';
import { LiveRegion } from '@/components/ui/live-region';
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton';
import type { BookingView } from '@/server/services/booking';
import { useWords } from '../use-words';
import type { Change } from './use-change';

type Offer = NonNullable<Change['offer']>;

/** What is booked and what it would become, and the difference in money with the term that decides it. */
export function ChangeOffer({ booking, change }: { booking: BookingView; change: Change }) {
  const t = useTranslations('bookings.change');
  const { same, offer, refusal } = change;
  if (same) return <p className="text-soft">{t('choose')}</p>;
  // With another price there is something to look at again; with any other refusal there is none.
  if (refusal && refusal.code !== 'CHANGE_TERMS_CHANGED') return null;
  return (
    <section aria-label={t('before')} className="grid gap-4 rounded-lg border border-hairline p-4">
      <FromTo booking={booking} party={change.party} minute={change.minute} />
      {offer ? (
        <Price booking={booking} offer={offer} />
      ) : (
        <SkeletonGroup label={t('pricing')} className="grid gap-2">
          <Skeleton shape="heading" className="w-48" />
          <Skeleton className="w-64" />
        </SkeletonGroup>
      )}
    </section>
  );
}

/** The old booking beside the new one. */
export function FromTo({ booking, party, minute }: { booking: BookingView; party: number; minute: number }) {
  const t = useTranslations('bookings.change');
  const common = useTranslations('common');
  const of = (guests: number, start: number) => `${formatMinute(start)} · ${common('guests', { count: guests })}`;
  return (
    <dl className="grid grid-cols-[1fr_auto_1fr] items-center gap-3">
      <div>
        <dt className="text-sm text-soft">{t('now')}</dt>
        <dd className="text-soft tabular">{of(booking.partySize, booking.startMinute)}</dd>
      </div>
      <ArrowRight aria-hidden="true" className="size-4.5 text-faint" />
      <div>
        <dt className="text-sm text-soft">{t('then')}</dt>
        <dd className="font-medium tabular">{of(party, minute)}</dd>
      </div>
    </dl>
  );
}

function Price({ booking, offer }: { booking: BookingView; offer: Offer }) {
  const words = useOfferWords(booking, offer);
  return (
    <div className="grid gap-1 border-hairline border-t pt-4">
      <p className="font-medium text-lg tabular">{words.what}</p>
      {words.why ? <p className="text-balance text-sm text-soft">{words.why}</p> : null}
      {words.arrives ? <p className="text-balance text-sm text-soft">{words.arrives}</p> : null}
      <LiveRegion>{words.what}</LiveRegion>
    </div>
  );
}

/** The difference in words, and which term makes it that. */
function useOfferWords(booking: BookingView, offer: Offer) {
  const t = useTranslations('bookings.change');
  const { money, at } = useWords(booking.restaurant, booking.currency);
  const { chargeMinor, refundMinor, forfeitMinor, percent, because, validUntilMs } = offer;
  if (chargeMinor > 0) return { what: t('charge', { amount: money(chargeMinor) }), why: t('chargeWhy'), arrives: null };
  const lessMinor = refundMinor + forfeitMinor;
  if (lessMinor === 0) return { what: t('noDifference'), why: null, arrives: null };
  const when = validUntilMs === null ? null : at(validUntilMs);
  const why =
    because === 'too-late' || when === null
      ? t('tooLate', { forfeit: money(forfeitMinor) })
      : because === 'grace'
        ? t('grace', { when })
        : percent === 100
          ? t('tierAll', { when })
          : t('tier', { when, percent, less: money(lessMinor), forfeit: money(forfeitMinor) });
  return {
    what: refundMinor > 0 ? t('refund', { amount: money(refundMinor) }) : t('noRefund'),
    why,
    arrives: refundMinor > 0 ? t('arrives') : null,
  };
}
