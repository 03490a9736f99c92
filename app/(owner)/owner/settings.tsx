import 'server-only';
import { KeyRound } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pageContext } from '@/app/session';
import { PageTitle } from '@/components/shell/page-title';
import { EmptyState } from '@/components/ui/empty-state';
import { getSettings, type Settings } from '@/server/services/owner';
import { requireMembership } from './membership';

/** A settings page: `draw` for the owner, a calm word for staff, who work the day but do not change the terms. */
export async function settingsPage(
  restaurantId: string,
  section: 'hours' | 'tables' | 'policy' | 'campaigns',
  draw: (settings: Settings) => ReactNode | Promise<ReactNode>,
): Promise<ReactNode> {
  const { restaurant } = await requireMembership(restaurantId, `/${section}`);
  const t = await getTranslations('owner');
  if (restaurant.role === 'owner') return draw(await getSettings(await pageContext(), { restaurantId: restaurant.id }));
  return (
    <>
      <PageTitle dense title={t(`nav.${section}`)} />
      <EmptyState title={t('ownersOnly.title')} art={<KeyRound aria-hidden="true" />}>
        {t('ownersOnly.body')}
      </EmptyState>
    </>
  );
}
