import 'server-only';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { pageContext } from '@/app/session';
import type { CampaignScope } from '@/components/owner/campaigns/scope';
import type { Campaigns } from '@/components/owner/campaigns/use-campaigns';
import { SubjectMessages } from '@/i18n/subject-messages';
import { listCampaigns } from '@/server/services/coupon';
import { settingsPage } from './settings';

/** A page about a restaurant's campaigns, for its owner. */
export function campaignsPage(restaurantId: string, draw: (scope: CampaignScope, read: Campaigns) => ReactNode) {
  return settingsPage(restaurantId, 'campaigns', async (settings) => {
    const scope = {
      restaurantId: settings.restaurantId,
      base: `/owner/${settings.restaurantId}/campaigns`,
      currency: settings.currency,
      timeZone: settings.timeZone,
    };
    const read = await listCampaigns(await pageContext(), { restaurantId: settings.restaurantId });
    return <SubjectMessages subjects={['owner', 'campaigns']}>{draw(scope, read)}</SubjectMessages>;
  });
}

/** The campaign of an address; what is not one of theirs has no page. */
export function campaignIn({ campaigns }: Campaigns, id: string) {
  return campaigns.find((campaign) => campaign.id === id) ?? notFound();
}
