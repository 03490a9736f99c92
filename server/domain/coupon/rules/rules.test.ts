import { describe, expect, it } from 'vitest';
import type { WordContext, Words } from '../words';
import { bindRules, type CouponBooking, RULES, ruleProblems, type StoredRule } from '.';

const context: WordContext = {
  currency: 'KRW',
  restaurantName: (_id, locale) => (locale === 'ko' ? '서연' : 'Seoyeon'),
};
/** A good example of every rule there is; a new rule must bring its own. */
const EXAMPLES: Record<string, Record<string, unknown>> = {
  fixed: { amountMinor: 5_000 },
  percent: { percent: 20, maxMinor: 10_000 },
  'minimum-spend': { amountMinor: 20_000 },
  'one-restaurant': { restaurantId: 'rst_1' },
  weekdays: { weekdays: [1, 2, 3, 4, 5] },
  hours: { fromMinute: 660, untilMinute: 900 },
  'first-booking': {},
};
const rule = (kind: string) => RULES.find((one) => one.kind === kind)!;
const isSaid = ({ ko, en }: Words) => ko.trim() !== '' && en.trim() !== '' && !/undefined|null|NaN/.test(ko + en);
const problemsOf = (...rules: StoredRule[]) => ruleProblems(rules).map(({ field, problem }) => `${field} ${problem}`);
const alone = (kind: string, params: Record<string, unknown>) =>
  rule(kind)
    .problems(params, new Map())
    .map(({ field, problem }) => `${field} ${problem}`);

/** Friday the 27th of November 2026, 19:00. */
const booking: CouponBooking = {
  restaurantId: 'rst_1',
  serviceDate: '2026-11-27',
  minute: 1140,
  spendMinor: 40_000,
  first: true,
};

describe.each(RULES)('the rule $kind', ({ kind, label, fields, role }) => {
  it('survives being stored, and has its words, its name and its form in every language', () => {
    const params = EXAMPLES[kind]!;
    const stored = JSON.parse(JSON.stringify(params)) as Record<string, unknown>;
    const bound = rule(kind).bind(stored);
    expect(bound.params).toEqual(params);
    expect(alone(kind, stored)).toEqual([]);
    expect(isSaid(label)).toBe(true);
    expect(isSaid(bound.words(context))).toBe(true);
    if (bound.role === 'condition') expect(isSaid(bound.why(context))).toBe(true);
    expect(bound.role).toBe(role);
    expect(fields.map((field) => field.name).sort()).toEqual(Object.keys(params).sort());
    for (const field of fields) expect(isSaid(field.label)).toBe(true);
  });

  it('says in words what is missing', () => {
    for (const field of fields) {
      const { [field.name]: _gone, ...rest } = EXAMPLES[kind]!;
      const problems = rule(kind).problems(rest, new Map());
      expect(problems.map((one) => one.field)).toContain(`${kind}.${field.name}`);
      for (const problem of problems) expect(isSaid(problem.words)).toBe(true);
    }
  });
});

describe('what is taken off', () => {
  const off = (kind: string, params: Record<string, unknown>, spendMinor: number) => {
    const bound = rule(kind).bind(params);
    return bound.role === 'discount' ? bound.off(spendMinor) : null;
  };

  it('percentages round down to the minor unit and stop at their maximum', () => {
    expect(off('percent', { percent: 33, maxMinor: null }, 10_001)).toBe(3_300);
    expect(off('percent', { percent: 20, maxMinor: 10_000 }, 40_000)).toBe(8_000);
    expect(off('percent', { percent: 20, maxMinor: 10_000 }, 80_000)).toBe(10_000);
    expect(off('percent', { percent: 10, maxMinor: null }, 100)).toBe(10);
    expect(off('percent', { percent: 100, maxMinor: null }, 7)).toBe(7);
    expect(off('percent', { percent: 1, maxMinor: null }, 99)).toBe(0);
  });

  it('an amount is never more than there is to pay', () => {
    expect(off('fixed', { amountMinor: 5_000 }, 20_000)).toBe(5_000);
    expect(off('fixed', { amountMinor: 5_000 }, 3_000)).toBe(3_000);
  });
});

