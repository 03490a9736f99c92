import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CampaignForm } from '@/components/owner/campaigns/campaign-form';
import { platformPage } from '../../platform-campaigns';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campaigns.form'))('new') };
}

/** A new coupon of the platform. */
export default function Page() {
  return platformPage('/new', (scope, { nowMs }) => <CampaignForm scope={scope} nowMs={nowMs} />);
}
