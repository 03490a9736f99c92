'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Controller, FormProvider, useForm, useFormContext } from 'react-hook-form';
import { api, refusalOf } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { DatePicker } from '@/components/ui/date-picker';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { addDays, dateAt, type ServiceDate } from '@/server/domain/shared/time';
import type { RoomSettings } from '@/server/services/room';
import { problemsOf } from '../settings/use-save';
import { FlowFields, useRoomProblemWords } from './flow-fields';
import type { RoomPlace } from './room-place';
import { MOST_DAYS, type OpenValues, openSchema } from './room-schema';
import { useChange } from './use-change';

const FIELDS = ['fromDate', 'toDate', 'ratePerMinute', 'places'] as const;

/** Switches a room on now, for some dates. */
export function OpenDialog({ place, settings }: { place: RoomPlace; settings: RoomSettings }) {
  const t = useTranslations('owner.room.open');
  const common = useTranslations('common');
  const [open, setOpen] = useState(false);
  const today = dateAt(Date.now(), place.timeZone);
  const schema = useMemo(() => openSchema(today), [today]);
  const start = { fromDate: '', toDate: '', ratePerMinute: settings.ratePerMinute, places: settings.places };
  const form = useForm<OpenValues>({ resolver: zodResolver(schema), defaultValues: start });
  const { run, said, clear } = useChange(place.restaurantId);
  const mutation = api.owner.openRoom.useMutation();
  const submit = form.handleSubmit(async (values) => {
    const done = await run(
      () => mutation.mutateAsync({ restaurantId: place.restaurantId, ...values }),
      (error) => {
        for (const { field, problem } of problemsOf(refusalOf(error))) {
          const known = FIELDS.find((name) => name === field);
          if (known) form.setError(known, { message: problem });
        }
      },
    );
    if (done) setOpen(false);
  });
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        clear();
        if (next) form.reset(start);
      }}
      trigger={<Button>{t('trigger')}</Button>}
      title={t('title')}
      description={t('body')}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{common('cancel')}</Button>
          <Button variant="primary" loading={mutation.isPending} onClick={submit}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <FormProvider {...form}>
        <form onSubmit={submit} noValidate className="grid gap-5">
          {said ? <Notice tone="trouble" title={said} announce /> : null}
          <div className="grid gap-5 sm:grid-cols-2">
            <DateField name="fromDate" today={today} />
            <DateField name="toDate" today={today} />
            <FlowFields<OpenValues> fields={['ratePerMinute', 'places']} />
          </div>
        </form>
      </FormProvider>
    </Dialog>
  );
}

function DateField({ name, today }: { name: 'fromDate' | 'toDate'; today: ServiceDate }) {
  const t = useTranslations('owner.room.open');
  const words = useRoomProblemWords();
  const { control, formState, watch, getValues, setValue } = useFormContext<OpenValues>();
  const from = watch('fromDate') || today;
  const range = name === 'fromDate' ? { min: today } : { min: from, max: addDays(from, MOST_DAYS - 1) };
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <Field label={t(name)} error={words(formState.errors[name]?.message, name)}>
          <DatePicker
            label={t(name)}
            value={field.value || undefined}
            onValueChange={(date) => {
              field.onChange(date);
              // One evening is the usual case.
              if (name === 'fromDate' && (getValues('toDate') === '' || getValues('toDate') < date))
                setValue('toDate', date, { shouldValidate: formState.isSubmitted });
            }}
            today={today}
            placeholder={t('choose')}
            {...range}
          />
        </Field>
      )}
    />
  );
}
