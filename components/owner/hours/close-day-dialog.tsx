'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { CalendarOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { DatePicker } from '@/components/ui/date-picker';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { formatDay, formatMinute } from '@/components/ui/format-date-time';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toaster';
import { isLive } from '@/server/domain/reservation/transitions';
import type { DayBooking, DayChange, Settings } from '@/server/services/owner';
import { ClockField } from '../settings/clock-field';
import { readClock } from '../settings/clock-text';
import { useRefusalWords } from '../use-refusal-words';
import { useProblemWords } from './problem-words';

/** A whole service day, into the next morning. */
const WHOLE = { fromMinute: 0, toMinute: 2_880 };

const schema = z
  .object({
    date: z.string().min(1, 'no-day'),
    whole: z.boolean(),
    from: z.string(),
    to: z.string(),
    reason: z.string().max(200),
    reasonEn: z.string().max(200),
    cancels: z.boolean(),
  })
  .superRefine(({ whole, from, to }, ctx) => {
    if (whole) return;
    const [start, end] = [readClock(from), readClock(to)];
    if (start === null) ctx.addIssue({ code: 'custom', path: ['from'], message: 'not-a-time' });
    if (end === null) ctx.addIssue({ code: 'custom', path: ['to'], message: 'not-a-time' });
    if (start !== null && end !== null && end <= start)
      ctx.addIssue({ code: 'custom', path: ['to'], message: 'order' });
  });

type Values = z.infer<typeof schema>;

const partOf = ({ whole, from, to }: Pick<Values, 'whole' | 'from' | 'to'>) =>
  whole ? WHOLE : { fromMinute: readClock(from) ?? 0, toMinute: readClock(to) ?? 0 };

/** Closes a day or a part of it, having said whose bookings stay. */
export function CloseDayDialog({
  settings,
  onChanged,
}: {
  settings: Settings;
  onChanged: (date: string, change: DayChange) => void;
}) {
  const t = useTranslations('owner.days');
  const locale = useLocale();
  const refused = useRefusalWords();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const router = useRouter();
  const close = api.owner.closeDay.useMutation();
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { date: '', whole: true, from: '18:00', to: '20:00', reason: '', reasonEn: '', cancels: false },
  });
  const staying = useStaying(form, settings);
  const cancels = (useWatch({ control: form.control, name: 'cancels' }) && staying?.length) || 0;
  const submit = form.handleSubmit(async (values) => {
    try {
      const change = await close.mutateAsync({
        restaurantId: settings.restaurantId,
        serviceDate: values.date,
        ...partOf(values),
        reason: values.reason,
        reasonEn: values.reasonEn,
        cancelBookings: cancels > 0,
      });
      if (change.closingId) router.push(`/owner/${settings.restaurantId}/closings/${change.closingId}`);
      toast.success(t('closedToast', { day: formatDay(values.date, locale, 'day', settings.today) }));
      // Whose bookings are being cancelled is told by the page that follows.
      onChanged(values.date, change.closingId ? { ...change, inClosedPart: 0 } : change);
      setOpen(false);
      form.reset();
    } catch (failure) {
      const { title, body } = refused(failure);
      setError(`${title}. ${body}`);
    }
  });
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <CalendarOff aria-hidden="true" />
          {t('close')}
        </Button>
      }
      title={t('closeTitle')}
      description={t('closeHint')}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{t('notNow')}</Button>
          <Button variant={cancels > 0 ? 'danger' : 'primary'} loading={close.isPending} onClick={submit}>
            {cancels > 0 ? t('closeAndCancel', { count: cancels }) : t('closeIt')}
          </Button>
        </>
      }
    >
      <form onSubmit={submit} noValidate className="grid gap-5">
        {error ? <Notice tone="trouble" title={error} announce /> : null}
        <CloseFields form={form} settings={settings} />
        {staying ? <Staying form={form} staying={staying} /> : null}
      </form>
    </Dialog>
  );
}

