import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CampaignList } from '@/components/owner/campaigns/campaign-list';
import { platformPage } from '../platform-campaigns';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('campaigns'))('title') };
}

/** The platform's coupons. */
export default function Page() {
  return platformPage('', (scope, read) => <CampaignList scope={scope} initial={read} />);
}
