'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '@/components/providers/api';
import type { ClaimableView } from '@/server/services/coupon';
import { ClaimBox } from './claim-box';
import { Conditions, Until } from './conditions';
import { CouponTicket } from './coupon-ticket';
import { LeftCount } from './left-count';
import { useSay } from './use-say';

const POLL_MS = 4_000;

export type Claimable = { nowMs: number; campaigns: ClaimableView[] };

/** What whoever is first can claim, now or soon. The counts are read again every few seconds while the page is looked at. */
export function ClaimableList({ initial, signedIn }: { initial: Claimable; signedIn: boolean }) {
  const t = useTranslations('coupons.claimable');
  const { data } = api.coupons.claimable.useQuery({}, { initialData: initial, refetchInterval: POLL_MS });
  // What was one's own before stands among one's coupons already; what is claimed here stays, and says so.
  const [own] = useState(() => new Set(initial.campaigns.filter(({ state }) => state === 'yours').map(({ id }) => id)));
  const shown = data.campaigns.filter(({ id }) => !own.has(id));
  if (shown.length === 0) return <p className="text-soft">{t('none')}</p>;
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {shown.map((campaign) => (
        <li key={campaign.id} className="grid">
          <ClaimableTicket campaign={campaign} nowMs={data.nowMs} signedIn={signedIn} />
        </li>
      ))}
    </ul>
  );
}

function ClaimableTicket({ campaign, nowMs, signedIn }: { campaign: ClaimableView; nowMs: number; signedIn: boolean }) {
  const { nameOf, nameLang } = useSay();
  return (
    <CouponTicket
      discount={campaign.discount}
      lang={nameLang(campaign)}
      title={
        <Link href={`/coupons/${campaign.id}`} className="underline-offset-4 hover:underline">
          {nameOf(campaign)}
        </Link>
      }
      footer={<ClaimBox campaign={campaign} nowMs={nowMs} signedIn={signedIn} backTo="/coupons" />}
    >
      <Conditions campaign={campaign} />
      {campaign.state === 'not-yet' ? null : <Until untilMs={campaign.issueUntilMs} nowMs={nowMs} about="issue" />}
      <LeftCount left={campaign.left} quantity={campaign.quantity} />
    </CouponTicket>
  );
}
