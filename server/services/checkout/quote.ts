import {
  applyCoupons,
  bestCoupons,
  compareChoices,
  goTogether,
  sumOff,
  type Usable,
} from '@/server/domain/coupon/choose';
import { bindRules } from '@/server/domain/coupon/rules';
import { judge } from '@/server/domain/coupon/usable';
import type { Words } from '@/server/domain/coupon/words';
import type { CouponId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { type CampaignWithPlace, type CouponFact, wordContext } from '../coupon';
import type { Checkout } from './load-checkout';

/** A set of coupons and what would then be paid. Minor units. */
export type Choice = { couponIds: CouponId[]; discountMinor: number; amountMinor: number };

/** One of the diner's coupons beside a booking. */
export type CouponOffer = {
  couponId: CouponId;
  name: string;
  nameEn: string | null;
  by: 'platform' | 'restaurant';
  discount: Words;
  conditions: Words[];
  useUntilMs: number;
  stackable: boolean;
  applied: boolean;
  /** What it takes off now; 0 unless it is applied. */
  discountMinor: number;
  /** What it would take off by itself; 0 when it cannot be used. */
  aloneMinor: number;
  whyNot: Words | null;
  /** What choosing it leads to: it is added, takes the others' place or, when it is applied, goes. Null when it cannot be used. */
  choice: Choice | null;
};

/** What a held booking costs and what its diner's coupons make of that. `why` says in words why these are applied. */
export type PriceQuote = {
  depositMinor: number;
  discountMinor: number;
  amountMinor: number;
  currency: Currency;
  why: Words;
  isBest: boolean;
  best: Choice;
  none: Choice;
  coupons: CouponOffer[];
};

export type Judged = { fact: CouponFact; campaign: CampaignWithPlace } & (
  | { usable: Usable; whyNot: null }
  | { usable: null; whyNot: Words }
);

/** What each of the diner's coupons may do for the booking. */
export function judgeAll({ row, nowMs, facts, campaigns }: Checkout): Judged[] {
  const booking = {
    reservationId: row.id,
    restaurantId: row.restaurantId,
    serviceDate: row.serviceDate,
    minute: row.startMinute,
    spendMinor: row.depositMinor,
    currency: row.currency,
  };
  return facts.flatMap((fact): Judged[] => {
    const campaign = campaigns.get(fact.campaignId);
    if (!campaign) return [];
    const rules = bindRules(campaign.campaign.rules);
    const verdict = judge({ ...fact, rules }, booking, { nowMs, first: fact.first });
    return verdict.ok
      ? [{ fact, campaign, usable: verdict.usable, whyNot: null }]
      : [{ fact, campaign, usable: null, whyNot: verdict.why.words(wordContext(campaign)) }];
  });
}

export function choiceOf(coupons: readonly Usable[], spendMinor: number): Choice {
  const applied = applyCoupons(coupons, spendMinor);
  const discountMinor = applied.reduce((sum, one) => sum + one.discountMinor, 0);
  return {
    couponIds: applied.map(({ id }) => id as CouponId),
    discountMinor,
    amountMinor: spendMinor - discountMinor,
  };
}

/** The quote of a booking as it stands. */
export function quoteOf(checkout: Checkout): PriceQuote {
  const { row } = checkout;
  const spendMinor = row.depositMinor;
  const judged = judgeAll(checkout);
  const usable = judged.flatMap((one) => (one.usable ? [one.usable] : []));
  const isApplied = ({ fact }: Judged) => fact.reservationId === row.id;
  const applied = judged.filter(isApplied).flatMap((one) => (one.usable ? [one.usable] : []));
  const shares = new Map(applyCoupons(applied, spendMinor).map((one) => [one.id, one.discountMinor]));
  const bestSet = bestCoupons(usable, spendMinor);
  const now = choiceOf(applied, spendMinor);
  const isBest = now.discountMinor === sumOff(bestSet, spendMinor);
  const offers = judged.map((one): CouponOffer & { rank: number } => ({
    ...shown(one),
    applied: isApplied(one),
    discountMinor: shares.get(one.fact.id) ?? 0,
    aloneMinor: one.usable?.offMinor ?? 0,
    choice: one.usable && choiceOf(pressed(applied, one.usable, spendMinor), spendMinor),
    rank: isApplied(one) ? 0 : one.usable ? 1 : 2,
  }));
  offers.sort((a, b) => a.rank - b.rank || b.aloneMinor - a.aloneMinor || a.useUntilMs - b.useUntilMs);
  return {
    depositMinor: spendMinor,
    discountMinor: now.discountMinor,
    amountMinor: now.amountMinor,
    currency: row.currency,
    why: whyWords({ applied: applied.length, usable: usable.length, isBest }),
    isBest,
    best: choiceOf(bestSet, spendMinor),
    none: choiceOf([], spendMinor),
    coupons: offers.map(({ rank: _rank, ...offer }) => offer),
  };
}

function shown({ fact, campaign, whyNot }: Judged) {
  const { campaign: row } = campaign;
  const rules = bindRules(row.rules);
  const context = wordContext(campaign);
  return {
    couponId: fact.id,
    name: row.name,
    nameEn: row.nameEn,
    by: row.restaurantId ? ('restaurant' as const) : ('platform' as const),
    discount: rules.discount.words(context),
    conditions: rules.conditions.map((rule) => rule.words(context)),
    useUntilMs: fact.useUntilMs,
    stackable: fact.stackable,
    whyNot,
  };
}

/** The coupons after one was pressed: without it when it is applied, with it where it fits and helps, else it alone. */
function pressed(applied: readonly Usable[], coupon: Usable, spendMinor: number): Usable[] {
  if (applied.some((one) => one.id === coupon.id)) return applied.filter((one) => one.id !== coupon.id);
  const more = [...applied, coupon];
  const helps = goTogether(more) && applyCoupons(more, spendMinor).length === more.length;
  return helps && compareChoices(more, applied, spendMinor) < 0 ? more : [coupon];
}

function whyWords({ applied, usable, isBest }: { applied: number; usable: number; isBest: boolean }): Words {
  if (usable === 0) return { ko: '이 예약에 쓸 수 있는 쿠폰이 없어요.', en: 'You have no coupon for this booking.' };
  if (applied === 0) return { ko: '쿠폰을 쓰지 않고 있어요.', en: 'No coupon is used.' };
  if (!isBest) return { ko: '직접 고른 쿠폰이에요.', en: 'The coupon you chose.' };
  if (usable === 1) return { ko: '이 예약에 쓸 수 있는 쿠폰이에요.', en: 'Your coupon for this booking.' };
  if (applied > 1) return { ko: '함께 써서 가장 많이 할인되는 쿠폰들이에요.', en: 'Together they take the most off.' };
  return { ko: '가진 쿠폰 가운데 가장 많이 할인돼요.', en: 'Of all you have, it takes the most off.' };
}
