import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { journalLines, merchantTerms, payouts } from '@/db/schema';
import type { Account, EntryKind } from '@/server/domain/ledger/accounts';
import { DEFAULT_TERMS, type MerchantTerms } from '@/server/domain/settlement/fee';
import { maskAccount } from '@/server/domain/settlement/payout-account';
import { currentPeriod } from '@/server/domain/settlement/period';
import {
  type Figures,
  figuresOf,
  netOf,
  returnedOf,
  STATEMENT_ACCOUNTS,
  STATEMENT_KINDS,
} from '@/server/domain/settlement/statement';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { addDays, dateAt, instantFrom, type ServiceDate } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import { restaurantIdSchema } from '../reservation';
import { type MemberRestaurant, requireMember } from './member';
import type { ShownAccount } from './save-payout-account';

export const getMoneyInput = z.object({ restaurantId: restaurantIdSchema });

/** How far back the days go. */
export const MONEY_DAYS = 90;

/** What a stretch of time earned, as a statement of it would say, but for payouts that the bank sent back: they are earned once. */
export type Earnings = Figures & {
  /** Their sum: what the restaurant is owed for it. */
  netMinor: number;
};

/** `earnedMinor` is after fees. */
export type MoneyDay = { date: ServiceDate; earnedMinor: number; deductedMinor: number };

export type MoneyOverview = {
  restaurantId: RestaurantId;
  currency: Currency;
  timeZone: string;
  /** Paid by diners for visits that have not happened. */
  heldMinor: number;
  /** Earned and not yet on the restaurant's account. Below zero when more was taken back than earned. */
  owedMinor: number;
  /** Without what the bank sent back. */
  paidOutMinor: number;
  /** Of what is owed: in statements whose payout is under way. */
  underWayMinor: number;
  /** Of what is owed: what the next statement begins with. With `underWayMinor` it is `owedMinor`. */
  openMinor: number;
  period: { firstDate: ServiceDate; lastDate: ServiceDate; dueDate: ServiceDate } & Earnings;
  /** Ever earned; what was paid out of it, and what is owed, are all of it. */
  ever: Earnings;
  days: MoneyDay[];
  terms: MerchantTerms;
  account: ShownAccount | null;
};

/**
 * A restaurant's money as the journal has it, to its owner; every figure is a sum of entries. For everybody else there is no
 * such restaurant: throws NOT_FOUND.
 */
export async function getMoneyOverview(
  ctx: ServiceContext,
  raw: z.input<typeof getMoneyInput>,
): Promise<MoneyOverview> {
  const { restaurantId } = getMoneyInput.parse(raw);
  const restaurant = await requireMember(ctx, ctx.db, restaurantId, ['owner']);
  const [own] = await ctx.db.select().from(merchantTerms).where(eq(merchantTerms.restaurantId, restaurantId));
  const terms = own ?? DEFAULT_TERMS;
  const { firstDate, lastDate, dueDate } = currentPeriod(terms.period, restaurant.timeZone, restaurant.nowMs);
  const fromMs = instantFrom(firstDate, 0, restaurant.timeZone);
  const [sums, days, underWayMinor] = await Promise.all([
    readSums(ctx, restaurant, fromMs),
    readDays(ctx, restaurant),
    readUnderWay(ctx, restaurant),
  ]);
  const ever = sums.map((sum) => ({ ...sum, sumMinor: sum.everMinor }));
  const inPeriod = sums.map((sum) => ({ ...sum, sumMinor: sum.periodMinor }));
  const owedMinor = 0 - sumOf(ever, 'merchant_payable');
  return {
    restaurantId,
    currency: restaurant.currency,
    timeZone: restaurant.timeZone,
    heldMinor: 0 - sumOf(ever, 'deposit_liability'),
    owedMinor,
    paidOutMinor: 0 - sumOf(ever, 'bank', ['payout', 'reversal']),
    underWayMinor,
    openMinor: owedMinor - underWayMinor,
    period: { firstDate, lastDate, dueDate, ...earningsOf(inPeriod) },
    ever: earningsOf(ever),
    days,
    terms: { feeBps: terms.feeBps, feeFixedMinor: terms.feeFixedMinor, vatBps: terms.vatBps, period: terms.period },
    account: own ? shownAccount(own) : null,
  };
}

