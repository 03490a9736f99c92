import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HoursPage } from '@/components/owner/hours/hours-page';
import { settingsPage } from '../../settings';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('owner.nav');
  return { title: t('hours') };
}

/** When the restaurant takes guests. */
export default async function Page({ params }: { params: Promise<{ restaurantId: string }> }) {
  const { restaurantId } = await params;
  return settingsPage(restaurantId, 'hours', (settings) => <HoursPage settings={settings} />);
}
