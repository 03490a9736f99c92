'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { HoldRefusal } from '@/components/booking/availability/hold-refusal';
import { TimeGrid, TimesSkeleton } from '@/components/booking/availability/time-grid';
import { Button } from '@/components/ui/button';
import { formatDay } from '@/components/ui/format-date-time';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { Stepper } from '@/components/ui/stepper';
import type { BookingView } from '@/server/services/booking';
import { useWords } from '../use-words';
import { ChangeOffer } from './change-offer';
import { type Change, useChange } from './use-change';

/** Another time of the same day, or another party size, with what that costs before it is done. */
export function ChangeBooking({ booking, onChanged }: { booking: BookingView; onChanged: () => void }) {
  const t = useTranslations('bookings.change');
  const [open, setOpen] = useState(false);
  const { locale, money } = useWords(booking.restaurant, booking.currency);
  const change = useChange(booking, open, () => {
    setOpen(false);
    // After the sheet has given its focus back.
    requestAnimationFrame(() => requestAnimationFrame(onChanged));
  });
  const { offer } = change;
  return (
    <Sheet
      trigger={<Button block>{t('action')}</Button>}
      open={open}
      onOpenChange={setOpen}
      title={t('title')}
      description={t('sameDay', { day: formatDay(booking.serviceDate, locale) })}
      footer={
        <Button variant="primary" size="lg" block disabled={!offer} loading={change.busy} onClick={change.send}>
          {offer && offer.chargeMinor > 0 ? t('pay', { amount: money(offer.chargeMinor) }) : t('confirm')}
        </Button>
      }
    >
      <div className="grid gap-6">
        <Wish booking={booking} change={change} />
        <ChangeOffer booking={booking} change={change} />
        <Refusal booking={booking} change={change} onClose={() => setOpen(false)} />
      </div>
    </Sheet>
  );
}

function Wish({ booking, change }: { booking: BookingView; change: Change }) {
  const t = useTranslations('bookings.change');
  const common = useTranslations('common');
  const { options, party } = change;
  const shown = options.data?.party === party ? options.data : null;
  const max = Math.max(options.data?.maxParty ?? booking.partySize, booking.partySize);
  const slots = shown?.grid.filter(
    (slot) => (slot.state !== 'past' && slot.state !== 'too-soon') || slot.minute === change.minute,
  );
  return (
    <>
      <Stepper
        label={t('party')}
        value={party}
        min={1}
        max={max}
        format={(count) => common('guests', { count })}
        onValueChange={(next) => change.wish({ party: next })}
      />
      {options.isError ? (
        <Notice
          tone="trouble"
          announce
          title={t('optionsFailed')}
          action={<Button onClick={() => void options.refetch()}>{common('retry')}</Button>}
        />
      ) : !slots ? (
        <TimesSkeleton />
      ) : (
        <TimeGrid
          groups={slots.length > 0 ? [{ period: null, slots }] : []}
          wanted={booking.startMinute}
          chosen={change.minute}
          onChoose={(slot) => change.wish({ minute: slot.minute })}
          opens={null}
        />
      )}
    </>
  );
}

/** Why this wish cannot be had. Beside the price that is not there. */
function Refusal({ booking, change, onClose }: { booking: BookingView; change: Change; onClose: () => void }) {
  const { refusal } = change;
  const codes = useTranslations('errors.codes');
  const t = useTranslations('bookings.change');
  if (!refusal) return null;
  if (refusal.code.startsWith('CHANGE_'))
    return (
      <Notice tone="waiting" announce title={codes(`${refusal.code}.title`)}>
        {codes(`${refusal.code}.body`)}
      </Notice>
    );
  return (
    <HoldRefusal
      refusal={refusal}
      title={refusal.code === 'SLOT_TAKEN' ? t('noTable') : undefined}
      timeZone={booking.restaurant.timeZone}
      onTime={(minute) => change.wish({ minute })}
      onClose={onClose}
    />
  );
}
