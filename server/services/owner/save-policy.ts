import { z } from 'zod';
import { bookingPolicies } from '@/db/schema';
import { type BookingPolicy, DEPOSIT_KINDS, type DepositRule, policyProblems } from '@/server/domain/payment/policy';
import { type Problem, rangeProblem } from '@/server/domain/restaurant/problems';
import { AppError } from '@/server/domain/shared/errors';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { restaurantIdSchema } from '../reservation';
import { claimEdit, requireOwner } from './member';
import type { Saved } from './save-hours';

const whole = z.number().int();

export const savePolicyInput = z.object({
  restaurantId: restaurantIdSchema,
  expectedConfigVersion: whole,
  depositKind: z.enum(DEPOSIT_KINDS),
  /** Minor units. Not looked at, and stored as 0, without a deposit. */
  depositMinor: whole,
  /** Smaller parties pay no deposit. */
  depositFromParty: whole,
  /** Exceptions in the order in which they are tried. */
  rules: z
    .array(
      z.object({
        weekdays: z.array(whole),
        fromMinute: whole,
        toMinute: whole,
        partyFrom: whole,
        partyTo: whole.nullable(),
        kind: z.enum(DEPOSIT_KINDS),
        amountMinor: whole,
      }),
    )
    .max(20)
    .default([]),
  tiers: z.array(z.object({ hoursBefore: whole, refundPercent: whole })).max(20),
  graceMinutes: whole,
});

/** Times the largest party it still fits a payment's amount. */
const MOST_DEPOSIT_MINOR = 10_000_000;
const MOST_HOURS_BEFORE = 24 * 90;

/**
 * Replaces the terms of bookings made from now on; a booking keeps those it was made under. Throws POLICY_INVALID with
 * all problems, STALE_EDIT, NOT_FOUND.
 */
export async function savePolicy(ctx: ServiceContext, raw: z.input<typeof savePolicyInput>): Promise<Saved> {
  const userId = requireUser(ctx);
  const { restaurantId, expectedConfigVersion, ...draft } = savePolicyInput.parse(raw);
  const policy: BookingPolicy & { rules: DepositRule[] } = {
    ...draft,
    depositMinor: draft.depositKind === 'none' ? 0 : draft.depositMinor,
    rules: draft.rules.map((rule) => ({ ...rule, amountMinor: rule.kind === 'none' ? 0 : rule.amountMinor })),
    tiers: [...draft.tiers].sort((a, b) => b.hoursBefore - a.hoursBefore),
  };
  return withTransaction(ctx, async (tx) => {
    const restaurant = await requireOwner(ctx, tx, restaurantId);
    const problems = termsProblems(policy);
    if (problems.length > 0) throw new AppError('POLICY_INVALID', { problems });
    const configVersion = await claimEdit(tx, userId, restaurant.id, expectedConfigVersion);
    await tx
      .insert(bookingPolicies)
      .values({ ...policy, restaurantId: restaurant.id })
      .onDuplicateKeyUpdate({ set: policy });
    return { configVersion };
  });
}

const termsProblems = (policy: BookingPolicy): Problem[] => [
  ...policyProblems(policy),
  ...rangeProblem('depositMinor', policy.depositMinor, 0, MOST_DEPOSIT_MINOR),
  ...rangeProblem('depositFromParty', policy.depositFromParty, 1, 200),
  ...rangeProblem('graceMinutes', policy.graceMinutes, 0, 1_440),
  ...(policy.rules ?? []).flatMap((rule, index) =>
    rangeProblem('rules', rule.amountMinor, 0, MOST_DEPOSIT_MINOR, index),
  ),
  ...policy.tiers.flatMap((tier, index) => rangeProblem('tiers', tier.hoursBefore, 0, MOST_HOURS_BEFORE, index)),
];
