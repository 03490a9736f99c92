import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../ledger/accounts';
import { correctionsOf } from '../ledger/correction';
import { type Entry, earningEntry, payoutEntry, refundEntry, reversalEntry } from '../ledger/entry';
import type { RestaurantId } from '../shared/ids';
import { addDays, dateAt, daysBetween, weekdayOf } from '../shared/time';
import { earnedOf, type MerchantTerms } from './fee';
import {
  CLOSING_MARGIN_MS,
  currentPeriod,
  dueDateOf,
  endOfDate,
  lastClosable,
  periodBefore,
  periodOf,
  SETTLEMENT_PERIODS,
} from './period';
import { type BookedSum, differenceOf, figuresOf, netOf, payoutOf, returnedOf, shortName, totalsOf } from './statement';

const period = fc.constantFrom(...SETTLEMENT_PERIODS);
const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
const zone = fc.constantFrom('Asia/Seoul', 'America/New_York', 'Europe/London', 'Pacific/Kiritimati', 'UTC');
const terms: fc.Arbitrary<MerchantTerms> = fc.record({
  feeBps: fc.integer({ min: 0, max: 10_000 }),
  feeFixedMinor: fc.integer({ min: 0, max: 5_000 }),
  vatBps: fc.integer({ min: 0, max: 10_000 }),
  period,
});
const bookings = fc.array(
  fc.record({ paid: fc.integer({ min: 1, max: 5_000_000 }), coupon: fc.nat(500_000), back: fc.nat(6_000_000) }),
  { maxLength: 40 },
);
const head = {
  source: 'reservation',
  sourceId: 'x',
  restaurantId: 'rst_1' as RestaurantId,
  reservationId: null,
  currency: 'KRW',
} as const;

/** As the database sums them. */
function sumsOf(entries: readonly Entry[]): BookedSum[] {
  const sums = new Map<string, BookedSum>();
  for (const { kind, lines } of entries)
    for (const { account, amountMinor } of lines) {
      const key = `${account} ${kind}`;
      const sum = sums.get(key) ?? { account, kind, sumMinor: 0, count: 0 };
      sums.set(key, { ...sum, sumMinor: sum.sumMinor + amountMinor, count: sum.count + 1 });
    }
  return [...sums.values()];
}

const sumOver = (entries: readonly Entry[], name: Account) =>
  entries
    .flatMap(({ lines }) => lines)
    .reduce((sum, { account, amountMinor }) => sum + (account === name ? amountMinor : 0), 0);

/** What a statement has of an event: what was earned and what became of it, or a payout that the bank sent back. */
const event = fc
  .record({
    kind: fc.constantFrom('visit', 'no_show', 'cancellation', 'change', 'payout'),
    paid: fc.integer({ min: 1, max: 5_000_000 }),
    coupon: fc.nat(500_000),
    own: fc.nat(500_000),
    back: fc.nat(6_000_000),
    became: fc.constantFrom('stays', 'taken back', 'corrected'),
    terms,
    later: terms,
  })
  .map(({ kind, paid, coupon, own, back, became, terms, later }): Entry[] => {
    if (kind === 'payout') return [reversalEntry({ ...payoutEntry(head, paid), id: 'jrn_1' }, 'the account is closed')];
    const { feeMinor, vatMinor } = earnedOf(paid + coupon, terms);
    const amounts = { depositMinor: paid, couponPlatformMinor: coupon, couponRestaurantMinor: own, feeMinor, vatMinor };
    const earned = { ...earningEntry(head, kind, amounts), id: 'jrn_1', kind };
    if (became === 'taken back') return [earned, reversalEntry(earned, 'the restaurant cancelled')];
    const refund = back > 0 && back <= paid ? [refundEntry(head, back, 'restaurant')] : [];
    return [earned, ...refund, ...(became === 'corrected' ? correctionsOf(earned, later, 'another plan') : [])];
  });
const events = fc.array(event, { maxLength: 30 }).map((all) => all.flat());

