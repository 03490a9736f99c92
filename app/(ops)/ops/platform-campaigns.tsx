import 'server-only';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { pageContext } from '@/app/session';
import { OPS_ZONE } from '@/components/ops/types';
import type { CampaignScope } from '@/components/owner/campaigns/scope';
import type { Campaigns } from '@/components/owner/campaigns/use-campaigns';
import { SubjectMessages } from '@/i18n/subject-messages';
import { listCampaigns } from '@/server/services/coupon';
import { requireOperator } from './operator';

const SCOPE: CampaignScope = { restaurantId: null, base: '/ops/campaigns', currency: 'KRW', timeZone: OPS_ZONE };

/** A page about the platform's own campaigns, at `path`, for an operator. */
export async function platformPage(path: string, draw: (scope: CampaignScope, read: Campaigns) => ReactNode) {
  await requireOperator(`/ops/campaigns${path}`);
  const read = await listCampaigns(await pageContext(), { restaurantId: null });
  // Their components are the restaurants' own, and speak the same words.
  return <SubjectMessages subjects={['ops', 'owner', 'campaigns']}>{draw(SCOPE, read)}</SubjectMessages>;
}

/** The campaign of an address; what is not one of the platform's has no page. */
export function campaignIn({ campaigns }: Campaigns, id: string) {
  return campaigns.find((campaign) => campaign.id === id) ?? notFound();
}
