'use client';

import { CalendarX2, type LucideIcon, Undo2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { newCommandKey } from '@/components/booking/availability/command-key';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Field } from '@/components/ui/field';
import { formatMoney } from '@/components/ui/format-money';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toaster';
import { minorDigits } from '@/server/domain/shared/money';
import type { DayBooking } from '@/server/services/owner';
import { useRefusalWords } from '../use-refusal-words';

/** Whether the reader owns the restaurant: staff work the day, money is the owner's. */
export const OwnsRestaurant = createContext(false);

const REFUNDABLE = new Set<DayBooking['status']>(['COMPLETED', 'NO_SHOW', 'CANCELLED']);

/** What a guest's money is, less what went back already; minor units. */
const leftOf = ({ deposit }: DayBooking): number =>
  deposit?.status === 'CAPTURED' ? Math.max(0, deposit.amountMinor - deposit.discountMinor - deposit.refundedMinor) : 0;

/** What an owner can do about a booking and its money; nothing for staff. */
export function MoneyActions({ booking, className }: { booking: DayBooking; className?: string }) {
  const owns = useContext(OwnsRestaurant);
  if (!owns) return null;
  const cancels = booking.status === 'CONFIRMED' || booking.status === 'HELD';
  const refunds = REFUNDABLE.has(booking.status) && leftOf(booking) > 0;
  if (!cancels && !refunds) return null;
  return (
    <div className={className}>{cancels ? <CancelGuest booking={booking} /> : <RefundGuest booking={booking} />}</div>
  );
}

type ActProps = {
  booking: DayBooking;
  /** The words of the act. */
  words: 'owner.cancel' | 'owner.refund';
  icon: LucideIcon;
  confirmLabel: string;
  danger?: boolean;
  onOpen?: () => void;
  /** Whether something is wrong with the children, which then say what. */
  wrong?: () => boolean;
  act: (reason: string) => Promise<unknown>;
  done: string;
  children: ReactNode;
};

/** A button that asks for a reason before it does something about a guest's booking; the day is read again afterwards. */
function ActWithReason(props: ActProps) {
  const { booking, words, icon: Icon, children } = props;
  const t = useTranslations(words);
  const refused = useRefusalWords();
  const utils = api.useUtils();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const open = () => {
    setReason('');
    setMissing(null);
    setError(null);
    props.onOpen?.();
  };
  const confirm = async () => {
    const unsaid = reason.trim() === '' ? t('reasonMissing') : null;
    setMissing(unsaid);
    setError(null);
    if (props.wrong?.() || unsaid) return false;
    try {
      await props.act(reason.trim());
    } catch (failure) {
      const { title, body } = refused(failure);
      setError(`${title}. ${body}`);
      return false;
    }
    toast.success(props.done);
    await utils.owner.day.invalidate();
  };
  return (
    <Confirm
      trigger={
        <Button size="sm" variant="quiet" aria-label={t('actionFor', { name: booking.guestName })}>
          <Icon aria-hidden="true" />
          {t('action')}
        </Button>
      }
      title={t('title', { name: booking.guestName })}
      confirmLabel={props.confirmLabel}
      cancelLabel={t('keep')}
      onConfirm={confirm}
      onOpenChange={(next) => next && open()}
      error={error}
      danger={props.danger}
    >
      <div className="grid gap-4">
        {children}
        <Field label={t('reason')} hint={t('reasonHint')} error={missing}>
          <Textarea maxLength={200} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
}

/** Cancels a booking for the restaurant, having said that the guest is told why and gets everything back. */
function CancelGuest({ booking }: { booking: DayBooking }) {
  const t = useTranslations('owner.cancel');
  const locale = useLocale();
  const cancel = api.owner.cancelBooking.useMutation();
  const left = leftOf(booking);
  const currency = booking.deposit?.currency ?? 'KRW';
  return (
    <ActWithReason
      booking={booking}
      words="owner.cancel"
      icon={CalendarX2}
      confirmLabel={left > 0 ? t('confirm') : t('confirmFree')}
      danger
      act={(reason) => cancel.mutateAsync({ reservationId: booking.id, reason })}
      done={t('done', { name: booking.guestName })}
    >
      <p className="text-balance">
        {left > 0
          ? t('refunds', { amount: formatMoney({ amountMinor: left, currency }, locale) })
          : t('refundsNothing')}
      </p>
    </ActWithReason>
  );
}

/** Gives money back for a visit that is over: all that is left, or a part of it. */
function RefundGuest({ booking }: { booking: DayBooking }) {
  const t = useTranslations('owner.refund');
  const locale = useLocale();
  const refund = api.owner.refundVisit.useMutation();
  const left = leftOf(booking);
  const currency = booking.deposit?.currency ?? 'KRW';
  const unit = 10 ** minorDigits(currency);
  const [commandKey, setCommandKey] = useState('');
  const [amount, setAmount] = useState('');
  const [range, setRange] = useState<string | null>(null);
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale);
  const amountMinor = Math.round(Number(amount) * unit);
  const fine = Number.isInteger(amountMinor) && amountMinor > 0 && amountMinor <= left;
  return (
    <ActWithReason
      booking={booking}
      words="owner.refund"
      icon={Undo2}
      confirmLabel={t('confirm')}
      onOpen={() => {
        // A refund that is asked for again after a lost answer is the same one; another visit to this dialog is another.
        setCommandKey(newCommandKey());
        setAmount(String(left / unit));
        setRange(null);
      }}
      wrong={() => {
        setRange(fine ? null : t('range', { left: money(left) }));
        return !fine;
      }}
      act={(reason) => refund.mutateAsync({ reservationId: booking.id, amountMinor, reason, commandKey })}
      done={t('done', { name: booking.guestName, amount: money(amountMinor) })}
    >
      <p className="text-balance">{t('body')}</p>
      <Field label={t('amount', { currency })} hint={t('left', { left: money(left) })} error={range}>
        <Input
          numeric
          inputMode="decimal"
          value={amount}
          onChange={(event) => setAmount(event.target.value.replaceAll(',', ''))}
        />
      </Field>
    </ActWithReason>
  );
}
