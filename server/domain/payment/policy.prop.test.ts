import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../shared/money';
import {
  askedOf,
  type BookingPolicy,
  covers,
  DEPOSIT_KINDS,
  type DepositRule,
  depositFor,
  freezePolicy,
  NO_DEPOSIT_POLICY,
  policyProblems,
  refundQuote,
} from './policy';

const startsAtMs = Date.parse('2026-11-27T10:00:00Z');
const MINUTE = 60_000;

const policyArb: fc.Arbitrary<BookingPolicy> = fc.record({
  depositKind: fc.constantFrom('per_person', 'per_booking'),
  depositMinor: fc.integer({ min: 100, max: 500_000 }),
  depositFromParty: fc.integer({ min: 1, max: 6 }),
  tiers: fc
    .uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 5 })
    .chain((hours) =>
      fc.tuple(
        ...[...hours]
          .sort((a, b) => b - a)
          .map((hoursBefore) =>
            fc.record({ hoursBefore: fc.constant(hoursBefore), refundPercent: fc.integer({ min: 0, max: 100 }) }),
          ),
      ),
    )
    .map((tiers) => {
      const falling = tiers.map((tier) => tier.refundPercent).sort((a, b) => b - a);
      return tiers.map((tier, index) => ({ ...tier, refundPercent: falling[index]! }));
    }),
  graceMinutes: fc.integer({ min: 0, max: 600 }),
});

/** Minutes before the start, negative after it. */
const beforeArb = fc.integer({ min: -600, max: 250 * 60 });
const paidArb = fc.integer({ min: 0, max: 100_000_000 });
const at = (before: number) => startsAtMs - before * MINUTE;

const at7 = { serviceDate: '2026-11-25', minute: 1_140 };

describe('refunds under any valid terms', () => {
  const quote = (policy: BookingPolicy, paid: number, bookedBefore: number, nowBefore: number) =>
    refundQuote(freezePolicy(policy), money(paid, 'KRW'), {
      nowMs: at(nowBefore),
      bookedAtMs: at(bookedBefore),
      startsAtMs,
    });

  it('the terms made here are valid ones', () => {
    fc.assert(
      fc.property(policyArb, (policy) => {
        expect(policyProblems(policy)).toEqual([]);
      }),
    );
  });

  it('lie between nothing and what was paid, in whole minor units', () => {
    fc.assert(
      fc.property(policyArb, paidArb, beforeArb, beforeArb, (policy, paid, booked, now) => {
        const { refund } = quote(policy, paid, booked, now);
        expect(refund.amountMinor).toBeGreaterThanOrEqual(0);
        expect(refund.amountMinor).toBeLessThanOrEqual(paid);
        expect(Number.isInteger(refund.amountMinor)).toBe(true);
      }),
    );
  });

  it('never grow while time goes on after the booking', () => {
    fc.assert(
      fc.property(policyArb, paidArb, beforeArb, beforeArb, beforeArb, (policy, paid, booked, one, two) => {
        const [earlier, later] = one > two ? [one, two] : [two, one];
        fc.pre(booked >= earlier);
        expect(quote(policy, paid, booked, later).refund.amountMinor).toBeLessThanOrEqual(
          quote(policy, paid, booked, earlier).refund.amountMinor,
        );
      }),
    );
  });

  it('are everything during the grace before the start, and nothing after the start', () => {
    fc.assert(
      fc.property(policyArb, paidArb, beforeArb, beforeArb, (policy, paid, booked, now) => {
        const { refund } = quote(policy, paid, booked, now);
        if (now > 0 && now <= booked && booked - now < policy.graceMinutes) expect(refund.amountMinor).toBe(paid);
        if (now < 0) expect(refund.amountMinor).toBe(0);
      }),
    );
  });

  it('stay what was said until the moment that was said', () => {
    fc.assert(
      fc.property(
        policyArb,
        paidArb,
        beforeArb,
        beforeArb,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (policy, paid, booked, now, part) => {
          fc.pre(booked >= now);
          const said = quote(policy, paid, booked, now);
          const nowMs = at(now);
          const laterMs = said.validUntilMs === null ? nowMs + 1e9 * part : nowMs + (said.validUntilMs - nowMs) * part;
          const later = refundQuote(freezePolicy(policy), money(paid, 'KRW'), {
            nowMs: Math.floor(laterMs),
            bookedAtMs: at(booked),
            startsAtMs,
          });
          expect(later.refund).toEqual(said.refund);
        },
      ),
    );
  });

  it('a larger party never pays a smaller deposit', () => {
    fc.assert(
      fc.property(policyArb, fc.integer({ min: 1, max: 30 }), (policy, party) => {
        expect(depositFor(policy, { ...at7, party: party + 1 }, 'KRW').amountMinor).toBeGreaterThanOrEqual(
          depositFor(policy, { ...at7, party }, 'KRW').amountMinor,
        );
      }),
    );
  });
});

