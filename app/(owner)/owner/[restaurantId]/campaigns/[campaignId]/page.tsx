import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CampaignDetail } from '@/components/owner/campaigns/campaign-detail';
import { campaignIn, campaignsPage } from '../../../campaigns';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campaigns.detail'))('title') };
}

/** One coupon and what came of it. */
export default async function Page({ params }: { params: Promise<{ restaurantId: string; campaignId: string }> }) {
  const { restaurantId, campaignId } = await params;
  return campaignsPage(restaurantId, (scope, read) => (
    <CampaignDetail scope={scope} id={campaignIn(read, campaignId).id} initial={read} />
  ));
}
