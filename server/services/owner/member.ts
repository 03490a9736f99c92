import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { memberships, restaurants } from '@/db/schema';
import type { OpeningColumns } from '@/server/domain/availability/opening';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import { requireUser, type ServiceContext } from '../context';
import { databaseNowMs } from '../reservation';

export type Role = 'owner' | 'staff';
export type MemberRestaurant = typeof restaurants.$inferSelect & { role: Role; nowMs: number };

const ANYBODY: readonly Role[] = ['owner', 'staff'];

/**
 * The restaurant as one of its people sees it, with the database's clock. For everybody else, and where `roles` leaves
 * the caller out, there is no such restaurant: throws NOT_FOUND.
 */
export async function requireMember(
  ctx: ServiceContext,
  db: Database | Transaction,
  restaurantId: RestaurantId,
  roles: readonly Role[] = ANYBODY,
): Promise<MemberRestaurant> {
  const userId = requireUser(ctx);
  const [found] = await db
    .select({ restaurant: restaurants, role: memberships.role, nowMs: databaseNowMs })
    .from(restaurants)
    .innerJoin(memberships, eq(memberships.restaurantId, restaurants.id))
    .where(
      and(eq(restaurants.id, restaurantId), eq(memberships.userId, userId), inArray(memberships.role, [...roles])),
    );
  if (!found) throw new AppError('NOT_FOUND');
  return { ...found.restaurant, role: found.role, nowMs: Number(found.nowMs) };
}

/** The same for what only an owner may change. */
export const requireOwner = (ctx: ServiceContext, tx: Transaction, restaurantId: RestaurantId) =>
  requireMember(ctx, tx, restaurantId, ['owner']);

type Settings = Partial<
  Pick<
    typeof restaurants.$inferInsert,
    | 'slotMinutes'
    | 'holdTtlMs'
    | 'minNoticeMinutes'
    | 'maxParty'
    | 'pacingCovers'
    | 'paymentProvider'
    | keyof OpeningColumns
  >
>;

/**
 * Moves the restaurant's configuration on by one and writes its own columns, for this owner only. Throws STALE_EDIT with
 * the version that counts when it is no longer the one the edit began from. Locks the restaurant after its days.
 */
export async function claimEdit(
  tx: Transaction,
  userId: UserId,
  restaurantId: RestaurantId,
  expectedConfigVersion: number | null,
  set: Settings = {},
): Promise<number> {
  const mine = sql`exists (select 1 from ${memberships} where ${memberships.restaurantId} = ${restaurants.id} and ${memberships.userId} = ${userId} and ${memberships.role} = 'owner')`;
  const [result] = await tx
    .update(restaurants)
    .set({ ...set, configVersion: sql`config_version + 1` })
    .where(
      and(
        eq(restaurants.id, restaurantId),
        mine,
        expectedConfigVersion === null ? undefined : eq(restaurants.configVersion, expectedConfigVersion),
      ),
    );
  const [row] = await tx
    .select({ configVersion: restaurants.configVersion })
    .from(restaurants)
    .where(eq(restaurants.id, restaurantId));
  if (result.affectedRows === 1) return row!.configVersion;
  if (!row || expectedConfigVersion === null) throw new AppError('NOT_FOUND');
  throw new AppError('STALE_EDIT', { configVersion: row.configVersion });
}
