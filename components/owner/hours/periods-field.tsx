'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Controller, useFieldArray, useFormContext } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field, FieldError } from '@/components/ui/field';
import { FormSection } from '@/components/ui/form-section';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { ClockField } from '../settings/clock-field';
import type { HoursValues } from './hours-schema';
import { useProblemWords } from './problem-words';
import { Weekdays } from './weekdays';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The week's services: several a day, each with its weekdays and times. */
export function PeriodsField() {
  const t = useTranslations('owner.hours');
  const { control } = useFormContext<HoursValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'periods' });
  return (
    <FormSection
      title={t('periods.title')}
      hint={t('periods.hint')}
      className="first:border-t first:pt-6 md:first:pt-10"
    >
      <ol className="grid gap-4">
        {fields.map((field, index) => (
          <PeriodFields key={field.id} index={index} onRemove={() => remove(index)} />
        ))}
      </ol>
      {fields.length === 0 ? <p className="text-soft">{t('periods.none')}</p> : null}
      <Button
        className="w-fit"
        onClick={() => append({ name: '', nameEn: '', weekdays: EVERY_DAY, opens: '18:00', lastSeating: '21:00' })}
      >
        <Plus aria-hidden="true" />
        {t('periods.add')}
      </Button>
    </FormSection>
  );
}

function PeriodFields({ index, onRemove }: { index: number; onRemove: () => void }) {
  const t = useTranslations('owner.hours');
  const words = useProblemWords();
  const common = useTranslations('common');
  const { control, register, watch, formState } = useFormContext<HoursValues>();
  const errors = formState.errors.periods?.[index];
  const period = watch(`periods.${index}`);
  return (
    <li className="grid gap-4 rounded-md border border-hairline bg-raised p-4">
      <div className="flex items-start gap-3">
        <div className="grid min-w-0 grow gap-4 sm:grid-cols-2">
          <Field label={t('name')} error={words(errors?.name?.message, 'name')}>
            <Input {...register(`periods.${index}.name`)} />
          </Field>
          <Field label={t('nameEn')} optionalLabel={common('optional')}>
            <Input {...register(`periods.${index}.nameEn`)} />
          </Field>
        </div>
        <IconButton
          label={t('periods.remove', { name: period?.name || String(index + 1) })}
          onClick={onRemove}
          className="mt-6 -mr-2"
        >
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
      <div>
        <Controller
          control={control}
          name={`periods.${index}.weekdays`}
          render={({ field }) => <Weekdays value={field.value} onChange={field.onChange} />}
        />
        <FieldError>{words(errors?.weekdays?.message ?? errors?.weekdays?.root?.message, 'weekdays')}</FieldError>
      </div>
      <div className="grid grid-cols-2 gap-4">
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
    </li>
  );
}
