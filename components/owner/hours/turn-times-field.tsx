'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field, FieldError } from '@/components/ui/field';
import { FormSection } from '@/components/ui/form-section';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import type { HoursValues } from './hours-schema';
import { useProblemWords } from './problem-words';

const STEP_MINUTES = 30;

/** How long a party keeps its table, by its size. */
export function TurnTimesField() {
  const t = useTranslations('owner.hours');
  const words = useProblemWords();
  const { control, register, getValues, formState } = useFormContext<HoursValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'turnTimes' });
  const errors = formState.errors.turnTimes;
  const add = () => {
    const last = getValues('turnTimes').at(-1);
    append({ partyMax: (last?.partyMax ?? 0) + 2, minutes: (last?.minutes ?? 60) + STEP_MINUTES });
  };
  return (
    <FormSection title={t('turns.title')} hint={t('turns.hint')}>
      <ol className="grid gap-3">
        {fields.map((field, index) => (
          <li key={field.id} className="flex items-start gap-3">
            <Field
              label={t('turns.upTo')}
              labelHidden={index > 0}
              error={words(errors?.[index]?.partyMax?.message, 'partyMax')}
              className="flex-1"
            >
              <Input
                type="number"
                numeric
                inputMode="numeric"
                {...register(`turnTimes.${index}.partyMax`, { valueAsNumber: true })}
              />
            </Field>
            <Field
              label={t('turns.minutes')}
              labelHidden={index > 0}
              error={words(errors?.[index]?.minutes?.message, 'minutes')}
              className="flex-1"
            >
              <Input
                type="number"
                numeric
                inputMode="numeric"
                step={15}
                {...register(`turnTimes.${index}.minutes`, { valueAsNumber: true })}
              />
            </Field>
            <IconButton
              label={t('turns.remove')}
              onClick={() => remove(index)}
              disabled={fields.length === 1}
              className={index === 0 ? 'mt-6.5' : undefined}
            >
              <Trash2 aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ol>
      <FieldError>{words(errors?.root?.message ?? errors?.message, 'turnTimes')}</FieldError>
      <Button className="w-fit" onClick={add}>
        <Plus aria-hidden="true" />
        {t('turns.add')}
      </Button>
    </FormSection>
  );
}