describe('periods', () => {
  it('follow each other without a gap and without an overlap', () => {
    fc.assert(
      fc.property(period, date, (kind, day) => {
        const one = periodOf(kind, day);
        expect(one.firstDate <= day && day <= one.lastDate).toBe(true);
        const next = periodOf(kind, addDays(one.lastDate, 1));
        expect(next.firstDate).toBe(addDays(one.lastDate, 1));
        expect(periodBefore(kind, next.lastDate)).toEqual(one);
        for (const inside of [one.firstDate, one.lastDate]) expect(periodOf(kind, inside)).toEqual(one);
      }),
    );
  });

  it('end at a midnight of the restaurant, and touch as instants do', () => {
    fc.assert(
      fc.property(period, date, zone, (kind, day, place) => {
        const { lastDate } = periodOf(kind, day);
        const untilMs = endOfDate(lastDate, place);
        expect(dateAt(untilMs, place)).toBe(addDays(lastDate, 1));
        expect(dateAt(untilMs - 1, place)).toBe(lastDate);
        const now = currentPeriod(kind, place, untilMs);
        expect(now.firstDate).toBe(addDays(lastDate, 1));
        expect(now.untilMs).toBeGreaterThan(untilMs);
      }),
    );
  });

  it('are closed only when they have been over for a while where the clock is last', () => {
    fc.assert(
      fc.property(period, date, fc.uniqueArray(zone, { minLength: 1 }), (kind, day, zones) => {
        const nowMs = endOfDate(day, 'UTC') + 3_600_000;
        const { lastDate } = lastClosable(kind, zones, nowMs);
        const after = periodOf(kind, addDays(lastDate, 1)).lastDate;
        const openUntil = (last: string) =>
          Math.max(...zones.map((place) => endOfDate(last, place))) + CLOSING_MARGIN_MS;
        expect(openUntil(lastDate)).toBeLessThanOrEqual(nowMs);
        expect(openUntil(after)).toBeGreaterThan(nowMs);
      }),
    );
  });

  it('are paid on a business day, three of them later', () => {
    fc.assert(
      fc.property(date, (day) => {
        const due = dueDateOf(day);
        expect(weekdayOf(due)).toBeLessThanOrEqual(5);
        expect(daysBetween(day, due)).toBeGreaterThanOrEqual(3);
        expect(daysBetween(day, due)).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('statements', () => {
  it('rounding fees never makes or loses a minor unit: what was paid is what everybody got', () => {
    fc.assert(
      fc.property(bookings, terms, (all, own) => {
        const entries = all.map(({ paid, coupon }) => {
          const { feeMinor, vatMinor } = earnedOf(paid + coupon, own);
          const earning = {
            depositMinor: paid,
            couponPlatformMinor: coupon,
            couponRestaurantMinor: 0,
            feeMinor,
            vatMinor,
          };
          return earningEntry(head, 'visit', earning);
        });
        const totals = totalsOf(sumsOf(entries));
        const given = all.reduce((sum, { paid, coupon }) => sum + paid + coupon, 0);
        expect(totals.depositMinor + totals.couponMinor).toBe(given);
        expect(netOf(totals) - totals.feeMinor - totals.vatMinor).toBe(given);
        expect(totals.entries).toBe(all.length);
      }),
    );
  });

  it('come to what the journal says the restaurant is owed for them, refunds after a visit included', () => {
    fc.assert(
      fc.property(bookings, terms, (all, own) => {
        const entries = all.flatMap(({ paid, coupon, back }) => {
          const { feeMinor, vatMinor } = earnedOf(paid + coupon, own);
          const earning = {
            depositMinor: paid,
            couponPlatformMinor: coupon,
            couponRestaurantMinor: 9,
            feeMinor,
            vatMinor,
          };
          const refund = back > 0 && back <= paid ? [refundEntry(head, back, 'restaurant')] : [];
          return [earningEntry(head, 'visit', earning), ...refund];
        });
        const owed = entries
          .flatMap(({ lines }) => lines)
          .filter(({ account }) => account === 'merchant_payable')
          .reduce((sum, { amountMinor }) => sum - amountMinor, 0);
        expect(netOf(totalsOf(sumsOf(entries)))).toBe(owed + 0);
      }),
    );
  });

  it('say what the accounts say, whatever was earned, taken back, corrected, refunded or sent back by the bank', () => {
    fc.assert(
      fc.property(events, (entries) => {
        const account = (name: Account) => sumOver(entries, name);
        const totals = totalsOf(sumsOf(entries));
        expect(totals).toMatchObject({
          depositMinor: account('deposit_liability'),
          couponMinor: account('coupon_expense_platform'),
          feeMinor: account('platform_fee'),
          vatMinor: account('vat_payable'),
        });
        expect(netOf(totals)).toBe(0 - account('merchant_payable'));
        // What is left is what diners got back and what the bank sent back.
        const refunded = entries.filter(({ kind }) => kind === 'goodwill');
        const returned = returnedOf(sumsOf(entries));
        expect(totals.deductionMinor).toBe(returned - sumOver(refunded, 'merchant_payable'));
        expect(returned).toBe(account('bank'));
      }),
    );
  });

  it('differ from their lines by what was booked later, column by column, and by nothing where nothing was', () => {
    fc.assert(
      fc.property(events, events, (made, late) => {
        const difference = differenceOf(figuresOf(sumsOf(made)), figuresOf(sumsOf([...made, ...late])));
        const added = figuresOf(sumsOf(late));
        const nothing = Object.values(added).every((minor) => minor === 0);
        const taken = Object.fromEntries(Object.entries(added).map(([name, minor]) => [name, 0 - minor]));
        expect(difference).toEqual(nothing ? null : taken);
      }),
    );
  });

  it('carry what is below zero on, until it is made up for, and pay the rest: over any number of them nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 30 }), (nets) => {
        let carried = 0;
        let paid = 0;
        for (const net of nets) {
          const totals = { depositMinor: net, couponMinor: 0, feeMinor: 0, vatMinor: 0, deductionMinor: 0 };
          const { payoutMinor, carriedOutMinor } = payoutOf(totals, carried);
          expect(payoutMinor >= 0 && carriedOutMinor <= 0 && (payoutMinor === 0 || carriedOutMinor === 0)).toBe(true);
          paid += payoutMinor;
          carried = carriedOutMinor;
        }
        expect(paid + carried).toBe(nets.reduce((sum, net) => sum + net, 0));
      }),
    );
  });

  it.each([
    ['김민지', '김○○'],
    ['Minji Kim', 'Minji K.'],
    ['Élodie', 'Élodie'],
    ['  ', ''],
  ])('name the guest %s as %s', (name, short) => {
    expect(shortName(name)).toBe(short);
  });
});
