import { applyCoupons, bestCoupons, type Usable } from '@/server/domain/coupon/choose';
import type { BoundRules } from '@/server/domain/coupon/rules';
import { judge } from '@/server/domain/coupon/usable';
import type { CampaignId, ReservationId, UserId } from '@/server/domain/shared/ids';
import type { CouponFact, Reserving } from '../coupon';
import type { HoldAnswer, HoldCommand } from './hold-command';
import type { HoldFacts } from './hold-read';

export type Priced = { coupons: Reserving[]; discountMinor: number };
const FULL_PRICE: Priced = { coupons: [], discountMinor: 0 };

/** The diners' coupons while a batch is decided: what one of its holds takes is gone for those after it. */
export class CouponDrawer {
  /** Diners, and diners at a restaurant (`user/restaurant`), to whom this batch gave a booking. */
  readonly #booked = new Set<string>();

  constructor(
    private readonly facts: HoldFacts,
    private readonly rules: ReadonlyMap<CampaignId, BoundRules>,
  ) {}

  /** Takes the best coupons for an accepted hold; those of the hold it replaces may be taken again. */
  take(command: HoldCommand, answer: HoldAnswer, replaces: ReservationId | null): Priced {
    const { userId, restaurantId } = command;
    if (replaces) this.#giveBack(userId, replaces);
    const owned = this.facts.coupons.get(userId);
    const priced = owned && answer.depositMinor > 0 ? this.#price(owned, command, answer) : FULL_PRICE;
    if (priced.coupons.length > 0) this.#without(userId, priced.coupons);
    this.#booked.add(userId).add(`${userId}/${restaurantId}`);
    return priced;
  }

  #price(owned: CouponFact[], command: HoldCommand, answer: HoldAnswer): Priced {
    const { userId, restaurantId, wish } = command;
    const spendMinor = answer.depositMinor;
    const booking = {
      reservationId: null,
      restaurantId,
      serviceDate: wish.serviceDate,
      minute: wish.minute,
      spendMinor,
      currency: answer.currency,
    };
    const usable = owned.flatMap((fact): Usable[] => {
      const rules = this.rules.get(fact.campaignId);
      const first = fact.first && !this.#booked.has(fact.validAt ? `${userId}/${fact.validAt}` : userId);
      const verdict = rules && judge({ ...fact, rules }, booking, { nowMs: this.facts.nowMs, first });
      return verdict?.ok ? [verdict.usable] : [];
    });
    const applied = applyCoupons(bestCoupons(usable, spendMinor), spendMinor);
    const coupons = applied.map(({ id, discountMinor }): Reserving => {
      const fact = owned.find((one) => one.id === id)!;
      const { campaignId, version } = fact;
      return { reservationId: answer.reservationId, couponId: fact.id, campaignId, version, discountMinor };
    });
    return { coupons, discountMinor: coupons.reduce((sum, coupon) => sum + coupon.discountMinor, 0) };
  }

  #giveBack(userId: UserId, from: ReservationId): void {
    const owned = this.facts.coupons.get(userId);
    if (!owned) return;
    this.facts.coupons.set(
      userId,
      owned.map((fact) => (fact.reservationId === from ? released(fact) : fact)),
    );
  }

  #without(userId: UserId, taken: readonly Reserving[]): void {
    const ids = new Set<string>(taken.map((coupon) => coupon.couponId));
    const owned = this.facts.coupons.get(userId) ?? [];
    this.facts.coupons.set(
      userId,
      owned.filter((fact) => !ids.has(fact.id)),
    );
  }
}

/** As it is once the hold that had it was given up: one step further in its history. */
const released = (fact: CouponFact): CouponFact => ({
  ...fact,
  status: 'AVAILABLE',
  reservationId: null,
  version: fact.version + 1,
});
