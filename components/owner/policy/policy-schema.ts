import type { FieldPath } from 'react-hook-form';
import { z } from 'zod';
import { type BookingPolicy, DEPOSIT_KINDS, policyProblems } from '@/server/domain/payment/policy';
import { type Problem, rangeProblem } from '@/server/domain/restaurant/problems';

const whole = z.number({ error: 'range' }).int('range');

export const LIMITS = {
  depositMinor: [0, 10_000_000],
  depositFromParty: [1, 200],
  graceMinutes: [0, 1_440],
  hoursBefore: [0, 2_160],
  refundPercent: [0, 100],
  rules: [0, 10_000_000],
} as const;

const fields = z.object({
  depositKind: z.enum(DEPOSIT_KINDS),
  /** In the currency's major unit, as an owner thinks of it. */
  deposit: z.number({ error: 'range' }),
  depositFromParty: whole,
  rules: z.array(
    z.object({
      weekdays: z.array(whole),
      fromMinute: whole,
      toMinute: whole,
      partyFrom: whole,
      partyTo: whole.nullable(),
      kind: z.enum(DEPOSIT_KINDS),
      /** Minor units: written by the dialog, which shows the major one. */
      amountMinor: whole,
    }),
  ),
  tiers: z.array(z.object({ hoursBefore: whole, refundPercent: whole })),
  graceMinutes: whole,
});

export type PolicyValues = z.infer<typeof fields>;

const sorted = (tiers: PolicyValues['tiers']) => [...tiers].sort((a, b) => b.hoursBefore - a.hoursBefore);

export const toPolicyValues = (policy: BookingPolicy, digits: number): PolicyValues => ({
  depositKind: policy.depositKind,
  depositFromParty: policy.depositFromParty,
  graceMinutes: policy.graceMinutes,
  rules: policy.rules ?? [],
  deposit: policy.depositMinor / 10 ** digits,
  tiers: sorted(policy.tiers),
});

/** The form as the service takes it; tiers from the most hours to the fewest. */
export const toPolicy = ({ deposit, tiers, ...values }: PolicyValues, digits: number): BookingPolicy => ({
  ...values,
  depositMinor: values.depositKind === 'none' ? 0 : Math.round(deposit * 10 ** digits),
  tiers: sorted(tiers),
});

/** The field beside which a problem is said. Of a list, the service names no line, so the first one that is wrong is found. */
export function policyField({ field, problem, index }: Problem, values: PolicyValues): FieldPath<PolicyValues> {
  if (field === 'depositMinor') return 'deposit';
  if (field === 'rules') return `rules.${index ?? 0}.kind`;
  if (field !== 'tiers') return field in values ? (field as FieldPath<PolicyValues>) : 'depositKind';
  const tiers = sorted(values.tiers);
  const wrong = tiers.findIndex((tier, at) => {
    const earlier = tiers[at - 1];
    if (problem === 'percent') return tier.refundPercent < 0 || tier.refundPercent > 100;
    if (problem === 'hours') return tier.hoursBefore < 0;
    if (problem === 'twice') return earlier?.hoursBefore === tier.hoursBefore;
    if (problem === 'rising') return earlier !== undefined && earlier.refundPercent < tier.refundPercent;
    return at === index;
  });
  const line = values.tiers.indexOf(tiers[Math.max(0, wrong)]!);
  return `tiers.${Math.max(0, line)}.${problem === 'percent' || problem === 'rising' ? 'refundPercent' : 'hoursBefore'}`;
}

/** Shape by zod, rules by the same function that the server decides with. */
export const policySchema = (digits: number) =>
  fields.superRefine((values, ctx) => {
    const policy = toPolicy(values, digits);
    const problems: Problem[] = [
      ...policyProblems(policy),
      ...rangeProblem('depositMinor', policy.depositMinor, ...LIMITS.depositMinor),
      ...rangeProblem('depositFromParty', policy.depositFromParty, ...LIMITS.depositFromParty),
      ...rangeProblem('graceMinutes', policy.graceMinutes, ...LIMITS.graceMinutes),
      ...(policy.rules ?? []).flatMap((rule, index) => rangeProblem('rules', rule.amountMinor, ...LIMITS.rules, index)),
      ...policy.tiers.flatMap((tier, index) => rangeProblem('tiers', tier.hoursBefore, ...LIMITS.hoursBefore, index)),
    ];
    for (const problem of problems) {
      const path = policyField(problem, values)
        .split('.')
        .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
      ctx.addIssue({ code: 'custom', path, message: problem.problem });
    }
  });