describe('deposits by rules', () => {
  const ruleArb: fc.Arbitrary<DepositRule> = fc
    .record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      fromMinute: fc.integer({ min: 0, max: 2_000 }),
      length: fc.integer({ min: 1, max: 880 }),
      partyFrom: fc.integer({ min: 1, max: 8 }),
      more: fc.option(fc.integer({ min: 0, max: 8 })),
      kind: fc.constantFrom(...DEPOSIT_KINDS),
      amountMinor: fc.integer({ min: 100, max: 500_000 }),
    })
    .map(({ length, more, ...rule }) => ({
      ...rule,
      toMinute: rule.fromMinute + length,
      partyTo: more === null ? null : rule.partyFrom + more,
    }));
  const wishArb = fc.record({
    party: fc.integer({ min: 1, max: 20 }),
    serviceDate: fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`),
    minute: fc.integer({ min: 0, max: 2_879 }),
  });
  const termsArb = fc
    .tuple(policyArb, fc.array(ruleArb, { maxLength: 5 }))
    .map(([policy, rules]): BookingPolicy => ({ ...policy, rules }));

  it('every party at every time has a price, in whole minor units and never below nothing', () => {
    fc.assert(
      fc.property(termsArb, wishArb, (policy, wish) => {
        const { amountMinor } = depositFor(policy, wish, 'KRW');
        expect(Number.isInteger(amountMinor)).toBe(true);
        expect(amountMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('the first that fits counts: what comes after it changes nothing', () => {
    fc.assert(
      fc.property(termsArb, ruleArb, wishArb, (policy, rule, wish) => {
        const alone = { ...policy, rules: [rule] };
        const general = { ...policy, rules: [] };
        const decides = JSON.stringify(askedOf(alone, wish)) !== JSON.stringify(askedOf(general, wish));
        if (!decides) return;
        expect(depositFor({ ...policy, rules: [rule, ...policy.rules!] }, wish, 'KRW')).toEqual(
          depositFor(alone, wish, 'KRW'),
        );
      }),
    );
  });

  it('one that an earlier one covers never decides', () => {
    fc.assert(
      fc.property(termsArb, wishArb, (policy, wish) => {
        const dead = new Set(
          policyProblems(policy).flatMap((one) => (one.problem === 'unreachable' ? [one.index] : [])),
        );
        const rules = policy.rules!.filter((_, index) => !dead.has(index));
        expect(depositFor({ ...policy, rules }, wish, 'KRW')).toEqual(depositFor(policy, wish, 'KRW'));
      }),
    );
  });

  it('one is called unreachable exactly when nobody at all is left for it', () => {
    // On a small grid, where rules meet, hide and miss each other often and everybody can be tried.
    const smallArb = fc
      .record({
        weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
        from: fc.integer({ min: 0, max: 6 }),
        length: fc.integer({ min: 1, max: 6 }),
        partyFrom: fc.integer({ min: 1, max: 4 }),
        more: fc.option(fc.integer({ min: 0, max: 4 })),
      })
      .map(
        ({ weekdays, from, length, partyFrom, more }): DepositRule => ({
          weekdays,
          fromMinute: from * 60,
          toMinute: (from + length) * 60,
          partyFrom,
          partyTo: more === null ? null : partyFrom + more,
          kind: 'none',
          amountMinor: 0,
        }),
      );
    const everybody = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
      Array.from({ length: 13 }, (_, hour) => hour * 60).flatMap((minute) =>
        Array.from({ length: 10 }, (_, more) => ({ weekday, minute, party: more + 1 })),
      ),
    );
    fc.assert(
      fc.property(fc.array(smallArb, { maxLength: 6 }), (rules) => {
        const told = policyProblems({ ...NO_DEPOSIT_POLICY, rules }).map(({ index }) => index);
        const decides = new Set(everybody.map((spot) => rules.findIndex((rule) => covers(rule, spot))));
        expect(told).toEqual(rules.flatMap((_, index) => (decides.has(index) ? [] : [index])));
      }),
    );
  });

  it('under one rule for each guest a larger party never pays less', () => {
    fc.assert(
      fc.property(policyArb, ruleArb, wishArb, fc.integer({ min: 1, max: 10 }), (policy, rule, wish, more) => {
        const each = { ...rule, weekdays: [], fromMinute: 0, toMinute: 2_880, partyFrom: 1, partyTo: null };
        const terms = { ...policy, rules: [{ ...each, kind: 'per_person' as const }] };
        const larger = depositFor(terms, { ...wish, party: wish.party + more }, 'KRW');
        expect(larger.amountMinor).toBeGreaterThanOrEqual(depositFor(terms, wish, 'KRW').amountMinor);
      }),
    );
  });
});
