import { DEFAULT_TERMS } from '@/server/domain/settlement/fee';
import {
  dueDateOf,
  endOfDate,
  lastClosable,
  type PeriodDates,
  periodOf,
  type SettlementPeriod,
} from '@/server/domain/settlement/period';
import {
  type BookedSum,
  payoutOf,
  STATEMENT_ACCOUNTS,
  STATEMENT_KINDS,
  type StatementTotals,
  totalsOf,
} from '@/server/domain/settlement/statement';
import type {
  PayoutBatchId,
  PayoutId,
  RestaurantId,
  SettlementRunId,
  StatementId,
  UserId,
} from '@/server/domain/shared/ids';
import { addDays, dateAt, instantFrom, type ServiceDate } from '@/server/domain/shared/time';
import { seedId } from '../ids';
import { type House, TIME_ZONE } from '../places';
import type { Random } from '../random';
import { type Booked, payoutBooked } from './journal';
import type { HouseTerms } from './terms';

const MINUTE_MS = 60_000;
/** Runs start at twenty past an hour: the first one after a period's end. */
const RUN_AFTER_MS = 20 * MINUTE_MS;
const RUN_MS = 4_000;
/** A payout is in the bank's file in the morning on which it is due, and was carried out in the afternoon. */
const FILE_AT = 10 * 60 + 5;
const PAID_AT = 14 * 60 + 40;
/** The operator is not quite through: what fell due since then is still to be paid. */
const UNPAID_DAYS = 4;

type Run = { id: SettlementRunId; period: SettlementPeriod; lastDate: ServiceDate; restaurants: number; atMs: number };
type Statement = StatementTotals &
  PeriodDates & {
    id: StatementId;
    restaurantId: RestaurantId;
    runId: SettlementRunId;
    no: number;
    fromMs: number;
    untilMs: number;
    carriedInMinor: number;
    payoutMinor: number;
    carriedOutMinor: number;
    atMs: number;
  };
export type Payout = {
  id: PayoutId;
  statementId: StatementId;
  restaurantId: RestaurantId;
  amountMinor: number;
  dueDate: ServiceDate;
  batch: Batch | null;
};
type Batch = { id: PayoutBatchId; fileMs: number; paidMs: number; payouts: number; totalMinor: number };

export type Settlement = {
  runs: Run[];
  statements: Statement[];
  payouts: Payout[];
  batches: Batch[];
  /** What the payouts did in the journal. */
  entries: Booked[];
};

type Town = { nowMs: number; today: ServiceDate; operator: UserId; random: Random };

/** What settlement has made of the journal until now: runs, the restaurants' statements, and payouts, of which the older are paid. */
export function planSettlement(
  houses: readonly House[],
  terms: ReadonlyMap<RestaurantId, HouseTerms>,
  entries: readonly Booked[],
  town: Town,
): Settlement {
  const runs = new Map<string, Run>();
  const periodOfHouse = ({ id }: House) => terms.get(id)?.terms.period ?? DEFAULT_TERMS.period;
  const runOf = (period: SettlementPeriod, lastDate: ServiceDate): Run => {
    const known = runs.get(`${period} ${lastDate}`);
    if (known) return known;
    const atMs = endOfDate(lastDate, TIME_ZONE) + RUN_AFTER_MS;
    const restaurants = houses.filter((house) => periodOfHouse(house) === period).length;
    const run = { id: seedId('settlementRun', atMs, town.random), period, lastDate, restaurants, atMs };
    runs.set(`${period} ${lastDate}`, run);
    return run;
  };
  const earned = new Map<RestaurantId, Booked[]>();
  for (const entry of entries) {
    if (!entry.restaurantId || !(STATEMENT_KINDS as readonly string[]).includes(entry.kind)) continue;
    const known = earned.get(entry.restaurantId);
    if (known) known.push(entry);
    else earned.set(entry.restaurantId, [entry]);
  }
  const statements = houses.flatMap((house) =>
    statementsOf(house.id, periodOfHouse(house), earned.get(house.id) ?? [], runOf, town),
  );
  return { runs: [...runs.values()], statements, ...payoutsOf(statements, town) };
}

