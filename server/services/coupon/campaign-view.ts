import { eq, getTableColumns, inArray, type SQL } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { type CampaignRow, couponCampaigns, restaurants } from '@/db/schema';
import { type BoundRules, bindRules, type StoredRule } from '@/server/domain/coupon/rules';
import type { CampaignStatus, CampaignWay } from '@/server/domain/coupon/states';
import type { WordContext, Words } from '@/server/domain/coupon/words';
import type { CampaignId, RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';

/** A campaign as anybody may see it. Instants are epoch milliseconds; windows end before their `until`. */
export type CampaignView = {
  id: CampaignId;
  name: string;
  nameEn: string | null;
  by: 'platform' | 'restaurant';
  way: CampaignWay;
  status: CampaignStatus;
  /** Where alone it can be used; null is everywhere. */
  restaurant: { id: RestaurantId; slug: string; name: string; nameEn: string | null } | null;
  /** What it takes off, in words ("20% off, up to ₩10,000"). */
  discount: Words;
  /** For which bookings, each in words. */
  conditions: Words[];
  rules: StoredRule[];
  stackable: boolean;
  currency: Currency;
  quantity: number | null;
  /** How many are left; null has no limit. */
  left: number | null;
  perPerson: number;
  issueFromMs: number;
  issueUntilMs: number;
  useFromMs: number;
  useUntilMs: number;
};

export type CampaignWithPlace = {
  campaign: CampaignRow;
  place: { id: RestaurantId; slug: string; name: string; nameEn: string | null } | null;
};

export const campaignColumns = {
  campaign: getTableColumns(couponCampaigns),
  place: { id: restaurants.id, slug: restaurants.slug, name: restaurants.name, nameEn: restaurants.nameEn },
};

/** Campaigns with the restaurant they can be used at. */
export const selectCampaigns = (db: Database | Transaction, where: SQL | undefined) =>
  db
    .select(campaignColumns)
    .from(couponCampaigns)
    .leftJoin(restaurants, eq(restaurants.id, couponCampaigns.validAt))
    .where(where);

export async function loadCampaigns(
  db: Database | Transaction,
  ids: readonly CampaignId[],
): Promise<Map<CampaignId, CampaignWithPlace>> {
  if (ids.length === 0) return new Map();
  const rows = await selectCampaigns(db, inArray(couponCampaigns.id, [...ids]));
  return new Map(rows.map((row) => [row.campaign.id, row]));
}

/** What words about a campaign's rules need to know. */
export const wordContext = ({ campaign, place }: CampaignWithPlace): WordContext => ({
  currency: campaign.currency,
  restaurantName: (id, locale) => (place?.id === id ? (locale === 'en' && place.nameEn) || place.name : null),
});

export function toCampaignView(
  found: CampaignWithPlace,
  rules: BoundRules = bindRules(found.campaign.rules),
): CampaignView {
  const { campaign, place } = found;
  const context = wordContext(found);
  return {
    id: campaign.id,
    name: campaign.name,
    nameEn: campaign.nameEn,
    by: campaign.restaurantId ? 'restaurant' : 'platform',
    way: campaign.way,
    status: campaign.status,
    restaurant: place,
    discount: rules.discount.words(context),
    conditions: rules.conditions.map((rule) => rule.words(context)),
    rules: campaign.rules,
    stackable: campaign.stackable,
    currency: campaign.currency,
    quantity: campaign.quantity,
    left: campaign.quantity === null ? null : Math.max(0, campaign.quantity - campaign.issued),
    perPerson: campaign.perPerson,
    issueFromMs: campaign.issueFrom.getTime(),
    issueUntilMs: campaign.issueUntil.getTime(),
    useFromMs: campaign.useFrom.getTime(),
    useUntilMs: campaign.useUntil.getTime(),
  };
}
