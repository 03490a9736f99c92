'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Conditions } from '@/components/coupons/conditions';
import { CouponTicket } from '@/components/coupons/coupon-ticket';
import { LeftCount } from '@/components/coupons/left-count';
import { useSay } from '@/components/coupons/use-say';
import { PageTitle } from '@/components/shell/page-title';
import { DateTime } from '@/components/ui/date-time';
import { Facts } from '@/components/ui/facts';
import { Money } from '@/components/ui/money';
import type { CampaignId } from '@/server/domain/shared/ids';
import type { CampaignReport } from '@/server/services/coupon';
import { CampaignActions } from './campaign-actions';
import { campaignState } from './campaign-state';
import type { CampaignScope } from './scope';
import { CampaignBadge } from './state-badge';
import { type Campaigns, useCampaigns } from './use-campaigns';

/** One campaign: what it is, what came of it, and what can be done with it. */
export function CampaignDetail({ scope, id, initial }: { scope: CampaignScope; id: CampaignId; initial: Campaigns }) {
  const t = useTranslations('campaigns');
  const { nameOf, nameLang } = useSay();
  const { data } = useCampaigns(scope, initial);
  const campaign = data.campaigns.find((one) => one.id === id) ?? initial.campaigns.find((one) => one.id === id);
  if (!campaign) return null;
  const state = campaignState(campaign, data.nowMs);
  return (
    <>
      <PageTitle
        dense
        title={<span lang={nameLang(campaign)}>{nameOf(campaign)}</span>}
        above={
          <Link href={scope.base} className="underline-offset-4 hover:underline">
            {t('title')}
          </Link>
        }
        lead={<CampaignBadge state={state} />}
        actions={<CampaignActions scope={scope} campaign={campaign} />}
      />
      <Results campaign={campaign} />
      <div className="mt-10 grid gap-10 lg:grid-cols-2">
        <section className="grid content-start gap-4">
          <h2 className="font-medium">{t('detail.ticket')}</h2>
          <CouponTicket discount={campaign.discount} title={nameOf(campaign)} lang={nameLang(campaign)}>
            <Conditions campaign={campaign} />
          </CouponTicket>
          <LeftCount left={campaign.left} quantity={campaign.quantity} />
        </section>
        <section className="grid content-start gap-4">
          <h2 className="font-medium">{t('detail.terms')}</h2>
          <Terms campaign={campaign} timeZone={scope.timeZone} />
        </section>
      </div>
    </>
  );
}

/** What came of it, as a few numbers. */
function Results({ campaign }: { campaign: CampaignReport }) {
  const t = useTranslations('campaigns.columns');
  const { results, currency } = campaign;
  const money = (amountMinor: number) => <Money value={{ amountMinor, currency }} />;
  const numbers: { key: 'claimed' | 'reserved' | 'used' | 'discount' | 'revenue'; value: ReactNode }[] = [
    { key: 'claimed', value: results.claimed },
    { key: 'reserved', value: results.reserved },
    { key: 'used', value: results.used },
    { key: 'discount', value: money(results.discountMinor) },
    { key: 'revenue', value: money(results.revenueMinor) },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5 rounded-md border border-hairline bg-raised p-5 sm:grid-cols-3 lg:grid-cols-5">
      {numbers.map(({ key, value }) => (
        <div key={key} className="grid content-start gap-0.5">
          <dt className="text-sm text-soft">{t(key)}</dt>
          <dd className="font-medium text-lg tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Terms({ campaign, timeZone }: { campaign: CampaignReport; timeZone: string }) {
  const t = useTranslations('campaigns');
  const at = (ms: number) => <DateTime instant={new Date(ms).toISOString()} timeZone={timeZone} />;
  return (
    <Facts
      layout="rows"
      className="text-sm"
      items={[
        { label: t('detail.way'), value: t(`way.${campaign.way}.title`) },
        ...(campaign.code ? [{ label: t('form.code'), value: campaign.code, strong: true }] : []),
        { label: t('form.perPerson'), value: campaign.perPerson },
        { label: t('form.window.issueFrom'), value: at(campaign.issueFromMs) },
        { label: t('form.window.issueUntil'), value: at(campaign.issueUntilMs) },
        { label: t('form.window.useFrom'), value: at(campaign.useFromMs) },
        { label: t('form.window.useUntil'), value: at(campaign.useUntilMs) },
        { label: t('detail.fundedBy'), value: t(`funded.${campaign.fundedBy}`) },
      ]}
    />
  );
}
