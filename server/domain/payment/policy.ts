import { type Currency, type Money, money, percentRoundedDown } from '../shared/money';
import { type Minute, type ServiceDate, weekdayOf } from '../shared/time';

/** Cancelling at least `hoursBefore` the start gives back `refundPercent`. */
export type CancellationTier = { hoursBefore: number; refundPercent: number };

/** `prepayment` is a deposit of the whole price, for each guest. */
export const DEPOSIT_KINDS = ['none', 'per_person', 'per_booking', 'prepayment'] as const;
export type DepositKind = (typeof DEPOSIT_KINDS)[number];

/** What is asked instead, on some weekdays, at some times, of some party sizes. */
export type DepositRule = {
  /** 1 is Monday, 7 is Sunday; none named is every day. */
  weekdays: number[];
  /** Start minutes it counts for, counted from midnight of the service date. */
  fromMinute: number;
  /** Exclusive. */
  toMinute: number;
  partyFrom: number;
  /** Inclusive; null is no end. */
  partyTo: number | null;
  kind: DepositKind;
  amountMinor: number;
};

export type DepositTerms = {
  depositKind: DepositKind;
  depositMinor: number;
  /** Smaller parties pay nothing, but where a rule says so. */
  depositFromParty: number;
  /** The first that fits counts. */
  rules?: DepositRule[];
};

/** Terms as a restaurant sets them. `tiers` go from the most hours to the fewest. */
export type BookingPolicy = DepositTerms & {
  tiers: CancellationTier[];
  graceMinutes: number;
};

/**
 * The terms one booking was made under; they stay its terms whatever the restaurant changes later. A booking of before deposits
 * were frozen too has none: its changes are priced by what the restaurant asks now.
 */
export type FrozenPolicy = Pick<BookingPolicy, 'tiers' | 'graceMinutes'> & { deposit?: DepositTerms };

/** What a deposit depends on. */
export type DepositWish = { party: number; serviceDate: ServiceDate; minute: Minute };

export const NO_DEPOSIT_POLICY: BookingPolicy = {
  depositKind: 'none',
  depositMinor: 0,
  depositFromParty: 1,
  tiers: [],
  graceMinutes: 0,
};

/** What a party pays to book. */
export function depositFor(terms: DepositTerms, wish: DepositWish, currency: Currency): Money {
  const { kind, amountMinor } = askedOf(terms, wish);
  if (kind === 'none') return money(0, currency);
  return money(kind === 'per_booking' ? amountMinor : amountMinor * wish.party, currency);
}

/** The rule that a party pays by; null where the general terms count. */
export const ruleFor = (terms: DepositTerms, wish: DepositWish): DepositRule | null =>
  terms.rules?.find((candidate) => fits(candidate, wish)) ?? null;

/** Whether some party, at some time, pays to book. */
export const asksDeposit = ({ depositKind, rules = [] }: DepositTerms): boolean =>
  depositKind !== 'none' || rules.some(({ kind }) => kind !== 'none');

/** How a party is asked to pay: by the first rule that fits, else by the general terms. */
export function askedOf(terms: DepositTerms, wish: DepositWish): { kind: DepositKind; amountMinor: number } {
  const rule = ruleFor(terms, wish);
  if (rule) return { kind: rule.kind, amountMinor: rule.amountMinor };
  if (wish.party < terms.depositFromParty) return { kind: 'none', amountMinor: 0 };
  return { kind: terms.depositKind, amountMinor: terms.depositMinor };
}

const fits = (rule: DepositRule, { party, serviceDate, minute }: DepositWish): boolean =>
  covers(rule, { weekday: weekdayOf(serviceDate), minute, party });

/** Whether a rule counts for a party at a time of a weekday. */
export const covers = (
  rule: DepositRule,
  { weekday, minute, party }: { weekday: number; minute: Minute; party: number },
): boolean =>
  party >= rule.partyFrom &&
  (rule.partyTo === null || party <= rule.partyTo) &&
  minute >= rule.fromMinute &&
  minute < rule.toMinute &&
  (rule.weekdays.length === 0 || rule.weekdays.includes(weekday));

export const freezePolicy = (policy: BookingPolicy): FrozenPolicy => ({
  tiers: [...policy.tiers].sort((a, b) => b.hoursBefore - a.hoursBefore),
  graceMinutes: policy.graceMinutes,
  deposit: {
    depositKind: policy.depositKind,
    depositMinor: policy.depositMinor,
    depositFromParty: policy.depositFromParty,
    ...(policy.rules?.length ? { rules: policy.rules } : {}),
  },
});

export type RefundQuote = {
  refund: Money;
  percent: number;
  /** Until when this quote holds, epoch ms; null when it does not get worse. */
  validUntilMs: number | null;
  because: 'grace' | 'tier' | 'too-late';
};

const HOUR_MS = 3_600_000;

