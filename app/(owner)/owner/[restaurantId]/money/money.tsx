import 'server-only';
import { KeyRound } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PageTitle } from '@/components/shell/page-title';
import { EmptyState } from '@/components/ui/empty-state';
import { SubjectMessages } from '@/i18n/subject-messages';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { requireMembership } from '../../membership';

/** A page of the restaurant's money: `draw` for the owner, a calm word for staff. */
export async function moneyPage(
  restaurantId: string,
  path: string,
  draw: (id: RestaurantId) => Promise<ReactNode>,
): Promise<ReactNode> {
  const { restaurant } = await requireMembership(restaurantId, path);
  if (restaurant.role === 'owner')
    return <SubjectMessages subjects={['owner', 'money']}>{await draw(restaurant.id)}</SubjectMessages>;
  const t = await getTranslations('owner');
  return (
    <>
      <PageTitle dense title={t('nav.money')} />
      <EmptyState title={t('ownersOnly.title')} art={<KeyRound aria-hidden="true" />}>
        {t('ownersOnly.body')}
      </EmptyState>
    </>
  );
}
