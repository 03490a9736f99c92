import { describe, expect, it } from 'vitest';
import { type CampaignDraft, type ClaimFacts, campaignProblems, claimRefusal } from './campaign';
import { bindRules } from './rules';
import { judge, type WalletCoupon } from './usable';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-27T03:00:00Z');
const good: CampaignDraft = {
  name: '평일 점심',
  nameEn: null,
  way: 'first-come',
  code: null,
  stackable: false,
  quantity: 100,
  perPerson: 1,
  issueFromMs: NOW,
  issueUntilMs: NOW + 7 * DAY,
  useFromMs: NOW,
  useUntilMs: NOW + 30 * DAY,
  rules: [{ kind: 'fixed', amountMinor: 5_000 }],
};
const problems = (change: Partial<CampaignDraft>) =>
  campaignProblems({ ...good, ...change }, NOW).map(({ field, problem }) => `${field} ${problem}`);

describe('a campaign that makes no sense is refused, with the field and in words', () => {
  it('a good one is not', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ quantity: null, perPerson: 3 })).toEqual([]);
    expect(problems({ way: 'code', code: 'SEOUL-2026' })).toEqual([]);
  });

  it.each([
    [{ name: ' ' }, 'name no-name'],
    [{ quantity: 0 }, 'quantity quantity'],
    [{ quantity: 2.5 }, 'quantity quantity'],
    [{ perPerson: 0 }, 'perPerson per-person'],
    [{ quantity: 2, perPerson: 3 }, 'perPerson above-quantity'],
    [{ way: 'code', code: null }, 'code code'],
    [{ way: 'code', code: 'AB' }, 'code code'],
    [{ issueFromMs: NOW - 2 * DAY, issueUntilMs: NOW - DAY }, 'issueUntilMs past'],
    [{ issueUntilMs: NOW - DAY }, 'issueUntilMs order'],
    [{ useFromMs: NOW + 40 * DAY }, 'useUntilMs order'],
    [{ useUntilMs: NOW + 6 * DAY }, 'useUntilMs before-issue-ends'],
    [{ issueFromMs: Number.NaN }, 'issueFromMs no-time'],
    [{ rules: [] }, 'rules no-discount'],
  ] as [Partial<CampaignDraft>, string][])('%o', (change, expected) => {
    expect(problems(change)).toContain(expected);
    for (const { words } of campaignProblems({ ...good, ...change }, NOW))
      expect(words.ko !== '' && words.en !== '').toBe(true);
  });
});

describe('who may have one more', () => {
  const facts: ClaimFacts = {
    nowMs: NOW,
    status: 'active',
    issueFromMs: NOW,
    issueUntilMs: NOW + DAY,
    quantity: 10,
    issued: 9,
    perPerson: 1,
    mine: 0,
  };
  it.each([
    [{}, null],
    [{ issued: 10 }, 'COUPON_SOLD_OUT'],
    [{ quantity: null, issued: 1_000_000 }, null],
    [{ mine: 1 }, 'COUPON_ALREADY_YOURS'],
    [{ mine: 1, issued: 10, status: 'ended' }, 'COUPON_ALREADY_YOURS'],
    [{ nowMs: NOW - 1 }, 'COUPON_NOT_YET'],
    [{ nowMs: NOW + DAY }, 'COUPON_OVER'],
    [{ status: 'paused' }, 'COUPON_PAUSED'],
    [{ status: 'ended' }, 'COUPON_OVER'],
  ] as [Partial<ClaimFacts>, string | null][])('%o: %s', (change, code) => {
    expect(claimRefusal({ ...facts, ...change })?.code ?? null).toBe(code);
  });
});

describe('whether a coupon may be used', () => {
  const coupon: WalletCoupon = {
    id: 'cpn_1',
    status: 'AVAILABLE',
    reservationId: null,
    useFromMs: NOW,
    useUntilMs: NOW + DAY,
    stackable: false,
    currency: 'KRW',
    campaignStatus: 'active',
    rules: bindRules([
      { kind: 'percent', percent: 10, maxMinor: null },
      { kind: 'minimum-spend', amountMinor: 20_000 },
    ]),
  };
  const booking = {
    reservationId: 'res_1',
    restaurantId: 'rst_1',
    serviceDate: '2026-11-28',
    minute: 1140,
    spendMinor: 20_000,
    currency: 'KRW' as const,
  };
  const verdict = (change: Partial<WalletCoupon>, about: Partial<typeof booking> = {}, nowMs = NOW) => {
    const judged = judge({ ...coupon, ...change }, { ...booking, ...about }, { nowMs, first: true });
    return judged.ok ? judged.usable.offMinor : judged.why.code;
  };

  it.each([
    ['as it is', {}, 2_000],
    ['of a paused campaign', { campaignStatus: 'paused' }, 2_000],
    ['of one that has ended', { campaignStatus: 'ended' }, 'ended'],
    ['reserved for another booking', { status: 'RESERVED', reservationId: 'res_2' }, 'reserved'],
    ['in another currency', { currency: 'USD' }, 'currency'],
    ['before its time', { useFromMs: NOW + 1 }, 'not-yet'],
    ['at the end of it', { useUntilMs: NOW }, 'expired'],
  ] as [string, Partial<WalletCoupon>, unknown][])('%s', (_what, change, expected) => {
    expect(verdict(change)).toBe(expected);
  });

  it('one that this booking has reserved stays good when its campaign ends and its time is over', () => {
    const promised = {
      status: 'RESERVED',
      reservationId: 'res_1',
      campaignStatus: 'ended',
      useUntilMs: NOW - 1,
    } as const;
    expect(verdict(promised)).toBe(2_000);
  });

  it('a rule that forbids it is named', () => {
    expect(verdict({}, { spendMinor: 19_999 })).toBe('minimum-spend');
  });
});