describe('for which bookings', () => {
  const allows = (kind: string, params: Record<string, unknown>, change: Partial<CouponBooking> = {}) => {
    const bound = rule(kind).bind(params);
    return bound.role === 'condition' && bound.allows({ ...booking, ...change });
  };

  it.each([
    ['a deposit of just the minimum', 'minimum-spend', { amountMinor: 40_000 }, {}, true],
    ['a deposit below it', 'minimum-spend', { amountMinor: 40_001 }, {}, false],
    ['its restaurant', 'one-restaurant', { restaurantId: 'rst_1' }, {}, true],
    ['another restaurant', 'one-restaurant', { restaurantId: 'rst_2' }, {}, false],
    ['its weekday', 'weekdays', { weekdays: [5] }, {}, true],
    ['another weekday', 'weekdays', { weekdays: [1, 2, 3, 4] }, {}, false],
    ['a night that began on its weekday', 'weekdays', { weekdays: [5] }, { minute: 1500 }, true],
    ['the first minute of its hours', 'hours', { fromMinute: 1140, untilMinute: 1200 }, {}, true],
    ['the minute at which they end', 'hours', { fromMinute: 1080, untilMinute: 1140 }, {}, false],
    ['a first booking', 'first-booking', {}, {}, true],
    ['a second booking', 'first-booking', {}, { first: false }, false],
  ] as const)('%s', (_what, kind, params, change, expected) => {
    expect(allows(kind, { ...params }, change)).toBe(expected);
  });
});

describe('definitions that make no sense', () => {
  it.each([
    ['percent', { percent: 0, maxMinor: null }, 'percent.percent range'],
    ['percent', { percent: 101, maxMinor: null }, 'percent.percent range'],
    ['percent', { percent: 12.5, maxMinor: null }, 'percent.percent range'],
    ['percent', { percent: 10, maxMinor: 0 }, 'percent.maxMinor range'],
    ['percent', { percent: 10 }, 'percent.maxMinor missing'],
    ['fixed', { amountMinor: 0 }, 'fixed.amountMinor range'],
    ['minimum-spend', { amountMinor: -1 }, 'minimum-spend.amountMinor range'],
    ['weekdays', { weekdays: [] }, 'weekdays.weekdays weekdays'],
    ['weekdays', { weekdays: [0] }, 'weekdays.weekdays weekdays'],
    ['weekdays', { weekdays: [8] }, 'weekdays.weekdays weekdays'],
    ['weekdays', { weekdays: [1, 1] }, 'weekdays.weekdays weekdays'],
    ['hours', { fromMinute: 900, untilMinute: 900 }, 'hours.untilMinute order'],
    ['hours', { fromMinute: 900, untilMinute: 3_000 }, 'hours.untilMinute range'],
  ] as const)('%s %o', (kind, params, expected) => {
    expect(alone(kind, { ...params })).toEqual([expected]);
  });

  it('an amount above the minimum spend, no discount, two of them, one twice, and one nobody knows', () => {
    const minimum = { kind: 'minimum-spend', amountMinor: 3_000 };
    expect(problemsOf({ kind: 'fixed', amountMinor: 3_001 }, minimum)).toEqual(['fixed.amountMinor above-minimum']);
    expect(problemsOf({ kind: 'fixed', amountMinor: 3_000 }, minimum)).toEqual([]);
    expect(problemsOf(minimum)).toEqual(['rules no-discount']);
    const percent = { kind: 'percent', percent: 10, maxMinor: null };
    expect(problemsOf({ kind: 'fixed', amountMinor: 1 }, percent)).toEqual(['rules two-discounts']);
    expect(problemsOf(percent, minimum, minimum)).toEqual(['rules twice']);
    expect(problemsOf(percent, { kind: 'moon-phase' })).toEqual(['rules unknown-rule']);
  });

  it('what was saved can be read back in any order, and what could not have been saved is an error', () => {
    const stored = [
      { kind: 'weekdays', weekdays: [1] },
      { kind: 'fixed', amountMinor: 5 },
    ];
    const bound = bindRules(stored);
    expect(bound.discount.off(100)).toBe(5);
    expect(bound.conditions.map((one) => one.kind)).toEqual(['weekdays']);
    expect(() => bindRules([{ kind: 'weekdays', weekdays: [1] }])).toThrow('one discount');
    expect(() => bindRules([{ kind: 'moon-phase' }])).toThrow('moon-phase');
  });
});
