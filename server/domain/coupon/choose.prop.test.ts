import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCoupons, bestCoupons, compareChoices, goTogether, MOST_TOGETHER, sumOff, type Usable } from './choose';

/** Small amounts and few instants, so that ties and whole amounts are common. */
const coupon = fc.record({
  stackable: fc.boolean(),
  percent: fc.boolean(),
  offMinor: fc.integer({ min: 0, max: 12 }),
  useUntilMs: fc.integer({ min: 1, max: 3 }),
});
const wallet = fc.array(coupon, { maxLength: 8 }).chain((coupons) =>
  fc
    .shuffledSubarray(
      coupons.map((_, at) => `cpn_${at}`),
      { minLength: coupons.length, maxLength: coupons.length },
    )
    .map((ids) => coupons.map((one, at): Usable => ({ ...one, id: ids[at]! }))),
);
const spend = fc.integer({ min: 1, max: 20 });
/** As `judge` gives them: by itself none takes off more than there is. */
const fitted = (coupons: Usable[], spendMinor: number) =>
  coupons.map((one) => ({ ...one, offMinor: Math.min(one.offMinor, spendMinor) }));

/** Every set of coupons that may be used together, tried one by one. */
function* allSets(coupons: Usable[], from = 0, chosen: Usable[] = []): Generator<Usable[]> {
  if (goTogether(chosen)) yield chosen;
  if (chosen.length > MOST_TOGETHER) return;
  for (let at = from; at < coupons.length; at++) yield* allSets(coupons, at + 1, [...chosen, coupons[at]!]);
}

/** The definition, said another way: most off, then fewest, then the soonest to expire, then the lowest ids. */
function isBetter(a: Usable[], b: Usable[], spendMinor: number): boolean {
  const off = (set: Usable[]) =>
    Math.min(
      spendMinor,
      set.reduce((sum, one) => sum + one.offMinor, 0),
    );
  if (off(a) !== off(b)) return off(a) > off(b);
  if (a.length !== b.length) return a.length < b.length;
  const keys = (set: Usable[]) => set.map((one) => `${one.useUntilMs} ${one.id}`).sort();
  return keys(a).join() < keys(b).join();
}

const ids = (set: readonly { id: string }[]) => set.map((one) => one.id).sort();

describe('the best coupons', () => {
  it('are those that trying every combination finds', () => {
    fc.assert(
      fc.property(wallet, spend, (made, spendMinor) => {
        const coupons = fitted(made, spendMinor);
        let best: Usable[] = [];
        for (const set of allSets(coupons)) if (isBetter(set, best, spendMinor)) best = set;
        expect(ids(bestCoupons(coupons, spendMinor))).toEqual(ids(best));
      }),
      { numRuns: 3_000 },
    );
  });

  it('are the same however the wallet is ordered', () => {
    fc.assert(
      fc.property(wallet, spend, fc.nat(), (made, spendMinor, turn) => {
        const coupons = fitted(made, spendMinor);
        const turned = [...coupons.slice(turn % 8), ...coupons.slice(0, turn % 8)].reverse();
        expect(ids(bestCoupons(turned, spendMinor))).toEqual(ids(bestCoupons(coupons, spendMinor)));
      }),
    );
  });

  it('are found at once in a wallet of hundreds', () => {
    const many = Array.from(
      { length: 300 },
      (_, at): Usable => ({
        id: `cpn_${at}`,
        stackable: true,
        percent: at % 2 === 0,
        offMinor: 1 + (at % 50),
        useUntilMs: at,
      }),
    );
    expect(sumOff(bestCoupons(many, 1_000), 1_000)).toBe(150);
    expect(sumOff(bestCoupons(many, 100), 100)).toBe(100);
  });
});

describe('what each coupon takes off', () => {
  it('adds up to what they take off together, never more than there is to pay, and each takes something', () => {
    fc.assert(
      fc.property(wallet, spend, (made, spendMinor) => {
        const coupons = fitted(made, spendMinor);
        const shares = applyCoupons(coupons, spendMinor);
        const total = shares.reduce((sum, share) => sum + share.discountMinor, 0);
        expect(total).toBe(sumOff(coupons, spendMinor));
        expect(total).toBeLessThanOrEqual(spendMinor);
        for (const share of shares) {
          expect(share.discountMinor).toBeGreaterThan(0);
          expect(share.discountMinor).toBeLessThanOrEqual(coupons.find((one) => one.id === share.id)!.offMinor);
        }
      }),
    );
  });

  it('is something for each of the best ones: none is used up for nothing', () => {
    fc.assert(
      fc.property(wallet, spend, (made, spendMinor) => {
        const best = bestCoupons(fitted(made, spendMinor), spendMinor);
        expect(applyCoupons(best, spendMinor)).toHaveLength(best.length);
      }),
    );
  });

  it('comparing is an order: of two different choices exactly one is better', () => {
    fc.assert(
      fc.property(wallet, spend, (made, spendMinor) => {
        const sets = [...allSets(fitted(made.slice(0, 4), spendMinor))];
        for (const a of sets)
          for (const b of sets) {
            const [there, back] = [compareChoices(a, b, spendMinor), compareChoices(b, a, spendMinor)];
            expect(Math.sign(there) + Math.sign(back)).toBe(0);
            expect(there === 0).toBe(ids(a).join() === ids(b).join());
          }
      }),
      { numRuns: 200 },
    );
  });
});
