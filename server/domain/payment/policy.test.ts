import { describe, expect, it } from 'vitest';
import { money } from '../shared/money';
import {
  type BookingPolicy,
  type DepositRule,
  depositFor,
  freezePolicy,
  NO_DEPOSIT_POLICY,
  policyProblems,
  refundQuote,
} from './policy';

const HOUR = 3_600_000;
const startsAtMs = Date.parse('2026-11-27T10:00:00Z');
const paid = money(33_333, 'KRW');
const terms = {
  tiers: [
    { hoursBefore: 48, refundPercent: 100 },
    { hoursBefore: 24, refundPercent: 50 },
  ],
  graceMinutes: 30,
};
const quoteAt = (nowMs: number, bookedAtMs = 0, policy = terms) =>
  refundQuote(policy, paid, { nowMs, bookedAtMs, startsAtMs });

describe('what a cancellation gives back', () => {
  it('the tier that counts is the first whose time has not passed; its last moment still counts', () => {
    expect(quoteAt(startsAtMs - 49 * HOUR)).toMatchObject({
      percent: 100,
      because: 'tier',
      validUntilMs: startsAtMs - 48 * HOUR,
    });
    expect(quoteAt(startsAtMs - 48 * HOUR).percent).toBe(100);
    expect(quoteAt(startsAtMs - 48 * HOUR + 1)).toMatchObject({ percent: 50, validUntilMs: startsAtMs - 24 * HOUR });
    expect(quoteAt(startsAtMs - 24 * HOUR + 1)).toMatchObject({ percent: 0, because: 'too-late', validUntilMs: null });
  });

  it('a fraction of a minor unit stays with the restaurant', () => {
    expect(quoteAt(startsAtMs - 30 * HOUR).refund).toEqual(money(16_666, 'KRW'));
  });

  it('just booked, everything comes back until the grace is over, but never after the start', () => {
    const bookedAtMs = startsAtMs - 2 * HOUR;
    expect(quoteAt(bookedAtMs + 60_000, bookedAtMs)).toMatchObject({
      percent: 100,
      because: 'grace',
      validUntilMs: bookedAtMs + HOUR / 2,
    });
    expect(quoteAt(bookedAtMs + HOUR / 2, bookedAtMs).percent).toBe(0);
    const lastMinute = startsAtMs - 10 * 60_000;
    expect(quoteAt(lastMinute + 60_000, lastMinute)).toMatchObject({ percent: 100, validUntilMs: startsAtMs });
    expect(quoteAt(startsAtMs, lastMinute).percent).toBe(0);
  });

  it('without tiers a cancellation before the start gives everything back, and nothing after it', () => {
    const open = { tiers: [], graceMinutes: 0 };
    expect(quoteAt(startsAtMs, 0, open).percent).toBe(100);
    expect(quoteAt(startsAtMs + 1, 0, open).percent).toBe(0);
  });
});

