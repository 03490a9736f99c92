import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CampaignDetail } from '@/components/owner/campaigns/campaign-detail';
import { campaignIn, platformPage } from '../../platform-campaigns';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campaigns.detail'))('title') };
}

/** One coupon of the platform and what came of it. */
export default async function Page({ params }: { params: Promise<{ campaignId: string }> }) {
  const { campaignId } = await params;
  return platformPage(`/${encodeURIComponent(campaignId)}`, (scope, read) => (
    <CampaignDetail scope={scope} id={campaignIn(read, campaignId).id} initial={read} />
  ));
}
