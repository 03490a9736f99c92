import type { Currency } from '../shared/money';
import type { Usable } from './choose';
import type { BoundRules, CouponBooking } from './rules';
import type { CampaignStatus, CouponStatus } from './states';
import type { WordContext, Words } from './words';

/** A coupon that was not used yet, with what decides about it. */
export type WalletCoupon = {
  id: string;
  status: Exclude<CouponStatus, 'USED'>;
  /** The booking it is reserved for. */
  reservationId: string | null;
  useFromMs: number;
  useUntilMs: number;
  stackable: boolean;
  currency: Currency;
  campaignStatus: CampaignStatus;
  rules: BoundRules;
};

/** The booking it is to be used for; `reservationId` is null while there is none yet. */
export type PricedBooking = Omit<CouponBooking, 'first'> & { reservationId: string | null; currency: Currency };

/** Why a coupon cannot be used, by a word or the kind of the rule that forbids it. */
export type WhyNot = { code: string; words: (context: WordContext) => Words };

/**
 * Whether a coupon may be used for a booking at `nowMs`. One that the booking has reserved already may, whatever became of its
 * campaign and its time: a reserved coupon is a promise.
 */
export function judge(
  coupon: WalletCoupon,
  booking: PricedBooking,
  at: { nowMs: number; first: boolean },
): { ok: true; usable: Usable } | { ok: false; why: WhyNot } {
  const promised = coupon.status === 'RESERVED' && coupon.reservationId === booking.reservationId;
  const why = promised ? null : whyNot(coupon, booking, at);
  if (why) return { ok: false, why };
  const { discount } = coupon.rules;
  const offMinor = discount.off(booking.spendMinor);
  if (offMinor === 0) return { ok: false, why: general('nothing-off') };
  const { id, stackable, useUntilMs } = coupon;
  return { ok: true, usable: { id, stackable, useUntilMs, offMinor, percent: discount.kind === 'percent' } };
}

function whyNot(coupon: WalletCoupon, booking: PricedBooking, { nowMs, first }: { nowMs: number; first: boolean }) {
  if (coupon.status === 'RESERVED') return general('reserved');
  if (coupon.campaignStatus === 'ended') return general('ended');
  if (nowMs >= coupon.useUntilMs) return general('expired');
  if (nowMs < coupon.useFromMs) return general('not-yet');
  if (coupon.currency !== booking.currency) return general('currency');
  const against = coupon.rules.conditions.find((rule) => !rule.allows({ ...booking, first }));
  return against ? { code: against.kind, words: against.why } : null;
}

const general = (code: keyof typeof WORDS): WhyNot => ({ code, words: () => WORDS[code] });

const WORDS = {
  reserved: { ko: '다른 예약에 쓰려고 잡아 둔 쿠폰이에요.', en: 'Another booking of yours has it.' },
  ended: { ko: '행사가 끝난 쿠폰이에요.', en: 'Its offer has ended.' },
  expired: { ko: '쓸 수 있는 기간이 지났어요.', en: 'It has expired.' },
  'not-yet': { ko: '아직 쓸 수 있는 기간이 아니에요.', en: 'It cannot be used yet.' },
  currency: { ko: '다른 통화의 쿠폰이에요.', en: 'It is in another currency.' },
  'nothing-off': { ko: '이 예약에는 할인되는 금액이 없어요.', en: 'It would take nothing off this booking.' },
} satisfies Record<string, Words>;
