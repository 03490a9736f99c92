import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earnedOf } from '../settlement/fee';
import { captureEntry, type Entry, earningEntry, payoutEntry, refundEntry, reversalEntry, settledEntry } from './entry';

const head = {
  source: 'reservation' as const,
  sourceId: 'x',
  restaurantId: null,
  reservationId: null,
  currency: 'KRW' as const,
};
const amount = fc.integer({ min: 1, max: 50_000_000 });
const sum = (entry: Entry) => entry.lines.reduce((total, line) => total + line.amountMinor, 0);
const of = (entry: Entry, account: string) =>
  entry.lines.filter((line) => line.account === account).reduce((total, line) => total + line.amountMinor, 0);
const termsArb = fc.record({
  feeBps: fc.integer({ min: 0, max: 10_000 }),
  feeFixedMinor: fc.integer({ min: 0, max: 5_000 }),
  vatBps: fc.integer({ min: 0, max: 10_000 }),
  period: fc.constant('weekly' as const),
});

describe('entries of the journal', () => {
  it('every one sums to zero and says something on at least two sides', () => {
    fc.assert(
      fc.property(amount, fc.nat(5_000_000), fc.nat(5_000_000), termsArb, (paid, platform, own, terms) => {
        const { feeMinor, vatMinor } = earnedOf(paid + platform, terms);
        const earning = {
          depositMinor: paid,
          couponPlatformMinor: platform,
          couponRestaurantMinor: own,
          feeMinor,
          vatMinor,
        };
        const entries = [
          captureEntry(head, paid),
          refundEntry(head, paid, 'diner-deposit'),
          refundEntry(head, paid, 'restaurant'),
          earningEntry(head, 'visit', earning),
          settledEntry(head, paid, Math.min(feeMinor, paid)),
          payoutEntry(head, paid),
        ];
        for (const entry of [
          ...entries,
          ...entries.map((one) => reversalEntry({ ...one, id: 'jrn_1' }, 'typed twice')),
        ]) {
          expect(sum(entry)).toBe(0);
          expect(entry.lines.length).toBeGreaterThanOrEqual(2);
          expect(entry.lines.every((line) => Number.isSafeInteger(line.amountMinor) && line.amountMinor !== 0)).toBe(
            true,
          );
        }
      }),
    );
  });

  it('a visit pays the restaurant, the platform and the tax out of what was paid, to the minor unit', () => {
    fc.assert(
      fc.property(amount, fc.nat(5_000_000), fc.nat(5_000_000), termsArb, (paid, platform, own, terms) => {
        const { feeMinor, vatMinor, netMinor } = earnedOf(paid + platform, terms);
        const entry = earningEntry(head, 'visit', {
          depositMinor: paid,
          couponPlatformMinor: platform,
          couponRestaurantMinor: own,
          feeMinor,
          vatMinor,
        });
        expect(of(entry, 'deposit_liability')).toBe(paid);
        expect(of(entry, 'merchant_payable') + netMinor).toBe(0);
        expect(netMinor).toBeGreaterThanOrEqual(0);
        expect(netMinor + feeMinor + vatMinor).toBe(paid + platform);
        expect(of(entry, 'coupon_expense_restaurant')).toBe(0);
      }),
    );
  });

  it('an entry and its reversal leave every account as it was', () => {
    fc.assert(
      fc.property(amount, (paid) => {
        const entry = captureEntry(head, paid);
        const back = reversalEntry({ ...entry, id: 'jrn_1' }, 'typed twice');
        for (const { account } of entry.lines) expect(of(entry, account) + of(back, account)).toBe(0);
      }),
    );
  });

  it('what moves nothing, or does not balance, is no entry', () => {
    expect(() => captureEntry(head, 0)).toThrow(RangeError);
    expect(() => settledEntry(head, 0, 0)).toThrow(RangeError);
    expect(() =>
      earningEntry(head, 'visit', {
        depositMinor: 0,
        couponPlatformMinor: 0,
        couponRestaurantMinor: 0,
        feeMinor: 0,
        vatMinor: 0,
      }),
    ).toThrow(RangeError);
  });
});
