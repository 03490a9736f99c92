'use client';

import { useTranslations } from 'next-intl';
import { Controller, useFormContext } from 'react-hook-form';
import { DatePicker } from '@/components/ui/date-picker';
import { Field, FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { CampaignValues, WindowField } from './campaign-schema';
import { errorOf } from './error-of';

/** A day and a time of it, by the clock of the place. */
export function WallTimeField({ name, today }: { name: WindowField; today: string }) {
  const t = useTranslations('campaigns.form');
  const { control, register, formState } = useFormContext<CampaignValues>();
  const error = errorOf(formState.errors, `${name}.date`);
  const label = t(`window.${name}`);
  return (
    <fieldset className="grid min-w-0 gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_6.5rem] gap-2">
        <Controller
          control={control}
          name={`${name}.date`}
          render={({ field }) => (
            <Field label={t('day')} labelHidden>
              <DatePicker
                label={label}
                placeholder={t('day')}
                value={field.value || undefined}
                onValueChange={field.onChange}
                today={today}
              />
            </Field>
          )}
        />
        <Field label={t('time')} labelHidden>
          <Input
            numeric
            autoComplete="off"
            placeholder="18:00"
            aria-invalid={error ? true : undefined}
            {...register(`${name}.time`)}
          />
        </Field>
      </div>
      <FieldError>{error}</FieldError>
    </fieldset>
  );
}
