import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CampaignForm } from '@/components/owner/campaigns/campaign-form';
import { campaignIn, platformPage } from '../../../platform-campaigns';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campaigns.form'))('edit') };
}

/** Changes a coupon of which nothing was handed out yet. */
export default async function Page({ params }: { params: Promise<{ campaignId: string }> }) {
  const { campaignId } = await params;
  return platformPage(`/${encodeURIComponent(campaignId)}/edit`, (scope, read) => {
    const campaign = campaignIn(read, campaignId);
    if (!campaign.editable) redirect(`${scope.base}/${campaign.id}`);
    return <CampaignForm scope={scope} campaign={campaign} nowMs={read.nowMs} />;
  });
}
