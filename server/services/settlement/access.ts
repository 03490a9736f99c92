import type { SQL } from 'drizzle-orm';
import { and, eq, or, sql } from 'drizzle-orm';
import { memberships, users } from '@/db/schema';
import type { UserId } from '@/server/domain/shared/ids';

/** A restaurant's owner, of the row whose `restaurant_id` is `restaurantId`. */
export const isOwner = (userId: UserId, restaurantId: SQL): SQL =>
  sql`exists (select 1 from ${memberships} where ${and(
    sql`${memberships.restaurantId} = ${restaurantId}`,
    eq(memberships.userId, userId),
    eq(memberships.role, 'owner'),
  )})`;

const isOperator = (userId: UserId): SQL =>
  sql`exists (select 1 from ${users} where ${and(eq(users.id, userId), eq(users.role, 'operator'))})`;

/** Who may read a restaurant's statements: its owner, and operators. By the database, now. */
export const mayRead = (userId: UserId, restaurantId: SQL): SQL =>
  or(isOwner(userId, restaurantId), isOperator(userId))!;

/** Who may read what only operators have. */
export const onlyOperators = isOperator;
