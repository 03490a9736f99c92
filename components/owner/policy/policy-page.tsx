'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { api } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { minorDigits } from '@/server/domain/shared/money';
import type { Settings } from '@/server/services/owner';
import { LeaveGuard } from '../settings/leave-guard';
import { RefusedNotice } from '../settings/refused-notice';
import { SaveBar } from '../settings/save-bar';
import { problemsOf, useSave } from '../settings/use-save';
import { PolicyFields } from './policy-fields';
import { PolicyPreview } from './policy-preview';
import { type PolicyValues, policyField, policySchema, toPolicy, toPolicyValues } from './policy-schema';
import { ProviderCard } from './provider-card';

/** What guests pay to book and get back when they cancel, beside the words in which they will read it. */
export function PolicyPage({ settings }: { settings: Settings }) {
  const t = useTranslations('owner.policy');
  const digits = minorDigits(settings.currency);
  const [version, setVersion] = useState(settings.configVersion);
  const form = useForm<PolicyValues>({
    resolver: zodResolver(policySchema(digits)),
    defaultValues: toPolicyValues(settings.policy, digits),
    mode: 'onTouched',
  });
  const { isDirty, errors } = form.formState;
  const mutation = api.owner.savePolicy.useMutation();
  const { run, saving, refusal, clear } = useSave();
  const submit = form.handleSubmit(async (values) => {
    const input = { restaurantId: settings.restaurantId, expectedConfigVersion: version, ...toPolicy(values, digits) };
    const saved = await run(
      () => mutation.mutateAsync(input),
      (why) => {
        for (const problem of problemsOf(why)) {
          form.setError(policyField(problem, values), { message: problem.problem });
        }
      },
    );
    if (!saved) return;
    form.reset(values);
    setVersion(saved.configVersion);
  });
  return (
    <FormProvider {...form}>
      <PageTitle dense title={t('title')} lead={t('lead')} />
      <RefusedNotice refusal={refusal} />
      <form onSubmit={submit} noValidate>
        <div className="grid gap-10 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <PolicyFields settings={settings} />
          <LivePreview settings={settings} digits={digits} />
        </div>
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
      <ProviderCard settings={settings} version={version} onSaved={setVersion} />
      <LeaveGuard dirty={isDirty} />
    </FormProvider>
  );
}

const numberOr = (value: number | undefined, otherwise: number) =>
  value === undefined || Number.isNaN(value) ? otherwise : value;

/** While a number is being typed it may be none: the preview then shows the one before any. */
function LivePreview({ settings, digits }: { settings: Settings; digits: number }) {
  const values = useWatch<PolicyValues>();
  const policy = toPolicy(
    {
      depositKind: values.depositKind ?? 'none',
      deposit: Math.max(0, numberOr(values.deposit, 0)),
      depositFromParty: numberOr(values.depositFromParty, 1),
      graceMinutes: Math.trunc(numberOr(values.graceMinutes, 0)),
      rules: (values.rules ?? []) as PolicyValues['rules'],
      tiers: (values.tiers ?? []).map((tier) => ({
        hoursBefore: Math.max(0, Math.trunc(numberOr(tier?.hoursBefore, 0))),
        refundPercent: Math.min(100, Math.max(0, Math.trunc(numberOr(tier?.refundPercent, 0)))),
      })),
    },
    digits,
  );
  return <PolicyPreview policy={policy} settings={settings} />;
}
