import { eq } from 'drizzle-orm';
import { memberships, restaurants, users } from '@/db/schema';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';

export type Viewer = {
  id: UserId;
  name: string;
  email: string | null;
  locale: 'ko' | 'en';
  operator: boolean;
  restaurants: { id: RestaurantId; slug: string; name: string; nameEn: string | null; role: 'owner' | 'staff' }[];
};

/** Who is signed in, with what they may do; null for a guest or a person who is gone. Read from the database each time. */
export async function getViewer(ctx: ServiceContext): Promise<Viewer | null> {
  if (!('userId' in ctx.actor)) return null;
  const rows = await ctx.db
    .select({
      user: users,
      restaurant: { id: restaurants.id, slug: restaurants.slug, name: restaurants.name, nameEn: restaurants.nameEn },
      role: memberships.role,
    })
    .from(users)
    .leftJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(restaurants, eq(restaurants.id, memberships.restaurantId))
    .where(eq(users.id, ctx.actor.userId));
  const user = rows[0]?.user;
  if (!user) return null;
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    locale: user.locale,
    operator: user.role === 'operator',
    restaurants: rows.flatMap(({ restaurant, role }) => (restaurant && role ? [{ ...restaurant, role }] : [])),
  };
}
