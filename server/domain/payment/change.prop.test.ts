import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../shared/money';
import { askedAfter, changeQuote } from './change';
import { type CancellationTier, refundQuote } from './policy';

const startsAtMs = Date.parse('2026-11-27T10:00:00Z');
const HOUR = 3_600_000;

const termsArb = fc.record({
  tiers: fc.constantFrom<CancellationTier[]>(
    [],
    [{ hoursBefore: 24, refundPercent: 100 }],
    [
      { hoursBefore: 72, refundPercent: 100 },
      { hoursBefore: 24, refundPercent: 33 },
      { hoursBefore: 2, refundPercent: 7 },
    ],
  ),
  graceMinutes: fc.constantFrom(0, 30, 600),
});
const atArb = fc.record({
  nowMs: fc.integer({ min: -100, max: 1 }).map((hours) => startsAtMs + hours * HOUR),
  bookedAtMs: fc.integer({ min: -100, max: 0 }).map((hours) => startsAtMs + hours * HOUR),
  startsAtMs: fc.constant(startsAtMs),
});
const bookingArb = fc
  .tuple(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 0, max: 500_000 }), termsArb)
  .map(([one, two, policy]) => ({
    policy,
    depositMinor: Math.max(one, two),
    discountMinor: Math.min(one, two),
    currency: 'KRW' as const,
  }));
const askedArb = fc.integer({ min: 0, max: 500_000 });

describe('the price of a change', () => {
  it('conserves money: paid + charged = paid afterwards + refunded + forfeited', () => {
    fc.assert(
      fc.property(bookingArb, askedArb, atArb, (booking, asked, at) => {
        const quote = changeQuote(booking, asked, at);
        const before = booking.depositMinor - booking.discountMinor;
        const after = quote.depositMinor - quote.discountMinor;
        expect(before + quote.chargeMinor).toBe(after + quote.refundMinor + quote.forfeitMinor);
        expect(Math.min(after, quote.chargeMinor, quote.refundMinor, quote.forfeitMinor)).toBeGreaterThanOrEqual(0);
        expect(quote.chargeMinor === 0 || quote.refundMinor + quote.forfeitMinor === 0).toBe(true);
      }),
    );
  });

  it('any row of changes and a cancellation never gives back more than was paid, and loses nothing', () => {
    fc.assert(
      fc.property(bookingArb, fc.array(askedArb, { maxLength: 6 }), atArb, (start, wishes, at) => {
        let booking = start;
        let paid = start.depositMinor - start.discountMinor;
        let back = 0;
        let kept = 0;
        for (const asked of wishes) {
          const quote = changeQuote(booking, asked, at);
          paid += quote.chargeMinor;
          back += quote.refundMinor;
          kept += quote.forfeitMinor;
          booking = { ...booking, depositMinor: quote.depositMinor, discountMinor: quote.discountMinor };
        }
        const held = booking.depositMinor - booking.discountMinor;
        expect(paid).toBe(held + back + kept);
        const last = refundQuote(booking.policy, money(held, 'KRW'), at).refund.amountMinor;
        expect(back + last).toBeLessThanOrEqual(paid);
      }),
    );
  });

  it('back and forth while everything still comes back costs nothing', () => {
    fc.assert(
      fc.property(bookingArb, askedArb, (booking, asked) => {
        const early = { nowMs: startsAtMs - 100 * HOUR, bookedAtMs: startsAtMs - 101 * HOUR, startsAtMs };
        const there = changeQuote(booking, asked, early);
        const changed = { ...booking, depositMinor: there.depositMinor, discountMinor: there.discountMinor };
        const back = changeQuote(changed, booking.depositMinor, early);
        expect(there.forfeitMinor + back.forfeitMinor).toBe(0);
        expect(there.chargeMinor - there.refundMinor + back.chargeMinor - back.refundMinor).toBe(0);
      }),
    );
  });
});

describe('money that a person gave back or added by hand', () => {
  it('is not asked for again by a change, nor given back by it', () => {
    fc.assert(
      fc.property(
        askedArb,
        askedArb,
        fc.integer({ min: -500_000, max: 500_000 }),
        askedArb,
        (before, after, hand, off) => {
          const discountMinor = Math.min(off, before);
          const byHand = Math.max(hand, discountMinor - before);
          const booking = { depositMinor: before + byHand, discountMinor };
          expect(askedAfter(booking, { beforeMinor: before, afterMinor: before })).toBe(booking.depositMinor);
          const asked = askedAfter(booking, { beforeMinor: before, afterMinor: after });
          const dearer = Math.max(after, discountMinor) - Math.max(before, discountMinor);
          expect(asked).toBe(Math.max(0, booking.depositMinor + dearer));
        },
      ),
    );
  });

  it('leaves the price of everybody else as the terms have it, also where coupons took off more than they ask for', () => {
    fc.assert(
      fc.property(askedArb, askedArb, askedArb, (before, after, discountMinor) => {
        const booking = { depositMinor: Math.max(before, discountMinor), discountMinor };
        expect(askedAfter(booking, { beforeMinor: before, afterMinor: after })).toBe(Math.max(after, discountMinor));
      }),
    );
  });
});
