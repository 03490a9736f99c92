import type { Words } from '../words';
import { firstBooking } from './first-booking';
import { fixed } from './fixed';
import { hours } from './hours';
import { minimumSpend } from './minimum-spend';
import { oneRestaurant } from './one-restaurant';
import { percent } from './percent';
import type { BoundRule, CampaignProblem, Rule, StoredRule } from './rule';
import { weekdays } from './weekdays';

export type { BoundRule, CampaignProblem, CouponBooking, Rule, RuleField, StoredRule } from './rule';

/** Every kind of rule there is, in the order in which they are said. A new one is a file and a line here. */
export const RULES: readonly Rule[] = [fixed, percent, minimumSpend, oneRestaurant, weekdays, hours, firstBooking];

const byKind = new Map(RULES.map((rule) => [rule.kind, rule]));

/** A campaign's rules, ready to be asked. */
export type BoundRules = {
  discount: Extract<BoundRule, { role: 'discount' }>;
  conditions: Extract<BoundRule, { role: 'condition' }>[];
};

/** Reads what a campaign stores. Throws for what could not have been saved. */
export function bindRules(stored: readonly StoredRule[]): BoundRules {
  const bound = [...stored].sort(inOrder).map(({ kind, ...params }) => {
    const rule = byKind.get(kind);
    if (!rule) throw new Error(`there is no rule of kind ${kind}`);
    return rule.bind(params);
  });
  const discounts = bound.filter((rule) => rule.role === 'discount');
  if (discounts.length !== 1) throw new Error(`a campaign has one discount, got ${discounts.length}`);
  return { discount: discounts[0]!, conditions: bound.filter((rule) => rule.role === 'condition') };
}

const place = (kind: string) => RULES.findIndex((rule) => rule.kind === kind);
const inOrder = (a: StoredRule, b: StoredRule) => place(a.kind) - place(b.kind);

/** Everything wrong with a draft's rules. */
export function ruleProblems(rules: readonly StoredRule[]): CampaignProblem[] {
  const problems: CampaignProblem[] = [];
  const wrong = (problem: keyof typeof WORDS, field = 'rules') =>
    problems.push({ field, problem, words: WORDS[problem] });
  const kinds = rules.map(({ kind }) => kind);
  const discounts = kinds.filter((kind) => byKind.get(kind)?.role === 'discount').length;
  if (discounts === 0) wrong('no-discount');
  if (discounts > 1) wrong('two-discounts');
  if (new Set(kinds).size < kinds.length) wrong('twice');
  const others = new Map(rules.map(({ kind, ...params }) => [kind, params]));
  for (const { kind, ...params } of rules) {
    const rule = byKind.get(kind);
    if (rule) problems.push(...rule.problems(params, others));
    else wrong('unknown-rule');
  }
  return problems;
}

const WORDS = {
  'no-discount': { ko: '무엇을 할인할지 골라 주세요.', en: 'Choose what it takes off.' },
  'two-discounts': { ko: '할인은 한 가지만 고를 수 있어요.', en: 'Choose one kind of discount only.' },
  twice: { ko: '같은 조건이 두 번 들어 있어요.', en: 'The same condition is there twice.' },
  'unknown-rule': { ko: '알 수 없는 조건이에요.', en: 'This condition is not known.' },
} satisfies Record<string, Words>;
