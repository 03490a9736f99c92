import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CampaignList } from '@/components/owner/campaigns/campaign-list';
import { campaignsPage } from '../../campaigns';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('owner.nav'))('campaigns') };
}

/** A restaurant's coupons. */
export default async function Page({ params }: { params: Promise<{ restaurantId: string }> }) {
  const { restaurantId } = await params;
  return campaignsPage(restaurantId, (scope, read) => <CampaignList scope={scope} initial={read} />);
}