type Sum = { account: Account; kind: EntryKind; sumMinor: number };

// What is taken from zero is never `-0`, which no figure is.
const sumOf = (sums: readonly Sum[], account: Account, kinds?: readonly EntryKind[]) =>
  sums
    .filter((one) => one.account === account && (!kinds || kinds.includes(one.kind)))
    .reduce((total, { sumMinor }) => total + sumMinor, 0);

function earningsOf(sums: readonly Sum[]): Earnings {
  const figures = figuresOf(sums);
  const earned = { ...figures, deductionMinor: figures.deductionMinor - returnedOf(sums) };
  return { ...earned, netMinor: netOf(earned) };
}

const readSums = (ctx: ServiceContext, restaurant: MemberRestaurant, fromMs: number) =>
  ctx.db
    .select({
      account: journalLines.account,
      kind: journalLines.kind,
      everMinor: sql`sum(amount_minor)`.mapWith(Number),
      periodMinor: sql`coalesce(sum(case when at >= ${new Date(fromMs)} then amount_minor end), 0)`.mapWith(Number),
    })
    .from(journalLines)
    .where(and(eq(journalLines.restaurantId, restaurant.id), eq(journalLines.currency, restaurant.currency)))
    .groupBy(journalLines.account, journalLines.kind);

/** Days of the restaurant's own calendar, whatever its clocks did in them: one stretch of an index, each line in the day it is of. */
async function readDays(ctx: ServiceContext, { id, timeZone, currency, nowMs }: MemberRestaurant): Promise<MoneyDay[]> {
  const today = dateAt(nowMs, timeZone);
  const dates = Array.from({ length: MONEY_DAYS }, (_, index) => addDays(today, index + 1 - MONEY_DAYS));
  const starts = dates.map((date) => instantFrom(date, 0, timeZone));
  const endMs = instantFrom(addDays(today, 1), 0, timeZone);
  const bounds = sql.raw(starts.map((ms) => ms / 1_000).join(', '));
  const l = journalLines;
  const sums = await ctx.db
    .select({
      day: sql`interval(unix_timestamp(at), ${bounds})`.mapWith(Number).as('day'),
      account: l.account,
      kind: l.kind,
      sumMinor: sql`sum(amount_minor)`.mapWith(Number),
    })
    .from(l)
    .where(
      and(
        ...[
          eq(l.restaurantId, id),
          eq(l.currency, currency),
          gte(l.at, new Date(starts[0]!)),
          lt(l.at, new Date(endMs)),
        ],
        ...[inArray(l.account, [...STATEMENT_ACCOUNTS, 'bank']), inArray(l.kind, [...STATEMENT_KINDS])],
      ),
    )
    .groupBy(sql`day`, l.account, l.kind);
  return dates.map((date, index) => {
    const { deductionMinor, netMinor } = earningsOf(sums.filter(({ day }) => day === index + 1));
    return { date, earnedMinor: netMinor - deductionMinor, deductedMinor: deductionMinor };
  });
}

async function readUnderWay(ctx: ServiceContext, restaurant: MemberRestaurant): Promise<number> {
  const [row] = await ctx.db
    .select({ sum: sql`coalesce(sum(amount_minor), 0)`.mapWith(Number) })
    .from(payouts)
    .where(
      and(
        eq(payouts.restaurantId, restaurant.id),
        eq(payouts.currency, restaurant.currency),
        inArray(payouts.status, ['pending', 'exported']),
      ),
    );
  return row!.sum;
}

function shownAccount(own: typeof merchantTerms.$inferSelect): ShownAccount | null {
  if (!own.bankCode || !own.accountNumber) return null;
  return {
    bankCode: own.bankCode,
    masked: maskAccount(own.accountNumber),
    holder: own.accountHolder ?? '',
    changedAtMs: own.accountChangedAt?.getTime() ?? null,
  };
}
