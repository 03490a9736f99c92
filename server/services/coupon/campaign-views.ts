import { and, asc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { Database } from '@/db/client';
import { couponCampaigns } from '@/db/schema';
import type { CampaignId, RestaurantId } from '@/server/domain/shared/ids';
import { Together } from '../crowd';
import { type CampaignView, loadCampaigns, selectCampaigns, toCampaignView } from './campaign-view';

/** What everybody is shown may be so old. What decides is never read from here. */
const FRESH_MS = 1_000;
const CAMPAIGNS_KEPT = 2_000;
const MOST_SHOWN = 100;

/** Campaigns as they are shown, read once a second for however many look at them. */
export class CampaignViews {
  readonly #views = new LRUCache<CampaignId, { view: CampaignView | null }>({ max: CAMPAIGNS_KEPT, ttl: FRESH_MS });
  readonly #lists = new LRUCache<string, Promise<CampaignView[]>>({ max: CAMPAIGNS_KEPT, ttl: FRESH_MS });
  readonly #reading: Together<CampaignId, CampaignView | null>;

  constructor(private readonly db: Database) {
    this.#reading = new Together((ids) => this.#read(ids));
  }

  /** A campaign, or null when there is none. */
  async get(id: CampaignId): Promise<CampaignView | null> {
    return (this.#views.get(id) ?? { view: await this.#reading.ask(id) }).view;
  }

  /** First-come campaigns that are handed out now or within a week, those that end sooner first: all, or those good at one restaurant. */
  open(restaurantId: RestaurantId | null): Promise<CampaignView[]> {
    const key = restaurantId ?? '';
    const known = this.#lists.get(key);
    if (known) return known;
    const reading = this.#readOpen(restaurantId);
    this.#lists.set(key, reading);
    reading.catch(() => this.#lists.delete(key));
    return reading;
  }

  async #read(ids: CampaignId[]): Promise<(CampaignView | null)[]> {
    const found = await loadCampaigns(this.db, [...new Set(ids)]);
    return ids.map((id) => {
      const campaign = found.get(id);
      const view = campaign ? toCampaignView(campaign) : null;
      this.#views.set(id, { view });
      return view;
    });
  }

  async #readOpen(restaurantId: RestaurantId | null): Promise<CampaignView[]> {
    const rows = await selectCampaigns(
      this.db,
      and(
        eq(couponCampaigns.status, 'active'),
        eq(couponCampaigns.way, 'first-come'),
        gt(couponCampaigns.issueUntil, sql`now(6)`),
        lt(couponCampaigns.issueFrom, sql`now(6) + interval 7 day`),
        restaurantId ? or(eq(couponCampaigns.validAt, restaurantId), isNull(couponCampaigns.validAt)) : undefined,
      ),
    )
      .orderBy(asc(couponCampaigns.issueUntil), asc(couponCampaigns.id))
      .limit(MOST_SHOWN);
    return rows.map((row) => toCampaignView(row));
  }
}
