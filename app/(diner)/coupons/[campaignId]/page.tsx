import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import { pageContext, pageViewer } from '@/app/session';
import { CampaignPage } from '@/components/coupons/campaign-page';
import { asAppError } from '@/server/domain/shared/errors';
import { isId } from '@/server/domain/shared/ids';
import { getCampaign } from '@/server/services/coupon';

type Props = { params: Promise<{ campaignId: string }> };

/** Read once for the head and the body. What is no first-come campaign has no page. */
const campaignOf = cache(async (id: string) => {
  if (!isId('campaign', id)) notFound();
  try {
    return await getCampaign(await pageContext(), { campaignId: id });
  } catch (error) {
    if (asAppError(error)?.code === 'CAMPAIGN_UNKNOWN') notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ campaignId }, locale] = await Promise.all([params, getLocale()]);
  const campaign = await campaignOf(campaignId);
  const english = locale === 'en';
  const title = (english && campaign.nameEn) || campaign.name;
  const text = [campaign.discount, ...campaign.conditions].map((words) => (english ? words.en : words.ko)).join(' · ');
  return { title, description: text, openGraph: { title, description: text, type: 'website', siteName: 'TablePick' } };
}

/** One campaign, for everybody who has its address. */
export default async function Page({ params }: Props) {
  const { campaignId } = await params;
  const [campaign, viewer] = await Promise.all([campaignOf(campaignId), pageViewer()]);
  return (
    <div className="page pt-8 pb-16 sm:pt-12">
      <div className="mx-auto max-w-[66rem]">
        <CampaignPage initial={campaign} signedIn={viewer !== null} />
      </div>
    </div>
  );
}
