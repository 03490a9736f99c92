import type { StoredRule } from '@/server/domain/coupon/rules';
import type { CampaignWay } from '@/server/domain/coupon/states';
import type { CampaignId, UserId } from '@/server/domain/shared/ids';
import { addDays, instantOf, type ServiceDate } from '@/server/domain/shared/time';
import { type Inserter, insertRows } from '../bulk-insert';
import { seedId } from './ids';
import { type House, TIME_ZONE } from './places';
import type { Random } from './random';

/** Days are counted from the day of seeding; windows begin and end at midnight. */
type Offer = {
  /** Whose it is and where it is good; null is the platform's, good everywhere. */
  slug: string | null;
  name: string;
  nameEn: string;
  way: CampaignWay;
  code?: string;
  rules: StoredRule[];
  stackable?: boolean;
  quantity: number | null;
  issue: [from: number, until: number];
  use: [from: number, until: number];
  /** How many of the town have claimed one, and whether the demo diner has. */
  claimed: number;
  demoDiner: boolean;
};

const OFFERS: readonly Offer[] = [
  {
    slug: null,
    name: '첫 예약 5,000원',
    nameEn: '₩5,000 off your first booking',
    way: 'first-come',
    rules: [
      { kind: 'fixed', amountMinor: 5_000 },
      { kind: 'minimum-spend', amountMinor: 20_000 },
      { kind: 'first-booking' },
    ],
    quantity: null,
    issue: [-30, 60],
    use: [-30, 90],
    claimed: 214,
    demoDiner: false,
  },
  {
    slug: 'hundred-drawers',
    name: '서랍 백 개를 여는 주',
    nameEn: 'The week of a hundred drawers',
    way: 'first-come',
    rules: [{ kind: 'percent', percent: 20, maxMinor: 10_000 }],
    quantity: 100,
    issue: [-1, 6],
    use: [-1, 30],
    claimed: 83,
    demoDiner: false,
  },
  {
    slug: 'jopanso',
    name: '평일 점심 3,000원',
    nameEn: '₩3,000 off weekday lunch',
    way: 'first-come',
    rules: [
      { kind: 'fixed', amountMinor: 3_000 },
      { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5] },
      { kind: 'hours', fromMinute: 660, untilMinute: 900 },
    ],
    quantity: 200,
    issue: [-10, 20],
    use: [-10, 45],
    claimed: 121,
    demoDiner: true,
  },
  {
    slug: null,
    name: '겨울 저녁 10%',
    nameEn: '10% off winter evenings',
    way: 'code',
    code: 'WINTER',
    rules: [
      { kind: 'percent', percent: 10, maxMinor: 5_000 },
      { kind: 'hours', fromMinute: 1_020, untilMinute: 1_560 },
    ],
    stackable: true,
    quantity: null,
    issue: [-14, 60],
    use: [-14, 75],
    claimed: 64,
    demoDiner: true,
  },
  {
    slug: null,
    name: '함께 쓰는 1,000원',
    nameEn: '₩1,000 to go with others',
    way: 'code',
    code: 'TOGETHER',
    rules: [{ kind: 'fixed', amountMinor: 1_000 }],
    stackable: true,
    quantity: 1_000,
    issue: [-20, 40],
    use: [-20, 60],
    claimed: 302,
    demoDiner: true,
  },
  {
    slug: 'hundred-drawers',
    name: '단골 손님께',
    nameEn: 'For our regulars',
    way: 'given',
    rules: [{ kind: 'fixed', amountMinor: 5_000 }],
    quantity: 50,
    issue: [-20, 60],
    use: [-20, 90],
    claimed: 9,
    demoDiner: true,
  },
  {
    slug: 'osteria-putgam',
    name: '감 따는 날 30%',
    nameEn: '30% off persimmon-picking day',
    way: 'first-come',
    rules: [{ kind: 'percent', percent: 30, maxMinor: 20_000 }],
    quantity: 50,
    issue: [1, 6],
    use: [1, 30],
    claimed: 0,
    demoDiner: false,
  },
  {
    slug: null,
    name: '가을 예약 2,000원',
    nameEn: '₩2,000 off autumn bookings',
    way: 'first-come',
    rules: [{ kind: 'fixed', amountMinor: 2_000 }],
    quantity: 500,
    issue: [-60, -12],
    use: [-60, -5],
    claimed: 500,
    demoDiner: true,
  },
];

