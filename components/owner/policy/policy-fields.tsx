'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Controller, useFieldArray, useFormContext } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { DEPOSIT_KINDS } from '@/server/domain/payment/policy';
import { minorDigits } from '@/server/domain/shared/money';
import type { Settings } from '@/server/services/owner';
import { LIMITS, type PolicyValues } from './policy-schema';
import { RulesField } from './rules-field';

const KNOWN = ['minimum', 'percent', 'hours', 'twice', 'rising'] as const;

function useWords() {
  const t = useTranslations('owner.policy.problems');
  return (problem: string | undefined, field: keyof typeof LIMITS) => {
    if (!problem) return undefined;
    const known = KNOWN.find((candidate) => candidate === problem);
    const [least, most] = LIMITS[field];
    return known ? t(known) : t('range', { least, most });
  };
}

/** The terms as an owner sets them. */
export function PolicyFields({ settings }: { settings: Settings }) {
  const { currency } = settings;
  const t = useTranslations('owner.policy');
  const words = useWords();
  const { control, register, watch, formState } = useFormContext<PolicyValues>();
  const { errors } = formState;
  const kind = watch('depositKind');
  const rules = watch('rules');
  return (
    <div className="grid content-start gap-8">
      <Controller
        control={control}
        name="depositKind"
        render={({ field }) => (
          <Field label={t('deposit')}>
            <RadioCards
              aria-label={t('deposit')}
              value={field.value}
              onValueChange={field.onChange}
              options={DEPOSIT_KINDS.map((value) => ({
                value,
                title: t(`kinds.${value}.title`),
                hint: t(`kinds.${value}.hint`),
              }))}
            />
          </Field>
        )}
      />
      {kind === 'none' ? null : (
        <div className="grid gap-6 sm:grid-cols-2">
          <Field label={t(`amount.${kind}`, { currency })} error={words(errors.deposit?.message, 'depositMinor')}>
            <Input
              type="number"
              numeric
              inputMode="decimal"
              step={minorDigits(currency) === 0 ? 1000 : 0.01}
              {...register('deposit', { valueAsNumber: true })}
            />
          </Field>
          <Field
            label={t('fromParty')}
            hint={t('fromPartyHint')}
            error={words(errors.depositFromParty?.message, 'depositFromParty')}
          >
            <Input
              type="number"
              numeric
              inputMode="numeric"
              {...register('depositFromParty', { valueAsNumber: true })}
            />
          </Field>
        </div>
      )}
      <RulesField settings={settings} />
      {kind === 'none' && rules.every((rule) => rule.kind === 'none') ? null : (
        <>
          <TiersField />
          <Field label={t('grace')} hint={t('graceHint')} error={words(errors.graceMinutes?.message, 'graceMinutes')}>
            <Input
              type="number"
              numeric
              inputMode="numeric"
              className="max-w-40"
              {...register('graceMinutes', { valueAsNumber: true })}
            />
          </Field>
        </>
      )}
    </div>
  );
}

function TiersField() {
  const t = useTranslations('owner.policy');
  const words = useWords();
  const { control, register, getValues, formState } = useFormContext<PolicyValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'tiers' });
  const errors = formState.errors.tiers;
  const add = () => {
    const last = getValues('tiers').at(-1);
    append(
      last
        ? { hoursBefore: Math.floor(last.hoursBefore / 2), refundPercent: Math.floor(last.refundPercent / 2) }
        : { hoursBefore: 24, refundPercent: 100 },
    );
  };
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium text-sm">{t('tiers')}</legend>
      <p className="text-sm text-soft">{t('tiersHint')}</p>
      {fields.map((field, index) => (
        <div key={field.id} className="flex items-start gap-3">
          <Field
            label={t('hoursBefore')}
            labelHidden={index > 0}
            error={words(errors?.[index]?.hoursBefore?.message, 'hoursBefore')}
            className="flex-1"
          >
            <Input
              type="number"
              numeric
              inputMode="numeric"
              {...register(`tiers.${index}.hoursBefore`, { valueAsNumber: true })}
            />
          </Field>
          <Field
            label={t('percent')}
            labelHidden={index > 0}
            error={words(errors?.[index]?.refundPercent?.message, 'refundPercent')}
            className="flex-1"
          >
            <Input
              type="number"
              numeric
              inputMode="numeric"
              step={5}
              {...register(`tiers.${index}.refundPercent`, { valueAsNumber: true })}
            />
          </Field>
          <IconButton
            label={t('removeTier')}
            onClick={() => remove(index)}
            className={index === 0 ? 'mt-6.5' : undefined}
          >
            <Trash2 aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <Button className="w-fit" onClick={add}>
        <Plus aria-hidden="true" />
        {t('addTier')}
      </Button>
    </fieldset>
  );
}
