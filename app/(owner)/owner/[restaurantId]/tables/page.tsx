import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TablesPage } from '@/components/owner/tables/tables-page';
import { settingsPage } from '../../settings';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('owner.nav');
  return { title: t('tables') };
}

/** The floor: areas, tables, which can be joined. */
export default async function Page({ params }: { params: Promise<{ restaurantId: string }> }) {
  const { restaurantId } = await params;
  return settingsPage(restaurantId, 'tables', (settings) => <TablesPage settings={settings} />);
}
