'use client';

import { useTranslations } from 'next-intl';
import { Controller, useFormContext } from 'react-hook-form';
import { useSay } from '@/components/coupons/use-say';
import { Weekdays } from '@/components/owner/hours/weekdays';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Rule, RuleField } from '@/server/domain/coupon/rules';
import { minorDigits } from '@/server/domain/shared/money';
import type { CampaignField, CampaignValues } from './campaign-schema';
import { errorOf } from './error-of';
import { RestaurantField } from './restaurant-field';
import type { CampaignScope } from './scope';

/** The fields of one kind of rule, as its description says: a new kind needs nothing here. */
export function RuleFields({ rule, scope }: { rule: Rule; scope: CampaignScope }) {
  if (rule.fields.length === 0) return null;
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {rule.fields.map((field) => (
        <OneField key={field.name} kind={rule.kind} field={field} scope={scope} />
      ))}
    </div>
  );
}

function OneField({ kind, field, scope }: { kind: string; field: RuleField; scope: CampaignScope }) {
  const t = useTranslations('campaigns.form');
  const common = useTranslations('common');
  const { say } = useSay();
  const { control, register, formState } = useFormContext<CampaignValues>();
  const name = `params.${kind}.${field.name}` as CampaignField;
  const error = errorOf(formState.errors, name);
  const wiring = {
    label: say(field.label),
    error,
    optionalLabel: field.optional ? common('optional') : undefined,
    className: field.type === 'weekdays' || field.type === 'restaurant' ? 'sm:col-span-2' : undefined,
  };
  if (field.type === 'weekdays' || field.type === 'restaurant') {
    return (
      <Controller
        control={control}
        name={name}
        render={({ field: { value, onChange } }) =>
          field.type === 'weekdays' ? (
            <Field {...wiring}>
              <Weekdays value={Array.isArray(value) ? (value as number[]) : []} onChange={onChange} />
            </Field>
          ) : (
            <RestaurantField {...wiring} value={String(value ?? '')} onChange={onChange} scope={scope} />
          )
        }
      />
    );
  }
  if (field.type === 'minute') {
    return (
      <Field {...wiring} hint={t('clockHint')}>
        <Input numeric autoComplete="off" placeholder="18:00" {...register(name)} />
      </Field>
    );
  }
  const unit = field.type === 'money' ? scope.currency : '%';
  return (
    <Field {...wiring} label={t('withUnit', { label: say(field.label), unit })}>
      <Input
        type="number"
        numeric
        min={0}
        inputMode={field.type === 'money' && minorDigits(scope.currency) > 0 ? 'decimal' : 'numeric'}
        step={field.type === 'money' ? (minorDigits(scope.currency) > 0 ? 0.01 : 100) : 1}
        {...register(name)}
      />
    </Field>
  );
}
