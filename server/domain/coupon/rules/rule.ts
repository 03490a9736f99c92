import type { z } from 'zod';
import type { Problem } from '../../restaurant/problems';
import type { Minute, ServiceDate } from '../../shared/time';
import type { WordContext, Words } from '../words';

/** The booking a coupon is to be used for. `spendMinor` is what is paid to book: the deposit or prepayment, undiscounted. */
export type CouponBooking = {
  restaurantId: string;
  serviceDate: ServiceDate;
  minute: Minute;
  spendMinor: number;
  /** Whether the diner has no other booking that stands: at the campaign's restaurant, or anywhere when it has none. */
  first: boolean;
};

/** A rule as a campaign's row stores it: its kind beside its parameters. */
export type StoredRule = { kind: string } & Record<string, unknown>;

/** Something wrong with a campaign's definition, in words; `field` is `kind.name` for a rule's own field. */
export type CampaignProblem = Problem & { words: Words };

/** A field that a form shows for a rule; its value goes under `name` in the stored rule. */
export type RuleField = {
  name: string;
  type: 'money' | 'percent' | 'weekdays' | 'minute' | 'restaurant';
  label: Words;
  /** May be null. */
  optional?: boolean;
};

type Common<P> = {
  kind: string;
  /** Its name in a list of rules to choose from. */
  label: Words;
  fields: RuleField[];
  /** The shape of its parameters; what they may mean is for `problems`. */
  schema: z.ZodType<P>;
  /** What is wrong with them, by field; `others` are the parameters of the campaign's other rules, by kind. */
  problems(params: P, others: ReadonlyMap<string, Record<string, unknown>>): FieldProblem[];
  /** What it says to somebody who reads the coupon. */
  words(params: P, context: WordContext): Words;
};
export type FieldProblem = { field: string; problem: string; words: Words };

type DiscountDefinition<P> = Common<P> & {
  /** What it takes off `spendMinor`: a whole number from 0 to that. */
  off(params: P, spendMinor: number): number;
};
type ConditionDefinition<P> = Common<P> & {
  /** Whether it lets the coupon be used for that booking. */
  allows(params: P, booking: CouponBooking): boolean;
  /** Why it does not, to the diner. */
  why(params: P, context: WordContext): Words;
};

/** A rule with its parameters, as a campaign has it. */
export type BoundRule = { kind: string; params: Record<string, unknown>; words(context: WordContext): Words } & (
  | { role: 'discount'; off(spendMinor: number): number }
  | { role: 'condition'; allows(booking: CouponBooking): boolean; why(context: WordContext): Words }
);

/** A kind of rule. */
export type Rule = Pick<Common<unknown>, 'kind' | 'label' | 'fields'> & {
  role: 'discount' | 'condition';
  /** Throws a ZodError when the parameters have not its shape. */
  bind(params: unknown): BoundRule;
  /** What is wrong with its parameters, their shape included. */
  problems(params: unknown, others: ReadonlyMap<string, Record<string, unknown>>): CampaignProblem[];
};

/** A kind of rule that says what is taken off; a campaign has exactly one. */
export function discount<P extends Record<string, unknown>>(definition: DiscountDefinition<P>): Rule {
  const { off } = definition;
  return {
    ...common(definition),
    role: 'discount',
    bind: (raw) => {
      const params = definition.schema.parse(raw);
      const { kind } = definition;
      const words = (context: WordContext) => definition.words(params, context);
      return { kind, params, words, role: 'discount', off: (spendMinor) => off(params, spendMinor) };
    },
  };
}

/** A kind of rule that says for which bookings; a campaign has none or several, each kind once. */
export function condition<P extends Record<string, unknown>>(definition: ConditionDefinition<P>): Rule {
  return {
    ...common(definition),
    role: 'condition',
    bind: (raw) => {
      const params = definition.schema.parse(raw);
      return {
        kind: definition.kind,
        params,
        words: (context) => definition.words(params, context),
        role: 'condition',
        allows: (booking) => definition.allows(params, booking),
        why: (context) => definition.why(params, context),
      };
    },
  };
}

function common<P>({ kind, label, fields, schema, problems }: Common<P>): Omit<Rule, 'role' | 'bind'> {
  return {
    kind,
    label,
    fields,
    problems: (raw, others) => {
      const parsed = schema.safeParse(raw);
      const found = parsed.success
        ? problems(parsed.data, others)
        : parsed.error.issues.map(({ path }) => ({ field: String(path[0] ?? ''), problem: 'missing', words: MISSING }));
      return found.map((one) => ({ ...one, field: one.field ? `${kind}.${one.field}` : kind }));
    },
  };
}

const MISSING: Words = { ko: '값을 넣어 주세요.', en: 'Enter a value.' };

/** A problem unless `value` is a whole number from `least` to `most`. */
export const outside = (field: string, value: number, least: number, most: number, words: Words): FieldProblem[] =>
  Number.isInteger(value) && value >= least && value <= most ? [] : [{ field, problem: 'range', words }];

/** No deposit is larger. */
export const MOST_MINOR = 100_000_000;
