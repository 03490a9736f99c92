'use client';

import { useTranslations } from 'next-intl';
import { Controller, useFormContext } from 'react-hook-form';
import { useSay } from '@/components/coupons/use-say';
import { Checkbox } from '@/components/ui/checkbox';
import { Field, FieldError } from '@/components/ui/field';
import { FormSection } from '@/components/ui/form-section';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { Switch } from '@/components/ui/switch';
import { RULES } from '@/server/domain/coupon/rules';
import { CAMPAIGN_WAYS } from '@/server/domain/coupon/states';
import { type CampaignValues, offeredRules } from './campaign-schema';
import { RuleFields } from './rule-fields';
import type { CampaignScope } from './scope';
import { WallTimeField } from './wall-time-field';

const useForm = () => useFormContext<CampaignValues>();
const message = (error: { message?: unknown } | undefined) => (error?.message ? String(error.message) : undefined);

/** What it is called. */
export function NameSection() {
  const t = useTranslations('campaigns.form');
  const common = useTranslations('common');
  const { register, formState } = useForm();
  return (
    <FormSection title={t('name.title')} hint={t('name.hint')}>
      <Field label={t('name.ko')} error={message(formState.errors.name)}>
        <Input maxLength={80} autoComplete="off" {...register('name')} />
      </Field>
      <Field label={t('name.en')} optionalLabel={common('optional')} error={message(formState.errors.nameEn)}>
        <Input maxLength={80} autoComplete="off" lang="en" {...register('nameEn')} />
      </Field>
    </FormSection>
  );
}

/** What it takes off: one of the kinds of the registry. */
export function GivesSection({ scope }: { scope: CampaignScope }) {
  const t = useTranslations('campaigns.form');
  const { say } = useSay();
  const { control, watch, formState } = useForm();
  const chosen = RULES.find((rule) => rule.kind === watch('discount'));
  return (
    <FormSection title={t('gives.title')} hint={t('gives.hint')}>
      <Controller
        control={control}
        name="discount"
        render={({ field }) => (
          <RadioCards
            columns={2}
            aria-label={t('gives.title')}
            value={field.value}
            onValueChange={field.onChange}
            options={offeredRules('discount', scope).map((rule) => ({ value: rule.kind, title: say(rule.label) }))}
          />
        )}
      />
      <FieldError>{message(formState.errors.discount)}</FieldError>
      {chosen ? <RuleFields key={chosen.kind} rule={chosen} scope={scope} /> : null}
    </FormSection>
  );
}

/** For which bookings: any of the registry's conditions, each with its own fields. */
export function NeedsSection({ scope }: { scope: CampaignScope }) {
  const t = useTranslations('campaigns.form');
  const { say } = useSay();
  const { control } = useForm();
  return (
    <FormSection title={t('needs.title')} hint={t('needs.hint')}>
      <Controller
        control={control}
        name="conditions"
        render={({ field }) => (
          <div className="grid gap-1">
            {offeredRules('condition', scope).map((rule) => {
              const on = field.value.includes(rule.kind);
              return (
                <div key={rule.kind}>
                  <Checkbox
                    label={say(rule.label)}
                    checked={on}
                    onCheckedChange={(next) =>
                      field.onChange(
                        next ? [...field.value, rule.kind] : field.value.filter((one) => one !== rule.kind),
                      )
                    }
                  />
                  {on && rule.fields.length > 0 ? (
                    <div className="mb-3 ml-[0.6875rem] border-hairline border-l-2 pl-5">
                      <RuleFields rule={rule} scope={scope} />
                    </div>
                  ) : null}
                </div>
              );
            })}
          </div>
        )}
      />
    </FormSection>
  );
}

/** How people come by it, how many there are, and when. */
export function HandedOutSection({ today }: { today: string }) {
  const t = useTranslations('campaigns.form');
  const ways = useTranslations('campaigns.way');
  const { control, register, watch, formState } = useForm();
  const { errors } = formState;
  return (
    <FormSection title={t('out.title')} hint={t('out.hint')}>
      <Controller
        control={control}
        name="way"
        render={({ field }) => (
          <RadioCards
            aria-label={t('out.way')}
            value={field.value}
            onValueChange={field.onChange}
            options={CAMPAIGN_WAYS.map((way) => ({
              value: way,
              title: ways(`${way}.title`),
              hint: ways(`${way}.hint`),
            }))}
          />
        )}
      />
      {watch('way') === 'code' ? (
        <Field label={t('code')} hint={t('codeHint')} error={message(errors.code)} className="max-w-80">
          <Input numeric autoComplete="off" spellCheck={false} className="uppercase" {...register('code')} />
        </Field>
      ) : null}
      <Controller
        control={control}
        name="limited"
        render={({ field }) => <Switch label={t('limited')} checked={field.value} onCheckedChange={field.onChange} />}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        {watch('limited') ? (
          <Field label={t('quantity')} error={message(errors.quantity)}>
            <Input
              type="number"
              numeric
              inputMode="numeric"
              min={1}
              {...register('quantity', { valueAsNumber: true })}
            />
          </Field>
        ) : null}
        <Field label={t('perPerson')} error={message(errors.perPerson)}>
          <Input
            type="number"
            numeric
            inputMode="numeric"
            min={1}
            {...register('perPerson', { valueAsNumber: true })}
          />
        </Field>
      </div>
      <div className="grid max-w-96 gap-5">
        <WallTimeField name="issueFrom" today={today} />
        <WallTimeField name="issueUntil" today={today} />
      </div>
    </FormSection>
  );
}

/** When it can be used, and beside which others. */
export function UseSection({ today }: { today: string }) {
  const t = useTranslations('campaigns.form');
  const { control } = useForm();
  return (
    <FormSection title={t('use.title')} hint={t('use.hint')}>
      <div className="grid max-w-96 gap-5">
        <WallTimeField name="useFrom" today={today} />
        <WallTimeField name="useUntil" today={today} />
      </div>
      <Controller
        control={control}
        name="stackable"
        render={({ field }) => (
          <Switch
            label={t('stackable')}
            hint={t('stackableHint')}
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
    </FormSection>
  );
}
