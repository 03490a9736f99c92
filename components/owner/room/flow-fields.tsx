'use client';

import { useTranslations } from 'next-intl';
import { type FieldValues, type Path, useFormContext } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MOST_DAYS, type NumberField, RANGES } from './room-schema';

const KNOWN = ['no-day', 'past', 'before-from'] as const;

/** What is wrong with a field of a waiting room, in words. */
export function useRoomProblemWords() {
  const t = useTranslations('owner.room.problems');
  return (problem: string | undefined, field: string): string | undefined => {
    if (!problem) return undefined;
    if (problem === 'too-long') return t('too-long', { days: MOST_DAYS });
    if (field in RANGES) return t('range', { ...RANGES[field as NumberField] });
    return t(KNOWN.find((known) => known === problem) ?? 'no-day');
  };
}

/** How a room lets people in, as numbers. */
export function FlowFields<Values extends FieldValues & Partial<Record<NumberField, number>>>({
  fields,
}: {
  fields: readonly (NumberField & Path<Values>)[];
}) {
  const t = useTranslations('owner.room.fields');
  const words = useRoomProblemWords();
  const { register, formState } = useFormContext<Values>();
  return fields.map((name) => (
    <Field
      key={name}
      label={t(`${name as NumberField}.label`)}
      hint={t(`${name as NumberField}.hint`)}
      error={words(formState.errors[name]?.message as string | undefined, name)}
    >
      <Input
        type="number"
        numeric
        inputMode="numeric"
        className="max-w-40"
        {...register(name, { valueAsNumber: true })}
      />
    </Field>
  ));
}
