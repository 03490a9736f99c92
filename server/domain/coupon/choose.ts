/**
 * A coupon that may be used for a booking. `offMinor` is what it takes off by itself, at most the whole amount:
 * every coupon is reckoned from the undiscounted amount, so in which order they are taken changes nothing of the sum.
 */
export type Usable = {
  id: string;
  stackable: boolean;
  useUntilMs: number;
  offMinor: number;
  percent: boolean;
};

/** What one coupon takes off in the end. Minor units, above 0. */
export type Applied = { id: string; discountMinor: number };

/** So many that are stackable go together; one that is not goes alone. */
export const MOST_TOGETHER = 3;

/** What those take off together: their sum, never more than there is to pay. */
export const sumOff = (coupons: readonly Usable[], spendMinor: number): number =>
  Math.min(
    spendMinor,
    coupons.reduce((sum, coupon) => sum + coupon.offMinor, 0),
  );

/**
 * The coupons that take most off `spendMinor`. Of several choices that take off the same: fewer coupons, then those that
 * expire sooner, then the lower ids, so that the same wallet always gives the same choice.
 */
export function bestCoupons(coupons: readonly Usable[], spendMinor: number): Usable[] {
  const useful = coupons.filter((coupon) => coupon.offMinor > 0).sort(mostOffFirst);
  const alone = useful.find((coupon) => !coupon.stackable);
  const stack = bestStack(
    useful.filter((coupon) => coupon.stackable),
    spendMinor,
  );
  return alone && compareChoices([alone], stack, spendMinor) < 0 ? [alone] : stack;
}

/** Fewer than nothing when `a` is the better choice. */
export function compareChoices(a: readonly Usable[], b: readonly Usable[], spendMinor: number): number {
  const byOff = sumOff(b, spendMinor) - sumOff(a, spendMinor);
  if (byOff !== 0) return byOff;
  return a.length !== b.length ? a.length - b.length : compareAges(a, b);
}

/** Whether these may be used for one booking; the order does not matter. */
export const goTogether = (coupons: readonly Usable[]): boolean =>
  coupons.length <= 1 || (coupons.length <= MOST_TOGETHER && coupons.every((coupon) => coupon.stackable));

/**
 * How much of the discount each of them is: percentages first, then amounts, each of these soonest to expire first; the last
 * ones are cut to what is left to pay. One that would be left with nothing is not in the answer.
 */
export function applyCoupons(coupons: readonly Usable[], spendMinor: number): Applied[] {
  let left = spendMinor;
  return [...coupons]
    .sort((a, b) => Number(b.percent) - Number(a.percent) || compareAge(a, b))
    .map((coupon) => {
      const discountMinor = Math.min(coupon.offMinor, left);
      left -= discountMinor;
      return { id: coupon.id, discountMinor };
    })
    .filter((applied) => applied.discountMinor > 0);
}

/** `sorted`: most off first. While they do not reach the whole amount each further one helps; then fewer may do as well. */
function bestStack(sorted: readonly Usable[], spendMinor: number): Usable[] {
  for (let size = 1; size <= Math.min(MOST_TOGETHER, sorted.length); size++) {
    const most = sorted.slice(0, size);
    if (most.reduce((sum, coupon) => sum + coupon.offMinor, 0) >= spendMinor) return soonest(sorted, size, spendMinor);
  }
  return sorted.slice(0, MOST_TOGETHER);
}

/** Of all choices of `size` that reach the whole amount, the one that expires soonest. There is one. */
function soonest(sorted: readonly Usable[], size: number, spendMinor: number): Usable[] {
  let best: Usable[] | null = null;
  const walk = (from: number, chosen: Usable[], sum: number) => {
    if (chosen.length === size) {
      if (sum >= spendMinor && (!best || compareAges(chosen, best) < 0)) best = [...chosen];
      return;
    }
    for (let at = from; at < sorted.length; at++) {
      const next = sorted[at]!;
      // Those after it take off no more than it does.
      if (sum + next.offMinor * (size - chosen.length) < spendMinor) return;
      walk(at + 1, [...chosen, next], sum + next.offMinor);
    }
  };
  walk(0, [], 0);
  return best ?? [];
}

const compareAge = (a: Usable, b: Usable): number => a.useUntilMs - b.useUntilMs || (a.id < b.id ? -1 : 1);
const mostOffFirst = (a: Usable, b: Usable): number => b.offMinor - a.offMinor || compareAge(a, b);

/** Choices of one size by their coupons' expiry and id, the soonest of each first. */
function compareAges(a: readonly Usable[], b: readonly Usable[]): number {
  const [left, right] = [[...a].sort(compareAge), [...b].sort(compareAge)];
  for (const [at, coupon] of left.entries()) {
    const other = right[at];
    if (!other || coupon.id === other.id) continue;
    return compareAge(coupon, other);
  }
  return 0;
}