describe('terms', () => {
  /** A Wednesday. */
  const dinner = (party: number) => ({ party, serviceDate: '2026-11-25', minute: 1_140 });
  const perPerson: BookingPolicy = {
    ...NO_DEPOSIT_POLICY,
    depositKind: 'per_person',
    depositMinor: 10_000,
    depositFromParty: 3,
  };

  it('a deposit is for each guest or for the table, and only from a party size on', () => {
    expect(depositFor(perPerson, dinner(2), 'KRW')).toEqual(money(0, 'KRW'));
    expect(depositFor(perPerson, dinner(3), 'KRW')).toEqual(money(30_000, 'KRW'));
    expect(depositFor({ ...perPerson, depositKind: 'per_booking' }, dinner(5), 'USD')).toEqual(money(10_000, 'USD'));
    expect(depositFor(NO_DEPOSIT_POLICY, dinner(5), 'KRW').amountMinor).toBe(0);
  });

  it('frozen terms go from the most hours to the fewest, however they were written', () => {
    expect(freezePolicy({ ...perPerson, tiers: [...terms.tiers].reverse() }).tiers).toEqual(terms.tiers);
  });

  it('terms that nobody could mean are told by field', () => {
    const problems = (policy: Partial<BookingPolicy>) =>
      policyProblems({ ...perPerson, ...policy }).map((one) => `${one.field}:${one.problem}`);
    expect(problems({ tiers: terms.tiers })).toEqual([]);
    expect(problems({ depositMinor: 99 })).toEqual(['depositMinor:minimum']);
    expect(problems({ depositKind: 'none', depositMinor: 0 })).toEqual([]);
    expect(problems({ tiers: [{ hoursBefore: 1, refundPercent: 101 }] })).toEqual(['tiers:percent']);
    expect(problems({ tiers: [{ hoursBefore: -1, refundPercent: 10 }] })).toEqual(['tiers:hours']);
    expect(
      problems({
        tiers: [
          { hoursBefore: 1, refundPercent: 50 },
          { hoursBefore: 24, refundPercent: 20 },
        ],
      }),
    ).toEqual(['tiers:rising']);
    expect(
      problems({
        tiers: [
          { hoursBefore: 1, refundPercent: 50 },
          { hoursBefore: 1, refundPercent: 50 },
        ],
      }),
    ).toEqual(['tiers:twice']);
  });
});

describe('exceptions', () => {
  const weekend: DepositRule = {
    weekdays: [5, 6],
    fromMinute: 1_020,
    toMinute: 1_261,
    partyFrom: 4,
    partyTo: null,
    kind: 'per_person',
    amountMinor: 30_000,
  };
  const problems = (...rules: DepositRule[]) =>
    policyProblems({ ...NO_DEPOSIT_POLICY, rules }).map(({ problem, index }) => `${index}:${problem}`);

  it('one that could be meant is fine, also where two of them overlap', () => {
    expect(problems(weekend, { ...weekend, weekdays: [], partyFrom: 2 })).toEqual([]);
  });

  it('one that an earlier one covers whole is told, since it would never count', () => {
    expect(problems({ ...weekend, weekdays: [] }, weekend)).toEqual(['1:unreachable']);
    expect(problems(weekend, { ...weekend, partyFrom: 6, partyTo: 8, fromMinute: 1_080 })).toEqual(['1:unreachable']);
    expect(problems(weekend, { ...weekend, weekdays: [6, 7] })).toEqual([]);
    expect(problems({ ...weekend, partyTo: 6 }, weekend)).toEqual([]);
  });

  it('so is one that it takes several earlier ones to leave nobody for', () => {
    const until = { ...weekend, toMinute: 1_140 };
    expect(problems(until, { ...weekend, fromMinute: 1_140 }, weekend)).toEqual(['2:unreachable']);
    expect(problems({ ...weekend, partyTo: 6 }, { ...weekend, partyFrom: 7 }, weekend)).toEqual(['2:unreachable']);
    expect(problems({ ...weekend, partyTo: 6 }, { ...weekend, partyFrom: 8 }, weekend)).toEqual([]);
  });

  it('nonsense in a window, a party, a weekday or an amount is told by place', () => {
    expect(problems({ ...weekend, toMinute: 1_020 })).toEqual(['0:window']);
    expect(problems({ ...weekend, toMinute: 3_000 })).toEqual(['0:time']);
    expect(problems({ ...weekend, partyTo: 3 })).toEqual(['0:party']);
    expect(problems({ ...weekend, partyFrom: 0 })).toEqual(['0:party']);
    expect(problems({ ...weekend, weekdays: [5, 5] })).toEqual(['0:weekdays']);
    expect(problems({ ...weekend, weekdays: [0] })).toEqual(['0:weekdays']);
    expect(problems({ ...weekend, amountMinor: 99 })).toEqual(['0:minimum']);
    expect(problems({ ...weekend, kind: 'none', amountMinor: 0 })).toEqual([]);
  });
});
