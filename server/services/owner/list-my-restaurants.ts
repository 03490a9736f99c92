import { desc, eq } from 'drizzle-orm';
import { memberships, restaurants } from '@/db/schema';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { readDb, requireUser, type ServiceContext } from '../context';
import type { Role } from './member';

export type MyRestaurant = {
  id: RestaurantId;
  slug: string;
  name: string;
  nameEn: string | null;
  status: 'published' | 'draft';
  district: string;
  timeZone: string;
  role: Role;
};

/** The restaurants the caller works for, best ranked first; none for somebody who works for none. */
export async function listMyRestaurants(ctx: ServiceContext): Promise<MyRestaurant[]> {
  return readDb(ctx)
    .select({
      id: restaurants.id,
      slug: restaurants.slug,
      name: restaurants.name,
      nameEn: restaurants.nameEn,
      status: restaurants.status,
      district: restaurants.district,
      timeZone: restaurants.timeZone,
      role: memberships.role,
    })
    .from(memberships)
    .innerJoin(restaurants, eq(restaurants.id, memberships.restaurantId))
    .where(eq(memberships.userId, requireUser(ctx)))
    .orderBy(desc(restaurants.rank), restaurants.id);
}