/** A restaurant's statements until the last period that can be closed, each from where the one before ended. */
function statementsOf(
  restaurantId: RestaurantId,
  period: SettlementPeriod,
  entries: Booked[],
  runOf: (period: SettlementPeriod, lastDate: ServiceDate) => Run,
  { nowMs, random }: Town,
): Statement[] {
  const made: Statement[] = [];
  if (entries.length === 0) return made;
  const firstMs = Math.min(...entries.map(({ atMs }) => atMs));
  const closable = lastClosable(period, [TIME_ZONE], nowMs).lastDate;
  let dates = periodOf(period, dateAt(firstMs, TIME_ZONE));
  for (; dates.lastDate <= closable; dates = periodOf(period, addDays(dates.lastDate, 1))) {
    const run = runOf(period, dates.lastDate);
    const before = made.at(-1);
    const [fromMs, untilMs] = [before?.untilMs ?? 0, endOfDate(dates.lastDate, TIME_ZONE)];
    const inside = entries.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);
    if (inside.length === 0) continue;
    const totals = totalsOf(sumsOf(inside));
    const carriedInMinor = before?.carriedOutMinor ?? 0;
    made.push({
      ...totals,
      ...payoutOf(totals, carriedInMinor),
      id: seedId('statement', run.atMs, random),
      ...{ restaurantId, runId: run.id, no: made.length + 1, fromMs, untilMs, carriedInMinor, atMs: run.atMs },
      firstDate: before ? addDays(before.lastDate, 1) : dateAt(firstMs, TIME_ZONE),
      lastDate: dates.lastDate,
    });
  }
  return made;
}

/** Entries by account and kind, as a statement reads them. */
function sumsOf(entries: readonly Booked[]): BookedSum[] {
  const sums = new Map<string, BookedSum>();
  for (const { kind, lines } of entries) {
    for (const { account, amountMinor } of lines) {
      if (!(STATEMENT_ACCOUNTS as readonly string[]).includes(account)) continue;
      const sum = sums.get(`${account} ${kind}`) ?? { account, kind, sumMinor: 0, count: 0 };
      sums.set(`${account} ${kind}`, { ...sum, sumMinor: sum.sumMinor + amountMinor, count: sum.count + 1 });
    }
  }
  return [...sums.values()];
}

function payoutsOf(
  statements: readonly Statement[],
  { today, operator, random }: Town,
): Pick<Settlement, 'payouts' | 'batches' | 'entries'> {
  const batches = new Map<ServiceDate, Batch>();
  const payouts: Payout[] = [];
  const entries: Booked[] = [];
  for (const { id: statementId, restaurantId, payoutMinor: amountMinor, lastDate, atMs } of statements) {
    if (amountMinor === 0) continue;
    const dueDate = dueDateOf(lastDate);
    const id = seedId('payout', atMs, random);
    const paid = dueDate < addDays(today, -UNPAID_DAYS);
    const batch = paid ? (batches.get(dueDate) ?? newBatch(dueDate, random)) : null;
    payouts.push({ id, statementId, restaurantId, amountMinor, dueDate, batch });
    if (!batch) continue;
    batches.set(dueDate, batch);
    batch.payouts++;
    batch.totalMinor += amountMinor;
    entries.push(payoutBooked({ id, restaurantId, amountMinor }, batch.paidMs, `operator:${operator}`));
  }
  return { payouts, batches: [...batches.values()], entries };
}

function newBatch(dueDate: ServiceDate, random: Random): Batch {
  const [fileMs, paidMs] = [FILE_AT, PAID_AT].map((minute) => instantFrom(dueDate, minute, TIME_ZONE)) as [
    number,
    number,
  ];
  return { id: seedId('payoutBatch', fileMs, random), fileMs, paidMs, payouts: 0, totalMinor: 0 };
}

export const runEndedMs = ({ atMs }: Run): number => atMs + RUN_MS;
