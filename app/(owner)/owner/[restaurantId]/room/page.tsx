import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/session';
import { OwnerRoomPage } from '@/components/owner/room/room-page';
import { getRooms, listMyRestaurants } from '@/server/services/owner';
import { requireMembership } from '../../membership';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('owner.nav');
  return { title: t('room') };
}

/** The waiting room. Staff may steer the one that is on; only an owner has one made. */
export default async function Page({ params }: { params: Promise<{ restaurantId: string }> }) {
  const { restaurantId } = await params;
  const { restaurant } = await requireMembership(restaurantId, '/room');
  const ctx = await pageContext();
  const [rooms, mine] = await Promise.all([getRooms(ctx, { restaurantId: restaurant.id }), listMyRestaurants(ctx)]);
  const timeZone = mine.find(({ id }) => id === restaurant.id)?.timeZone ?? 'UTC';
  return (
    <OwnerRoomPage
      place={{ restaurantId: restaurant.id, timeZone, owner: restaurant.role === 'owner' }}
      initial={rooms}
    />
  );
}
