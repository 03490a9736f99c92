import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { couponCampaigns, restaurants } from '@/db/schema';
import { type CampaignDraft, campaignProblem, campaignProblems } from '@/server/domain/coupon/campaign';
import type { StoredRule } from '@/server/domain/coupon/rules';
import { CAMPAIGN_WAYS } from '@/server/domain/coupon/states';
import { AppError } from '@/server/domain/shared/errors';
import type { CampaignId, RestaurantId } from '@/server/domain/shared/ids';
import { afterCommit, requireUser, type ServiceContext, withTransaction } from '../context';
import { lockCampaign, requireCampaigner } from './campaign-owner';
import { campaignIdSchema, restaurantIdSchema } from './ids';

const instant = z.number();

export const saveCampaignInput = z.object({
  /** Whose it is; null is the platform's own. */
  restaurantId: restaurantIdSchema.nullable(),
  /** The one to change, with the version the change began from; a new one without. */
  edit: z.object({ campaignId: campaignIdSchema, expectedVersion: z.number().int() }).optional(),
  name: z.string().trim().max(80),
  nameEn: z
    .string()
    .trim()
    .max(80)
    .nullish()
    .transform((text) => text || null),
  way: z.enum(CAMPAIGN_WAYS),
  code: z
    .string()
    .trim()
    .max(40)
    .nullish()
    .transform((text) => text?.normalize('NFKC').toUpperCase() || null),
  stackable: z.boolean(),
  quantity: z.number().nullable(),
  perPerson: z.number(),
  issueFromMs: instant,
  issueUntilMs: instant,
  useFromMs: instant,
  useUntilMs: instant,
  /** Each a `kind` with its parameters beside it, as `server/domain/coupon/rules` has them. */
  rules: z.array(z.looseObject({ kind: z.string().max(40) })).max(20),
});

export type SavedCampaign = { campaignId: CampaignId; version: number };

/**
 * Makes a campaign, or changes one of which nothing was handed out yet. It is active at once, within its issue window.
 * Throws CAMPAIGN_INVALID with all problems (`field`, `problem` and `words`), CAMPAIGN_ISSUED, CAMPAIGN_ENDED, STALE_EDIT,
 * CAMPAIGN_UNKNOWN, NOT_FOUND.
 */
export async function saveCampaign(
  ctx: ServiceContext,
  raw: z.input<typeof saveCampaignInput>,
): Promise<SavedCampaign> {
  const userId = requireUser(ctx);
  const { restaurantId, edit, ...written } = saveCampaignInput.parse(raw);
  const draft: CampaignDraft = {
    ...written,
    code: written.way === 'code' ? written.code : null,
    rules: withOwnRestaurant(written.rules, restaurantId),
  };
  const save = () =>
    withTransaction(ctx, async (tx) => {
      const ownCurrency = await requireCampaigner(ctx, tx, restaurantId);
      const columns = await check(tx, draft, restaurantId);
      const values = { ...columns, currency: columns.placeCurrency ?? ownCurrency };
      if (edit) return change(ctx, tx, restaurantId, edit, values);
      const campaignId = ctx.newId('campaign');
      await tx.insert(couponCampaigns).values({
        ...values,
        id: campaignId,
        restaurantId,
        fundedBy: restaurantId ? 'restaurant' : 'platform',
        status: 'active',
        createdBy: userId,
        createdAt: sql`now(6)`,
      });
      return { campaignId, version: 1 };
    });
  try {
    return await save();
  } catch (error) {
    if (databaseFault(error) !== 'duplicate') throw error;
    throw new AppError('CAMPAIGN_INVALID', { problems: [campaignProblem('code', 'code-taken')] }, { cause: error });
  }
}

/** A restaurant's coupons are good at that restaurant, whether its owner says so or not. */
function withOwnRestaurant(rules: StoredRule[], restaurantId: RestaurantId | null): StoredRule[] {
  if (restaurantId === null || rules.some((rule) => rule.kind === 'one-restaurant')) return rules;
  return [...rules, { kind: 'one-restaurant', restaurantId }];
}

/** The row of a draft. Throws CAMPAIGN_INVALID with everything that is wrong with it. */
async function check(tx: Transaction, draft: CampaignDraft, restaurantId: RestaurantId | null) {
  const [clock] = await tx.select({ now: sql<string>`floor(unix_timestamp(now(6)) * 1000)` }).from(sql`dual`);
  const problems = campaignProblems(draft, Number(clock!.now));
  const at = draft.rules.find((rule) => rule.kind === 'one-restaurant')?.restaurantId;
  const place = typeof at === 'string' ? await placeOf(tx, at as RestaurantId) : undefined;
  if (typeof at === 'string' && (!place || (restaurantId !== null && at !== restaurantId)))
    problems.push(campaignProblem('one-restaurant.restaurantId', place ? 'other-restaurant' : 'no-restaurant'));
  if (problems.length > 0) throw new AppError('CAMPAIGN_INVALID', { problems });
  const { issueFromMs, issueUntilMs, useFromMs, useUntilMs, ...columns } = draft;
  return {
    ...columns,
    placeCurrency: place?.currency,
    validAt: place?.id ?? null,
    asksFirst: draft.rules.some((rule) => rule.kind === 'first-booking'),
    issueFrom: new Date(issueFromMs),
    issueUntil: new Date(issueUntilMs),
    useFrom: new Date(useFromMs),
    useUntil: new Date(useUntilMs),
  };
}

async function placeOf(tx: Transaction, id: RestaurantId) {
  const [place] = await tx
    .select({ id: restaurants.id, currency: restaurants.currency })
    .from(restaurants)
    .where(eq(restaurants.id, id));
  return place;
}

type Values = Omit<Awaited<ReturnType<typeof check>>, 'placeCurrency'> & { currency: 'KRW' | 'USD' | 'JPY' | 'EUR' };

async function change(
  ctx: ServiceContext,
  tx: Transaction,
  restaurantId: RestaurantId | null,
  { campaignId, expectedVersion }: { campaignId: CampaignId; expectedVersion: number },
  values: Values,
): Promise<SavedCampaign> {
  const row = await lockCampaign(tx, restaurantId, campaignId);
  if (row.status === 'ended') throw new AppError('CAMPAIGN_ENDED');
  if (row.issued > 0) throw new AppError('CAMPAIGN_ISSUED', { issued: row.issued });
  if (row.version !== expectedVersion) throw new AppError('STALE_EDIT', { version: row.version });
  const version = row.version + 1;
  await tx
    .update(couponCampaigns)
    .set({ ...values, version })
    .where(eq(couponCampaigns.id, campaignId));
  afterCommit(tx, () => ctx.claims.changed(campaignId));
  return { campaignId, version };
}
