'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useLocale, useTranslations } from 'next-intl';
import { Controller, FormProvider, useForm, useFormContext } from 'react-hook-form';
import { api } from '@/components/providers/api';
import { Field } from '@/components/ui/field';
import { FormSection } from '@/components/ui/form-section';
import { formatDay } from '@/components/ui/format-date-time';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { Switch } from '@/components/ui/switch';
import type { Settings } from '@/server/services/owner';
import { LeaveGuard } from '../settings/leave-guard';
import { RefusedNotice } from '../settings/refused-notice';
import { SaveBar } from '../settings/save-bar';
import { problemsOf, useSave } from '../settings/use-save';
import { type HoursValues, hoursField, hoursSchema, toHoursDraft, toHoursValues } from './hours-schema';
import { OpeningField } from './opening-field';
import { PeriodsField } from './periods-field';
import { useProblemWords } from './problem-words';
import { TurnTimesField } from './turn-times-field';

/** When the restaurant takes guests, and by which rules. */
export function HoursForm({
  settings,
  version,
  onSaved,
}: {
  settings: Settings;
  version: number;
  onSaved: (version: number) => void;
}) {
  const form = useForm<HoursValues>({
    resolver: zodResolver(hoursSchema),
    defaultValues: toHoursValues(settings.hours),
    mode: 'onTouched',
  });
  const { isDirty, errors } = form.formState;
  const mutation = api.owner.saveHours.useMutation();
  const { run, saving, refusal, clear } = useSave();
  const submit = form.handleSubmit(async (values) => {
    const input = { restaurantId: settings.restaurantId, expectedConfigVersion: version, ...toHoursDraft(values) };
    const saved = await run(
      () => mutation.mutateAsync(input),
      (why) => {
        for (const problem of problemsOf(why)) {
          if (problem.field === 'specialDays') continue;
          form.setError(hoursField(problem, values), { message: problem.problem });
        }
        if (why.code === 'GRID_IN_USE') form.setError('slotMinutes', { message: 'grid-in-use' });
      },
    );
    if (!saved) return;
    form.reset(values);
    onSaved(saved.configVersion);
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate>
        <RefusedNotice refusal={refusal}>
          <RefusedDays refusal={refusal} today={settings.today} />
        </RefusedNotice>
        <PeriodsField />
        <TurnTimesField />
        <OpeningField saved={settings.hours.opening} at={settings} />
        <RulesFields comingBookings={settings.comingBookings} />
        <SaveBar
          dirty={isDirty}
          saving={saving}
          problems={Object.keys(errors).length}
          onDiscard={() => {
            form.reset();
            clear();
          }}
        />
      </form>
      <LeaveGuard dirty={isDirty} />
    </FormProvider>
  );
}

/** Details of a refusal that no field can show: special days that stand in the way, bookings on the old grid. */
function RefusedDays({ refusal, today }: { refusal: ReturnType<typeof useSave>['refusal']; today: string }) {
  const t = useTranslations('owner.hours');
  const locale = useLocale();
  const codes = useTranslations('errors.codes');
  if (!refusal) return null;
  if (refusal.code === 'GRID_IN_USE' && typeof refusal.details.lastDate === 'string')
    return t('gridInUse', {
      count: Number(refusal.details.bookings),
      day: formatDay(refusal.details.lastDate, locale, 'day', today),
    });
  const days = problemsOf(refusal).filter((problem) => problem.field === 'specialDays' && problem.serviceDate);
  if (days.length === 0) return codes(`${refusal.code}.body`);
  return t('specialDaysInTheWay', {
    days: [...new Set(days.map((problem) => problem.serviceDate!))]
      .map((date) => formatDay(date, locale, 'day', today))
      .join(', '),
  });
}

function RulesFields({ comingBookings }: { comingBookings: number }) {
  const t = useTranslations('owner.hours');
  const words = useProblemWords();
  const { control, register, watch, formState } = useFormContext<HoursValues>();
  const { errors } = formState;
  const number = (name: 'minNoticeMinutes' | 'holdMinutes' | 'maxParty' | 'pacingCovers') => (
    <Field label={t(`${name}.label`)} hint={t(`${name}.hint`)} error={words(errors[name]?.message, name)}>
      <Input
        type="number"
        numeric
        inputMode="numeric"
        className="max-w-40"
        {...register(name, { valueAsNumber: true })}
      />
    </Field>
  );
  return (
    <>
      <FormSection
        title={t('grid.title')}
        hint={comingBookings > 0 ? t('grid.inUse', { count: comingBookings }) : t('grid.hint')}
      >
        <Controller
          control={control}
          name="slotMinutes"
          render={({ field }) => (
            <Field label={t('grid.label')} labelHidden error={words(errors.slotMinutes?.message, 'slotMinutes')}>
              <RadioCards
                columns={3}
                aria-label={t('grid.label')}
                value={field.value}
                onValueChange={field.onChange}
                options={(['15', '30', '60'] as const).map((value) => ({
                  value,
                  title: t('grid.minutes', { count: Number(value) }),
                }))}
              />
            </Field>
          )}
        />
      </FormSection>
      <FormSection title={t('rules.title')} hint={t('rules.hint')}>
        <div className="grid gap-6 sm:grid-cols-2">
          {number('minNoticeMinutes')}
          {number('holdMinutes')}
          {number('maxParty')}
        </div>
        <Controller
          control={control}
          name="paced"
          render={({ field }) => (
            <Switch
              label={t('paced.label')}
              hint={t('paced.hint')}
              checked={field.value}
              onCheckedChange={field.onChange}
              className="mt-2"
            />
          )}
        />
        {watch('paced') ? number('pacingCovers') : null}
      </FormSection>
    </>
  );
}
