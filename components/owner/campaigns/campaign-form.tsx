'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { FormProvider, useForm } from 'react-hook-form';
import { useSay } from '@/components/coupons/use-say';
import type { Refusal } from '@/components/providers/api';
import { PageTitle } from '@/components/shell/page-title';
import { Button } from '@/components/ui/button';
import type { CampaignProblem } from '@/server/domain/coupon/rules';
import { dateAt } from '@/server/domain/shared/time';
import type { CampaignReport } from '@/server/services/coupon';
import { LeaveGuard } from '../settings/leave-guard';
import { RefusedNotice } from '../settings/refused-notice';
import { useSave } from '../settings/use-save';
import { CampaignPreview } from './campaign-preview';
import { type CampaignValues, campaignField, campaignSchema, newValues, toDraft, toValues } from './campaign-schema';
import { GivesSection, HandedOutSection, NameSection, NeedsSection, UseSection } from './form-sections';
import type { CampaignScope } from './scope';
import { useCampaignVerbs } from './use-campaigns';

const problemsIn = ({ details }: Refusal): CampaignProblem[] =>
  Array.isArray(details.problems) ? (details.problems as CampaignProblem[]) : [];

/** Writes a new campaign, or changes one of which nothing was handed out yet, beside the ticket that comes of it. */
export function CampaignForm({
  scope,
  campaign,
  nowMs,
}: {
  scope: CampaignScope;
  campaign?: CampaignReport;
  nowMs: number;
}) {
  const t = useTranslations('campaigns.form');
  const router = useRouter();
  const { say } = useSay();
  const { save } = useCampaignVerbs(scope);
  const { run, saving, refusal } = useSave();
  const form = useForm<CampaignValues>({
    resolver: zodResolver(campaignSchema(scope, Date.now, say)),
    defaultValues: campaign ? toValues(campaign, scope) : newValues(nowMs, scope),
    mode: 'onTouched',
  });
  const submit = form.handleSubmit(async (values) => {
    const edit = campaign && { campaignId: campaign.id, expectedVersion: campaign.version };
    const saved = await run(
      () => save({ ...(edit && { edit }), ...toDraft(values, scope) }),
      (why) => {
        for (const { field, words } of problemsIn(why)) form.setError(campaignField(field), { message: say(words) });
      },
    );
    if (!saved) return;
    form.reset(values);
    router.push(`${scope.base}/${saved.campaignId}`);
  });
  const back = campaign ? `${scope.base}/${campaign.id}` : scope.base;
  return (
    <FormProvider {...form}>
      <PageTitle
        dense
        title={t(campaign ? 'edit' : 'new')}
        lead={t('lead')}
        above={
          <Link href={back} className="underline-offset-4 hover:underline">
            {t('back')}
          </Link>
        }
      />
      <RefusedNotice refusal={refusal} />
      <form onSubmit={submit} noValidate>
        <div className="grid gap-10 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <div>
            <NameSection />
            <GivesSection scope={scope} />
            <NeedsSection scope={scope} />
            <HandedOutSection today={dateAt(nowMs, scope.timeZone)} />
            <UseSection today={dateAt(nowMs, scope.timeZone)} />
          </div>
          <CampaignPreview scope={scope} nowMs={nowMs} />
        </div>
        <div className="mt-6 flex flex-wrap items-center justify-end gap-3">
          <p className="mr-auto text-brick text-sm" aria-live="polite">
            {Object.keys(form.formState.errors).length > 0 ? t('correct') : null}
          </p>
          <Button asChild variant="quiet">
            <Link href={back}>{t('discard')}</Link>
          </Button>
          <Button type="submit" variant="primary" loading={saving}>
            {t(campaign ? 'save' : 'create')}
          </Button>
        </div>
      </form>
      <LeaveGuard dirty={form.formState.isDirty && !saving} />
    </FormProvider>
  );
}
