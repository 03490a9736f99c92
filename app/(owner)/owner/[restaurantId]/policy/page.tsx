import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PolicyPage } from '@/components/owner/policy/policy-page';
import { settingsPage } from '../../settings';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('owner.nav');
  return { title: t('policy') };
}

/** Deposit and cancellation terms. */
export default async function Page({ params }: { params: Promise<{ restaurantId: string }> }) {
  const { restaurantId } = await params;
  return settingsPage(restaurantId, 'policy', (settings) => <PolicyPage settings={settings} />);
}
