'use client';

import { useTranslations } from 'next-intl';
import { useDepositWords } from '@/components/restaurant/deposit-words';
import { cn } from '@/components/ui/cn';
import { DateTime } from '@/components/ui/date-time';
import type { BookingView } from '@/server/services/booking';
import { type RefundLine, refundLines } from './refund-lines';
import { useWords } from './use-words';

/** When the booking was made for good; null while it is only held. */
const bookedAtMs = (booking: BookingView) => booking.history.find((step) => step.to === 'CONFIRMED')?.atMs ?? null;

/** What happens if plans change: a line for each time until which so much comes back, the first of them is now's. */
export function RefundTerms({ booking }: { booking: BookingView }) {
  const t = useTranslations('bookings.terms');
  const lines = refundLines(booking.policy, { ...booking, bookedAtMs: bookedAtMs(booking) });
  return (
    <section className="grid gap-3">
      <h3 className="font-medium">{t('title')}</h3>
      {booking.amountMinor === 0 ? (
        <p className="max-w-prose text-sm text-soft">{t(booking.depositMinor === 0 ? 'free' : 'freeCoupon')}</p>
      ) : (
        <>
          <DepositWhy booking={booking} />
          <p className="-mt-2 text-sm text-soft">{t('lead')}</p>
          <dl className="grid max-w-[34rem] text-sm">
            {lines.map((line) => (
              <div
                key={`${line.kind}-${line.untilMs}`}
                className="flex items-baseline justify-between gap-6 border-hairline border-b py-2 last:border-b-0"
              >
                <dt className="text-soft">
                  <Until line={line} booking={booking} alone={lines.length === 1} />
                </dt>
                <dd
                  className={cn('whitespace-nowrap text-right tabular', line.percent === 0 ? 'text-soft' : 'text-ink')}
                >
                  <Share line={line} booking={booking} />
                </dd>
              </div>
            ))}
          </dl>
          <p className="max-w-prose text-sm text-soft">{t('noShow')}</p>
        </>
      )}
      {booking.discountMinor > 0 && booking.amountMinor > 0 ? (
        <p className="max-w-prose text-sm text-soft">{t('coupons')}</p>
      ) : null}
    </section>
  );
}

/** The exception that makes the deposit what it is, in the sentence in which the restaurant says it. */
function DepositWhy({ booking }: { booking: BookingView }) {
  const words = useDepositWords(booking.currency);
  const { policy, partySize, serviceDate, startMinute } = booking;
  const rule = policy.deposit && words.decides(policy.deposit, { party: partySize, serviceDate, minute: startMinute });
  return rule ? <p className="-mt-2 text-sm tabular">{rule}</p> : null;
}

function Until({ line, booking, alone }: { line: RefundLine; booking: BookingView; alone: boolean }) {
  const t = useTranslations('bookings.terms');
  if (line.kind === 'untilStart') return t('untilStart');
  if (line.kind === 'after') return alone ? t('fromNow') : t('after');
  if (line.untilMs === null) return t('grace', { minutes: booking.policy.graceMinutes });
  return t.rich('until', {
    when: () => (
      <DateTime instant={new Date(line.untilMs!).toISOString()} timeZone={booking.restaurant.timeZone} zone="never" />
    ),
  });
}

function Share({ line, booking }: { line: RefundLine; booking: BookingView }) {
  const t = useTranslations('bookings.terms');
  const { money } = useWords(booking.restaurant, booking.currency);
  if (line.percent === 0) return t('nothing');
  const amount = money(line.amountMinor);
  if (line.percent === 100) return t('all', { amount });
  return line.percent === 50 ? t('half', { amount }) : t('part', { percent: line.percent, amount });
}
