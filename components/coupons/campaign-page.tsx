'use client';

import { Link2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '@/components/providers/api';
import { HOME_ZONE } from '@/components/search/read-query';
import { PageTitle } from '@/components/shell/page-title';
import { Button } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import { Facts } from '@/components/ui/facts';
import { LiveRegion } from '@/components/ui/live-region';
import { toast } from '@/components/ui/toaster';
import type { ClaimableView } from '@/server/services/coupon';
import { ClaimBox } from './claim-box';
import { Conditions } from './conditions';
import { CouponTicket } from './coupon-ticket';
import { LeftCount } from './left-count';
import { useSay } from './use-say';

type Campaign = ClaimableView & { nowMs: number };

/** One campaign: what it gives and needs, how many are left this moment, and the button that claims one. */
export function CampaignPage({ initial, signedIn }: { initial: Campaign; signedIn: boolean }) {
  const t = useTranslations('coupons.page');
  const { nameOf, nameLang, say } = useSay();
  const { campaign, left } = useLiveCampaign(initial);
  const backTo = `/coupons/${campaign.id}`;
  const gone = left === 0;
  return (
    <>
      <PageTitle
        above={
          campaign.restaurant ? (
            <Link href={`/r/${campaign.restaurant.slug}`} className="underline-offset-4 hover:underline">
              {nameOf(campaign.restaurant)}
            </Link>
          ) : (
            t('platform')
          )
        }
        title={<span lang={nameLang(campaign)}>{nameOf(campaign)}</span>}
        className="mb-8"
      />
      <LiveRegion>{gone ? t('gone') : null}</LiveRegion>
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-x-16">
        <CouponTicket discount={campaign.discount} level={2} title={t('needs')} className="sm:[--stub:12rem]">
          <Conditions campaign={campaign} />
        </CouponTicket>
        <aside className="grid content-start gap-6 lg:row-span-2" aria-label={say(campaign.discount)}>
          <LeftCount left={left} quantity={campaign.quantity} large />
          <ClaimBox
            campaign={campaign}
            nowMs={campaign.nowMs}
            leftNow={left}
            signedIn={signedIn}
            backTo={backTo}
            primary
          />
          <Share path={backTo} />
        </aside>
        <section className="grid content-start gap-3">
          <h2 className="font-medium">{t('rules')}</h2>
          <Facts layout="rows" className="max-w-[34rem] text-sm" items={useRules(campaign)} />
          <p className="mt-3 max-w-prose text-sm text-soft">{t('comesBack')}</p>
        </section>
      </div>
    </>
  );
}

/** The campaign as it is now: asked for again when it opens, its count over a stream. */
function useLiveCampaign(initial: Campaign) {
  const input = { campaignId: initial.id };
  const utils = api.useUtils();
  const { data } = api.coupons.campaign.useQuery(input, { initialData: initial });
  const [live, setLive] = useState<{ left: number | null; status: string } | null>(null);
  api.coupons.campaignChanges.useSubscription(input, {
    onData: (next) => {
      // Paused or ended: what can be done has changed with it.
      if (next.status !== (live?.status ?? data.status)) void utils.coupons.campaign.invalidate(input);
      setLive(next);
    },
  });
  return { campaign: data, left: live ? live.left : data.left };
}

function useRules(campaign: Campaign) {
  const t = useTranslations('coupons.page');
  const day = (ms: number) => <DateTime instant={new Date(ms).toISOString()} timeZone={HOME_ZONE} />;
  return [
    { label: t('claimUntil'), value: day(campaign.issueUntilMs) },
    { label: t('useFrom'), value: day(campaign.useFromMs) },
    { label: t('useUntil'), value: day(campaign.useUntilMs) },
    { label: t('perPerson'), value: t('perPersonValue', { count: campaign.perPerson }) },
  ];
}

/** The address, to hand on. */
function Share({ path }: { path: string }) {
  const t = useTranslations('coupons.page');
  const copy = async () => {
    const url = `${window.location.origin}${path}`;
    try {
      await navigator.clipboard.writeText(url);
      toast(t('copied'));
    } catch {
      toast(url);
    }
  };
  return (
    <Button variant="quiet" className="justify-self-start -ml-4" onClick={() => void copy()}>
      <Link2 aria-hidden="true" />
      {t('share')}
    </Button>
  );
}
