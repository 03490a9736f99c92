import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CampaignForm } from '@/components/owner/campaigns/campaign-form';
import { campaignsPage } from '../../../campaigns';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campaigns.form'))('new') };
}

/** A new coupon. */
export default async function Page({ params }: { params: Promise<{ restaurantId: string }> }) {
  const { restaurantId } = await params;
  return campaignsPage(restaurantId, (scope, { nowMs }) => <CampaignForm scope={scope} nowMs={nowMs} />);
}
