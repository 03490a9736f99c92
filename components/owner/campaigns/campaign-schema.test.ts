import { describe, expect, it } from 'vitest';
import { RULES } from '@/server/domain/coupon/rules';
import type { Words } from '@/server/domain/coupon/words';
import type { CampaignId, RestaurantId } from '@/server/domain/shared/ids';
import type { CampaignReport } from '@/server/services/coupon';
import { campaignField, campaignSchema, newValues, offeredRules, toDraft, toValues } from './campaign-schema';

const NOW = Date.UTC(2026, 10, 28, 3);
const ZONE = { currency: 'KRW', timeZone: 'Asia/Seoul' } as const;
const OWNER = { ...ZONE, restaurantId: 'rst_1' as RestaurantId };
const PLATFORM = { ...ZONE, restaurantId: null };
const english = (words: Words) => words.en;

const filled = () => {
  const values = newValues(NOW, OWNER);
  values.name = '점심';
  values.params.percent = { percent: '20', maxMinor: '' };
  return values;
};

const report = (over: Partial<CampaignReport>): CampaignReport => ({
  id: 'cmp_1' as CampaignId,
  name: '점심',
  nameEn: 'Lunch',
  by: 'restaurant',
  way: 'code',
  status: 'active',
  restaurant: null,
  discount: { ko: '', en: '' },
  conditions: [],
  rules: [],
  stackable: true,
  currency: 'KRW',
  quantity: 40,
  left: 40,
  perPerson: 2,
  issueFromMs: NOW,
  issueUntilMs: NOW + 86_400_000,
  useFromMs: NOW,
  useUntilMs: NOW + 172_800_000,
  code: 'LUNCH',
  fundedBy: 'restaurant',
  version: 1,
  editable: true,
  createdAtMs: NOW,
  results: { claimed: 0, reserved: 0, used: 0, discountMinor: 0, revenueMinor: 0 },
  ...over,
});

describe('the form of a campaign', () => {
  it('a new one lacks only its name and what it takes off', () => {
    const result = campaignSchema(OWNER, () => NOW, english).safeParse(newValues(NOW, OWNER));
    expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual(['name', 'params.percent.percent']);
    expect(campaignSchema(OWNER, () => NOW, english).safeParse(filled()).success).toBe(true);
  });

  it('what is stored comes back the same through the form, for every kind of rule', () => {
    const rules = [
      { kind: 'fixed', amountMinor: 3_000 },
      { kind: 'minimum-spend', amountMinor: 30_000 },
      { kind: 'weekdays', weekdays: [1, 2] },
      { kind: 'hours', fromMinute: 660, untilMinute: 1_530 },
      { kind: 'first-booking' },
    ];
    const stored = report({ rules: [...rules, { kind: 'one-restaurant', restaurantId: 'rst_1' }] });
    const draft = toDraft(toValues(stored, OWNER), OWNER);
    // The server adds an owner's own restaurant by itself.
    expect(draft.rules).toEqual(rules);
    expect(draft).toMatchObject({ code: 'LUNCH', quantity: 40, issueFromMs: NOW, useUntilMs: stored.useUntilMs });
    expect(toDraft(toValues(stored, PLATFORM), PLATFORM).rules).toContainEqual({
      kind: 'one-restaurant',
      restaurantId: 'rst_1',
    });
  });

  it('an empty optional amount is none, cents are whole in the minor unit', () => {
    expect(toDraft(filled(), OWNER).rules).toEqual([{ kind: 'percent', percent: 20, maxMinor: null }]);
    const values = { ...filled(), discount: 'fixed' };
    values.params.fixed = { amountMinor: '12.3' };
    expect(toDraft(values, { ...OWNER, currency: 'USD' }).rules).toEqual([{ kind: 'fixed', amountMinor: 1_230 }]);
  });

  it('owners are not asked for a restaurant', () => {
    const kinds = (place: { restaurantId: RestaurantId | null }) =>
      offeredRules('condition', place).map(({ kind }) => kind);
    expect(kinds(OWNER)).not.toContain('one-restaurant');
    expect(kinds(PLATFORM)).toContain('one-restaurant');
  });

  it('every problem has a field of the form, whichever rule it is about', () => {
    expect(campaignField('useUntilMs')).toBe('useUntil.date');
    expect(campaignField('rules')).toBe('discount');
    expect(campaignField('percent.maxMinor')).toBe('params.percent.maxMinor');
    for (const { kind, fields } of RULES) {
      expect(campaignField(kind)).toBe(fields[0] ? `params.${kind}.${fields[0].name}` : 'discount');
    }
  });
});