type FormOf = { form: ReturnType<typeof useForm<Values>>; settings: Settings };

function CloseFields({ form, settings }: FormOf) {
  const t = useTranslations('owner.days');
  const common = useTranslations('common');
  const words = useProblemWords();
  const { control, register, formState } = form;
  const { errors } = formState;
  const { whole, from, to } = useWatch({ control });
  return (
    <>
      <Controller
        control={control}
        name="date"
        render={({ field }) => (
          <Field label={t('day')} error={errors.date ? t('noDay') : undefined}>
            <DatePicker
              label={t('day')}
              value={field.value || undefined}
              onValueChange={field.onChange}
              today={settings.today}
              min={settings.today}
              placeholder={t('chooseDay')}
            />
          </Field>
        )}
      />
      <Controller
        control={control}
        name="whole"
        render={({ field }) => <Switch label={t('wholeDay')} checked={field.value} onCheckedChange={field.onChange} />}
      />
      {whole ? null : (
        <div className="grid grid-cols-2 gap-4">
          <ClockField
            label={t('from')}
            typed={from ?? ''}
            error={words(errors.from?.message, 'from')}
            {...register('from')}
          />
          <ClockField label={t('to')} typed={to ?? ''} error={words(errors.to?.message, 'to')} {...register('to')} />
        </div>
      )}
      <Field label={t('reason')} optionalLabel={common('optional')} hint={t('reasonHint')}>
        <Input maxLength={200} {...register('reason')} />
      </Field>
      <Field label={t('reasonEn')} optionalLabel={common('optional')}>
        <Input maxLength={200} {...register('reasonEn')} />
      </Field>
    </>
  );
}

const MOST_NAMED = 8;

/** The bookings still to come that the part to be closed holds; null while no day is chosen or it is still being read. */
function useStaying(form: FormOf['form'], settings: Settings): DayBooking[] | null {
  const { date, whole, from, to } = useWatch({ control: form.control });
  const query = api.owner.day.useQuery(
    { restaurantId: settings.restaurantId, date: date || settings.today },
    { enabled: Boolean(date) },
  );
  if (!date || !query.data) return null;
  const part = partOf({ whole: whole ?? true, from: from ?? '', to: to ?? '' });
  const isToCome = ({ status, startsAtMs }: DayBooking) =>
    isLive(status) && status !== 'SEATED' && startsAtMs > query.dataUpdatedAt;
  return query.data.bookings.filter(
    (booking) => isToCome(booking) && part.fromMinute <= booking.startMinute && booking.startMinute < part.toMinute,
  );
}

/** They stay, and are the owner's to speak to, or are cancelled with a full refund. */
function Staying({ form, staying }: { form: FormOf['form']; staying: DayBooking[] }) {
  const t = useTranslations('owner.days');
  const cancelling = useWatch({ control: form.control, name: 'cancels' });
  if (staying.length === 0) return <p className="text-sm text-soft">{t('nobodyThen')}</p>;
  const cancels = cancelling ?? false;
  return (
    <>
      <Controller
        control={form.control}
        name="cancels"
        render={({ field }) => (
          <Switch
            label={t('cancelThem', { count: staying.length })}
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
      <Notice
        tone={cancels ? 'trouble' : 'waiting'}
        title={t(cancels ? 'willCancel' : 'willStay', { count: staying.length })}
      >
        {cancels ? <p>{t('willCancelBody')}</p> : null}
        <ul className="mt-1 grid gap-0.5 tabular">
          {staying.slice(0, MOST_NAMED).map((booking) => (
            <li key={booking.id}>
              {formatMinute(booking.startMinute)} · {booking.guestName} · {t('guests', { count: booking.party })}
            </li>
          ))}
          {staying.length > MOST_NAMED ? <li>{t('more', { count: staying.length - MOST_NAMED })}</li> : null}
        </ul>
      </Notice>
    </>
  );
}
