'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Refusal } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Chip, ChipRow } from '@/components/ui/chip';
import { formatMinute } from '@/components/ui/format-date-time';
import { Notice } from '@/components/ui/notice';
import { useOpeningTime } from './not-yet';

type Near = { minute: number };

const isNear = (value: unknown): value is Near =>
  typeof value === 'object' && value !== null && typeof (value as Near).minute === 'number';

/** The free times a refusal offers instead, as far as it has any. */
const nearestOf = (refusal: Refusal): number[] =>
  Array.isArray(refusal.details.nearest) ? refusal.details.nearest.filter(isNear).map((near) => near.minute) : [];

/** Why holding did not work, what it means, and what to do: beside the button that was pressed. */
export function HoldRefusal({
  refusal,
  title,
  timeZone,
  onTime,
  onClose,
}: {
  refusal: Refusal;
  /** Instead of what the refusal is called everywhere. */
  title?: string;
  timeZone: string;
  onTime: (minute: number) => void;
  onClose: () => void;
}) {
  const t = useTranslations('restaurant.hold');
  const codes = useTranslations('errors.codes');
  const notYet = useTranslations('restaurant.notYet');
  const opens = useOpeningTime(timeZone);
  const opensAtMs = refusal.code === 'SLOT_NOT_OPEN_YET' ? Date.parse(String(refusal.details.opensAt)) : Number.NaN;
  return (
    <Notice
      tone="trouble"
      announce
      title={title ?? codes(`${refusal.code}.title`)}
      action={<Remedy refusal={refusal} onTime={onTime} onClose={onClose} />}
    >
      {Number.isNaN(opensAtMs) ? null : (
        <p className="font-medium text-ink tabular">{notYet('opens', { when: opens(opensAtMs) })}</p>
      )}
      {refusal.code === 'BUSY' ? t('busy') : codes(`${refusal.code}.body`)}
      {refusal.code === 'SLOT_TAKEN' && nearestOf(refusal).length > 0 ? (
        <p className="mt-3 font-medium text-ink">{t('instead')}</p>
      ) : null}
    </Notice>
  );
}

function Remedy({
  refusal,
  onTime,
  onClose,
}: {
  refusal: Refusal;
  onTime: (minute: number) => void;
  onClose: () => void;
}) {
  const t = useTranslations('restaurant.hold');
  const { code, details } = refusal;
  const nearest = nearestOf(refusal);
  if (code === 'SLOT_TAKEN' && nearest.length > 0) {
    return (
      <ChipRow label={t('instead')}>
        {nearest
          .toSorted((a, b) => a - b)
          .map((minute) => (
            <Chip key={minute} onClick={() => onTime(minute)} className="bg-raised">
              {formatMinute(minute)}
            </Chip>
          ))}
      </ChipRow>
    );
  }
  if (code === 'BOOKING_OVERLAPS' && typeof details.reservationId === 'string') {
    return (
      <Button asChild>
        <Link href={`/bookings/${details.reservationId}`}>{t('seeBooking')}</Link>
      </Button>
    );
  }
  if (code === 'ROOM_ADMISSION_SPENT' && typeof details.reservationId === 'string') {
    return (
      <Button asChild>
        <Link href={`/checkout/${details.reservationId}`}>{t('seeBooking')}</Link>
      </Button>
    );
  }
  if (code.startsWith('ROOM_') && typeof details.roomId === 'string') {
    return (
      <Button asChild>
        <Link href={`/line/${details.roomId}`}>{t('toLine')}</Link>
      </Button>
    );
  }
  if (code === 'HOLD_LIMIT_REACHED' || code === 'COMMAND_KEY_REUSED') {
    return (
      <Button asChild>
        <Link href="/bookings">{t('seeBookings')}</Link>
      </Button>
    );
  }
  if (refusal.retry || code === 'SIGN_IN_REQUIRED') return null;
  return <Button onClick={onClose}>{t('otherTimes')}</Button>;
}