/**
 * What cancelling at `nowMs` gives back of `paid`. The grace period returns everything, but never after the start.
 * With no tiers a cancellation before the start returns everything.
 */
export function refundQuote(
  policy: FrozenPolicy,
  paid: Money,
  at: { nowMs: number; bookedAtMs: number; startsAtMs: number },
): RefundQuote {
  const graceEndsMs = Math.min(at.bookedAtMs + policy.graceMinutes * 60_000, at.startsAtMs);
  const tiers = policy.tiers.length > 0 ? policy.tiers : [{ hoursBefore: 0, refundPercent: 100 }];
  const tier = tiers.find((candidate) => at.nowMs <= at.startsAtMs - candidate.hoursBefore * HOUR_MS);
  const byTier = tier
    ? {
        percent: tier.refundPercent,
        validUntilMs: at.startsAtMs - tier.hoursBefore * HOUR_MS,
        because: 'tier' as const,
      }
    : { percent: 0, validUntilMs: null, because: 'too-late' as const };
  const inGrace = at.nowMs < graceEndsMs && byTier.percent < 100;
  const chosen = inGrace ? { percent: 100, validUntilMs: graceEndsMs, because: 'grace' as const } : byTier;
  return { ...chosen, refund: percentRoundedDown(paid, chosen.percent) };
}

/** What is wrong, by field, and for a rule its place in the list. */
export type PolicyProblem = { field: keyof BookingPolicy; problem: string; index?: number };

/** Says what is wrong with terms; empty when nothing is. */
export function policyProblems(policy: BookingPolicy): PolicyProblem[] {
  const problems: PolicyProblem[] = ruleProblems(policy.rules ?? []);
  if (policy.depositKind !== 'none' && policy.depositMinor < 100)
    problems.push({ field: 'depositMinor', problem: 'minimum' });
  const tiers = [...policy.tiers].sort((a, b) => b.hoursBefore - a.hoursBefore);
  for (const [index, tier] of tiers.entries()) {
    const earlier = tiers[index - 1];
    if (tier.refundPercent < 0 || tier.refundPercent > 100) problems.push({ field: 'tiers', problem: 'percent' });
    if (tier.hoursBefore < 0) problems.push({ field: 'tiers', problem: 'hours' });
    if (earlier && earlier.hoursBefore === tier.hoursBefore) problems.push({ field: 'tiers', problem: 'twice' });
    if (earlier && earlier.refundPercent < tier.refundPercent) problems.push({ field: 'tiers', problem: 'rising' });
  }
  return problems;
}

/** The end of a service day that runs into the next morning. */
const DAY_END = 2_880;
const MOST_GUESTS = 200;
export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** What is wrong with exceptions. One that earlier ones leave nobody for would never count: it is told too. */
function ruleProblems(rules: readonly DepositRule[]): PolicyProblem[] {
  return rules.flatMap((rule, index) => {
    const problems = oneRuleProblems(rule);
    if (problems.length === 0 && !isReachable(rule, rules.slice(0, index))) problems.push('unreachable');
    return problems.map((problem) => ({ field: 'rules' as const, problem, index }));
  });
}

function oneRuleProblems(rule: DepositRule): string[] {
  const problems: string[] = [];
  const { weekdays, fromMinute, toMinute, partyFrom, partyTo } = rule;
  if (new Set(weekdays).size < weekdays.length || weekdays.some((day) => !EVERY_DAY.includes(day)))
    problems.push('weekdays');
  if (fromMinute >= toMinute) problems.push('window');
  else if (fromMinute < 0 || toMinute > DAY_END) problems.push('time');
  if (partyFrom < 1 || partyFrom > MOST_GUESTS || (partyTo !== null && (partyTo < partyFrom || partyTo > MOST_GUESTS)))
    problems.push('party');
  if (rule.kind !== 'none' && rule.amountMinor < 100) problems.push('minimum');
  return problems;
}

/**
 * Whether anybody is left for a rule after the earlier ones. What they leave, if anything, has a spot that cannot be moved to an
 * earlier minute or a smaller party: at an edge of the rule, or just past an edge of an earlier one. Only those are tried.
 */
function isReachable(rule: DepositRule, earlier: readonly DepositRule[]): boolean {
  const minutes = [rule.fromMinute, ...earlier.map((one) => one.toMinute)];
  const parties = [rule.partyFrom, ...earlier.flatMap((one) => (one.partyTo === null ? [] : [one.partyTo + 1]))];
  const days = rule.weekdays.length > 0 ? rule.weekdays : EVERY_DAY;
  return days.some((weekday) =>
    minutes.some((minute) =>
      parties.some((party) => {
        const spot = { weekday, minute, party };
        return party <= MOST_GUESTS && covers(rule, spot) && !earlier.some((one) => covers(one, spot));
      }),
    ),
  );
}