const CAMPAIGNS =
  `id restaurant_id valid_at funded_by name name_en way code status rules asks_first stackable currency quantity issued
  per_person issue_from issue_until use_from use_until created_by created_at`.split(/\s+/);
const COUPONS = 'id campaign_id user_id ordinal status use_from use_until issued_at'.split(' ');
const HISTORY = 'coupon_id version at from_status to_status actor reason'.split(' ');
const REASONS: Record<CampaignWay, string> = { 'first-come': 'claimed', code: 'by-code', given: 'given' };

type People = { town: readonly { id: UserId }[]; demoDiner: UserId; operator: UserId };

/** Offers a reader can claim, use, wait for and look back at, some of them in the wallets of the town. */
export async function writeCoupons(
  connection: Inserter,
  houses: readonly House[],
  people: People,
  at: { today: ServiceDate; nowMs: number; random: Random },
): Promise<void> {
  const instant = (inDays: number) => instantOf(addDays(at.today, inDays), 0, TIME_ZONE)!;
  const campaigns: unknown[][] = [];
  const coupons: unknown[][] = [];
  const history: unknown[][] = [];
  for (const offer of OFFERS) {
    const house = houses.find((one) => one.content.slug === offer.slug);
    if (offer.slug && !house) throw new Error(`there is no ${offer.slug} to make coupons for`);
    const [issueFromMs, issueUntilMs] = offer.issue.map(instant) as [number, number];
    const id: CampaignId = seedId('campaign', issueFromMs, at.random);
    const takers = [...(offer.demoDiner ? [people.demoDiner] : []), ...takersOf(people.town, offer, at.random)];
    const createdBy = house?.ownerId ?? people.operator;
    const rules = house ? [...offer.rules, { kind: 'one-restaurant', restaurantId: house.id }] : offer.rules;
    campaigns.push([
      ...[id, house?.id ?? null, house?.id ?? null, house ? 'restaurant' : 'platform', offer.name, offer.nameEn],
      ...[offer.way, offer.code ?? null, 'active', JSON.stringify(rules)],
      ...[rules.some((rule) => rule.kind === 'first-booking'), offer.stackable ?? false, 'KRW', offer.quantity],
      ...[
        takers.length,
        1,
        new Date(issueFromMs),
        new Date(issueUntilMs),
        ...offer.use.map((day) => new Date(instant(day))),
      ],
      ...[createdBy, new Date(Math.min(issueFromMs, at.nowMs))],
    ]);
    const lastMs = Math.min(issueUntilMs, at.nowMs);
    for (const [nth, userId] of takers.entries()) {
      // The crowd came when it opened.
      const issuedMs = issueFromMs + Math.floor((lastMs - issueFromMs) * (nth / takers.length) ** 3);
      const couponId = seedId('coupon', issuedMs, at.random);
      const issuedAt = new Date(issuedMs);
      const actor = offer.way === 'given' ? `staff:${createdBy}` : `diner:${userId}`;
      coupons.push([couponId, id, userId, 1, 'AVAILABLE', ...offer.use.map((day) => new Date(instant(day))), issuedAt]);
      history.push([couponId, 1, issuedAt, null, 'AVAILABLE', actor, REASONS[offer.way]]);
    }
  }
  await insertRows(connection, 'coupon_campaigns', CAMPAIGNS, campaigns);
  await insertRows(connection, 'coupons', COUPONS, coupons);
  await insertRows(connection, 'coupon_history', HISTORY, history);
}

/** As many of the town as have claimed, each once. */
function takersOf(town: People['town'], { claimed, demoDiner }: Offer, random: Random): UserId[] {
  const first = random.whole(0, town.length - 1);
  const count = claimed - (demoDiner ? 1 : 0);
  return Array.from({ length: Math.max(0, count) }, (_, nth) => town[(first + nth) % town.length]!.id);
}
