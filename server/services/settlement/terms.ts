import { asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { merchantTerms, restaurants } from '@/db/schema';
import { DEFAULT_TERMS, type MerchantTerms } from '@/server/domain/settlement/fee';
import { SETTLEMENT_PERIODS } from '@/server/domain/settlement/period';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { audit } from '../audit';
import { readDb, type ServiceContext, withTransaction } from '../context';
import { databaseNowMs } from '../reservation';

export const getTermsInput = z.object({
  /** The restaurant's address on the web, the last part of it. */
  slug: z.string().trim().min(1).max(120),
});

export const saveTermsInput = z.object({
  slug: z.string().trim().min(1).max(120),
  /** The version the edit began from; 0 where there were no terms of its own. */
  expectedVersion: z.number().int().min(0),
  feeBps: z.number().int().min(0).max(10_000),
  feeFixedMinor: z.number().int().min(0).max(10_000_000),
  vatBps: z.number().int().min(0).max(10_000),
  period: z.enum(SETTLEMENT_PERIODS),
});

export type TermsView = MerchantTerms & {
  restaurantId: RestaurantId;
  slug: string;
  name: string;
  nameEn: string | null;
  currency: Currency;
  /** 0 where the platform's default terms count. */
  version: number;
};

/** What a restaurant pays the platform, for operators. Throws RESTAURANT_UNKNOWN. */
export async function getTerms(ctx: ServiceContext, raw: z.infer<typeof getTermsInput>): Promise<TermsView> {
  const { slug } = getTermsInput.parse(raw);
  const [found] = await readDb(ctx)
    .select({ restaurant: restaurants, terms: merchantTerms })
    .from(restaurants)
    .leftJoin(merchantTerms, eq(merchantTerms.restaurantId, restaurants.id))
    .where(eq(restaurants.slug, slug));
  if (!found) throw new AppError('RESTAURANT_UNKNOWN');
  const { restaurant, terms } = found;
  const { feeBps, feeFixedMinor, vatBps, period } = terms ?? DEFAULT_TERMS;
  return {
    restaurantId: restaurant.id,
    slug: restaurant.slug,
    name: restaurant.name,
    nameEn: restaurant.nameEn,
    currency: restaurant.currency,
    feeBps,
    feeFixedMinor,
    vatBps,
    period,
    version: terms?.version ?? 0,
  };
}

/** Restaurants that have terms of their own, by name. */
export const listTerms = (ctx: ServiceContext, { limit }: { limit: number }) =>
  readDb(ctx)
    .select({
      slug: restaurants.slug,
      name: restaurants.name,
      nameEn: restaurants.nameEn,
      currency: restaurants.currency,
      feeBps: merchantTerms.feeBps,
      feeFixedMinor: merchantTerms.feeFixedMinor,
      vatBps: merchantTerms.vatBps,
      period: merchantTerms.period,
      version: merchantTerms.version,
    })
    .from(merchantTerms)
    .innerJoin(restaurants, eq(restaurants.id, merchantTerms.restaurantId))
    .orderBy(asc(restaurants.name))
    .limit(limit);

/**
 * Sets what a restaurant pays the platform from now on; what it earned before keeps the fee it was booked with. Written down with who
 * did it. Throws RESTAURANT_UNKNOWN, STALE_EDIT when somebody else changed them meanwhile.
 */
export async function saveTerms(
  ctx: ServiceContext,
  raw: z.infer<typeof saveTermsInput>,
): Promise<{ version: number }> {
  const { slug, expectedVersion, ...terms } = saveTermsInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const [found] = await tx
      .select({ id: restaurants.id, nowMs: databaseNowMs })
      .from(restaurants)
      .where(eq(restaurants.slug, slug))
      .for('update');
    if (!found) throw new AppError('RESTAURANT_UNKNOWN');
    const [before] = await tx.select().from(merchantTerms).where(eq(merchantTerms.restaurantId, found.id));
    if ((before?.version ?? 0) !== expectedVersion) throw new AppError('STALE_EDIT', { version: before?.version ?? 0 });
    await tx
      .insert(merchantTerms)
      .values({ restaurantId: found.id, ...terms })
      .onDuplicateKeyUpdate({ set: { ...terms, version: sql`version + 1` } });
    const { feeBps, feeFixedMinor, vatBps, period } = before ?? DEFAULT_TERMS;
    await audit(ctx, tx, Number(found.nowMs), {
      action: 'terms-changed',
      subjectId: found.id,
      restaurantId: found.id,
      detail: { before: { feeBps, feeFixedMinor, vatBps, period }, after: terms },
    });
    return { version: before ? before.version + 1 : 1 };
  });
}
