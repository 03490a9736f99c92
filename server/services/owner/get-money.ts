import { and, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { journalLines, merchantTerms, payouts } from '@/db/schema';
import type { Account, EntryKind } from '@/server/domain/ledger/accounts';
import { DEFAULT_TERMS, type MerchantTerms } from '@/server/domain/settlement/fee';
import { maskAccount } from '@/server/domain/settlement/payout-account';
import { currentPeriod } from '@/server/domain/settlement/period';
import { DEDUCTION_KINDS, EARNING_KINDS } from '@/server/domain/settlement/statement';
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

/** What a stretch of time earned, minor units; what is taken off is below zero. */
export type Earnings = {
  depositMinor: number;
  couponMinor: number;
  feeMinor: number;
  vatMinor: number;
  deductionMinor: number;
  /** Their sum: what the restaurant is owed for it. */
  netMinor: number;
};

export type MoneyDay = { date: ServiceDate; earnedMinor: number; deductedMinor: number };

export type MoneyOverview = {
  restaurantId: RestaurantId;
  currency: Currency;
  timeZone: string;
  /** Paid by diners for visits that have not happened. */
  heldMinor: number;
  /** Earned and not yet on the restaurant's account. Below zero when more was taken back than earned. */
  owedMinor: number;
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
  const owed = -sumOf(sums, 'merchant_payable', null, 'ever');
  return {
    restaurantId,
    currency: restaurant.currency,
    timeZone: restaurant.timeZone,
    heldMinor: zeroed(-sumOf(sums, 'deposit_liability', null, 'ever')),
    owedMinor: zeroed(owed),
    paidOutMinor: sumOf(sums, 'merchant_payable', ['payout'], 'ever'),
    underWayMinor,
    openMinor: zeroed(owed - underWayMinor),
    period: { firstDate, lastDate, dueDate, ...earningsOf(sums, 'period') },
    ever: earningsOf(sums, 'ever'),
    days,
    terms: { feeBps: terms.feeBps, feeFixedMinor: terms.feeFixedMinor, vatBps: terms.vatBps, period: terms.period },
    account: own ? shownAccount(own) : null,
  };
}

type Sum = { account: Account; kind: EntryKind; ever: number; period: number };

/** Not `-0`, which no figure is. */
const zeroed = (value: number) => value + 0;

const sumOf = (sums: readonly Sum[], account: Account, kinds: readonly EntryKind[] | null, of: 'ever' | 'period') =>
  sums
    .filter((one) => one.account === account && (kinds === null || kinds.includes(one.kind)))
    .reduce((total, one) => total + one[of], 0);

function earningsOf(sums: readonly Sum[], of: 'ever' | 'period'): Earnings {
  const depositMinor = sumOf(sums, 'deposit_liability', EARNING_KINDS, of);
  const couponMinor = sumOf(sums, 'coupon_expense_platform', EARNING_KINDS, of);
  const feeMinor = sumOf(sums, 'platform_fee', EARNING_KINDS, of);
  const vatMinor = sumOf(sums, 'vat_payable', EARNING_KINDS, of);
  const deductionMinor = zeroed(-sumOf(sums, 'merchant_payable', DEDUCTION_KINDS, of));
  const netMinor = depositMinor + couponMinor + feeMinor + vatMinor + deductionMinor;
  return { depositMinor, couponMinor, feeMinor, vatMinor, deductionMinor, netMinor };
}

const readSums = (ctx: ServiceContext, restaurant: MemberRestaurant, fromMs: number): Promise<Sum[]> =>
  ctx.db
    .select({
      account: journalLines.account,
      kind: journalLines.kind,
      ever: sql`sum(amount_minor)`.mapWith(Number),
      period: sql`coalesce(sum(case when at >= ${new Date(fromMs)} then amount_minor end), 0)`.mapWith(Number),
    })
    .from(journalLines)
    .where(and(eq(journalLines.restaurantId, restaurant.id), eq(journalLines.currency, restaurant.currency)))
    .groupBy(journalLines.account, journalLines.kind);

/** Days of the restaurant's own calendar, whatever its clocks did in them; each is a range of one index. */
async function readDays(ctx: ServiceContext, { id, timeZone, currency, nowMs }: MemberRestaurant): Promise<MoneyDay[]> {
  const today = dateAt(nowMs, timeZone);
  const dates = Array.from({ length: MONEY_DAYS }, (_, index) => addDays(today, index + 1 - MONEY_DAYS));
  const at = (date: ServiceDate) => new Date(instantFrom(date, 0, timeZone));
  const ranges = dates.map(
    (date, no) => sql`SELECT ${no} AS no, ${at(date)} AS from_at, ${at(addDays(date, 1))} AS until_at`,
  );
  const list = (kinds: readonly EntryKind[]) =>
    sql.join(
      kinds.map((kind) => sql`${kind}`),
      sql`, `,
    );
  const [rows] = (await ctx.db.execute(sql`
    SELECT d.no, -SUM(CASE WHEN l.kind IN (${list(EARNING_KINDS)}) THEN l.amount_minor ELSE 0 END) AS earned,
           -SUM(CASE WHEN l.kind IN (${list(DEDUCTION_KINDS)}) THEN l.amount_minor ELSE 0 END) AS deducted
      FROM (${sql.join(ranges, sql` UNION ALL `)}) d
      JOIN journal_lines l ON l.restaurant_id = ${id} AND l.account = 'merchant_payable' AND l.at >= d.from_at AND l.at < d.until_at
     WHERE l.currency = ${currency}
     GROUP BY d.no`)) as unknown as [{ no: number; earned: string; deducted: string }[]];
  const found = new Map(rows.map((row) => [Number(row.no), row]));
  return dates.map((date, no) => ({
    date,
    earnedMinor: zeroed(Number(found.get(no)?.earned ?? 0)),
    deductedMinor: zeroed(Number(found.get(no)?.deducted ?? 0)),
  }));
}

async function readUnderWay(ctx: ServiceContext, restaurant: MemberRestaurant): Promise<number> {
  const [row] = await ctx.db
    .select({ sum: sql`coalesce(sum(amount_minor), 0)`.mapWith(Number) })
    .from(payouts)
    .where(
      and(
        eq(payouts.restaurantId, restaurant.id),
        eq(payouts.currency, restaurant.currency),
        ne(payouts.status, 'paid'),
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
