'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { CalendarClock, Plus, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Controller, FormProvider, useFieldArray, useForm, useFormContext } from 'react-hook-form';
import { z } from 'zod';
import { api, refusalOf } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { DatePicker } from '@/components/ui/date-picker';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { formatDay } from '@/components/ui/format-date-time';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toaster';
import type { DayChange, Settings, SpecialDay } from '@/server/services/owner';
import { ClockField } from '../settings/clock-field';
import { readClock, writeClock } from '../settings/clock-text';
import { problemsOf } from '../settings/use-save';
import { useRefusalWords } from '../use-refusal-words';
import { useProblemWords } from './problem-words';

const clock = z.string().refine((typed) => readClock(typed) !== null, 'not-a-time');
const schema = z.object({
  date: z.string().min(1, 'no-day'),
  periods: z
    .array(
      z.object({ name: z.string().trim().min(1, 'no-name'), nameEn: z.string(), opens: clock, lastSeating: clock }),
    )
    .min(1),
});
type Values = z.infer<typeof schema>;

const EMPTY: Values['periods'][number] = { name: '', nameEn: '', opens: '12:00', lastSeating: '14:00' };

const toValues = (day: SpecialDay | undefined): Values => ({
  date: day?.serviceDate ?? '',
  periods: day
    ? day.periods.map((period) => ({
        name: period.name,
        nameEn: period.nameEn ?? '',
        opens: writeClock(period.opensMinute),
        lastSeating: writeClock(period.lastSeatingMinute),
      }))
    : [EMPTY],
});

/** One day's own hours: made, changed, or given back to its weekday. */
export function SpecialDayDialog({
  settings,
  version,
  day,
  onChanged,
}: {
  settings: Settings;
  version: number;
  /** The day that is changed; a new one without. */
  day?: SpecialDay;
  onChanged: (date: string, change: DayChange) => void;
}) {
  const t = useTranslations('owner.days');
  const common = useTranslations('common');
  const locale = useLocale();
  const refused = useRefusalWords();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = api.owner.saveSpecialDay.useMutation();
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: toValues(day) });

  const send = async (values: Values, periods: Values['periods']) => {
    setError(null);
    try {
      const change = await save.mutateAsync({
        restaurantId: settings.restaurantId,
        expectedConfigVersion: version,
        serviceDate: values.date,
        periods: periods.map((period) => ({
          name: period.name,
          nameEn: period.nameEn,
          opensMinute: readClock(period.opens)!,
          lastSeatingMinute: readClock(period.lastSeating)!,
        })),
      });
      toast.success(t('daySaved', { day: formatDay(values.date, locale, 'day', settings.today) }));
      onChanged(values.date, change);
      setOpen(false);
    } catch (failure) {
      for (const { index, problem } of problemsOf(refusalOf(failure))) {
        const at = `periods.${index ?? 0}` as const;
        form.setError(problem === 'no-name' ? `${at}.name` : `${at}.lastSeating`, { message: problem });
      }
      const { title, body } = refused(failure);
      setError(`${title}. ${body}`);
    }
  };
  const submit = form.handleSubmit((values) => send(values, values.periods));
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) form.reset(toValues(day));
      }}
      trigger={
        day ? (
          <Button size="sm" variant="quiet" aria-label={t('changeDay', { day: formatDay(day.serviceDate, locale) })}>
            {common('change')}
          </Button>
        ) : (
          <Button>
            <CalendarClock aria-hidden="true" />
            {t('special')}
          </Button>
        )
      }
      title={t('specialTitle')}
      description={t('specialHint')}
      footer={
        <>
          {day ? (
            <Button variant="dangerQuiet" className="mr-auto" onClick={() => void send(toValues(day), [])}>
              {t('asUsual')}
            </Button>
          ) : null}
          <Button onClick={() => setOpen(false)}>{common('cancel')}</Button>
          <Button variant="primary" loading={save.isPending} onClick={submit}>
            {common('save')}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form onSubmit={submit} noValidate className="grid gap-5">
          {error ? <Notice tone="trouble" title={error} announce /> : null}
          <SpecialFields settings={settings} fixed={day !== undefined} />
        </form>
      </FormProvider>
    </Dialog>
  );
}

function SpecialFields({ settings, fixed }: { settings: Settings; fixed: boolean }) {
  const t = useTranslations('owner.days');
  const hours = useTranslations('owner.hours');
  const locale = useLocale();
  const { control, watch, formState } = useFormContext<Values>();
  const { fields, append, remove } = useFieldArray({ control, name: 'periods' });
  return (
    <>
      {fixed ? (
        <p className="font-medium">{formatDay(watch('date'), locale, 'longDay', settings.today)}</p>
      ) : (
        <Controller
          control={control}
          name="date"
          render={({ field }) => (
            <Field label={t('day')} error={formState.errors.date ? t('noDay') : undefined}>
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
      )}
      {fields.map((field, index) => (
        <SpecialPeriod key={field.id} index={index} onRemove={fields.length > 1 ? () => remove(index) : undefined} />
      ))}
      <Button className="w-fit" size="sm" onClick={() => append(EMPTY)}>
        <Plus aria-hidden="true" />
        {hours('periods.add')}
      </Button>
    </>
  );
}

function SpecialPeriod({ index, onRemove }: { index: number; onRemove?: () => void }) {
  const t = useTranslations('owner.hours');
  const common = useTranslations('common');
  const words = useProblemWords();
  const { register, watch, formState } = useFormContext<Values>();
  const errors = formState.errors.periods?.[index];
  const period = watch(`periods.${index}`);
  return (
    <div className="grid gap-4 border-hairline border-t pt-4">
      <div className="grid grid-cols-2 gap-4">
        <Field label={t('name')} error={words(errors?.name?.message, 'name')}>
          <Input {...register(`periods.${index}.name`)} />
        </Field>
        <Field label={t('nameEn')} optionalLabel={common('optional')}>
          <Input {...register(`periods.${index}.nameEn`)} />
        </Field>
        <ClockField
          label={t('opens')}
          typed={period?.opens ?? ''}
          error={words(errors?.opens?.message, 'opens')}
          {...register(`periods.${index}.opens`)}
        />
        <ClockField
          label={t('lastSeating')}
          typed={period?.lastSeating ?? ''}
          error={words(errors?.lastSeating?.message, 'lastSeating')}
          {...register(`periods.${index}.lastSeating`)}
        />
      </div>
      {onRemove ? (
        <IconButton label={t('periods.remove', { name: period?.name || String(index + 1) })} onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      ) : null}
    </div>
  );
}
