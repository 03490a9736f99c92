import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';
import { type Inserter, insertRows } from '../../bulk-insert';
import { seedId } from '../ids';
import type { House } from '../places';
import type { Random } from '../random';
import { entriesOf, settledEntries, writeJournal } from './journal';
import type { Order } from './orders';
import type { Settled } from './provider';
import { planComparisons } from './reconciliations';
import { planSettlement, runEndedMs, type Settlement } from './statements';
import { type HouseTerms, planTerms, writeTerms } from './terms';

type Money = {
  houses: readonly House[];
  orders: readonly Order[];
  settled: readonly Settled[];
  operator: UserId;
  today: ServiceDate;
  nowMs: number;
  bornMs: number;
  random: Random;
};

/**
 * Writes what was paid on line and what became of it, as the services would have left it: payments and refunds, the journal,
 * comparisons with the provider, statements and payouts. Every time is that of the event.
 */
export async function writeMoney(connection: Inserter, money: Money): Promise<void> {
  const { houses, orders, settled, nowMs, random } = money;
  const terms = planTerms(houses);
  await writeTerms(connection, terms.values(), money.bornMs);
  await writeOrders(connection, orders);
  const entries = orders.flatMap((order) => entriesOf(order, terms.get(order.booking.house.id)!.terms, random));
  const settlement = planSettlement(houses, terms, entries, money);
  await writeJournal(connection, [
    ...entries,
    ...settledEntries(orders, settled, nowMs, random),
    ...settlement.entries,
  ]);
  await writeSettlement(connection, settlement, terms);
  await writeAudit(connection, settlement, money);
  await insertRows(
    connection,
    'reconciliations',
    ['id', 'provider', 'kind', 'from_at', 'until_at', 'status', 'compared', 'differing', 'at'],
    planComparisons(orders, settled, nowMs).map(({ kind, fromMs, untilMs, compared, atMs }) => [
      ...[seedId('reconciliation', atMs, random), 'toss', kind, new Date(fromMs), new Date(untilMs)],
      ...['done', compared, 0, new Date(atMs)],
    ]),
  );
}

async function writeOrders(connection: Inserter, orders: readonly Order[]): Promise<void> {
  const sorted = [...orders].sort((a, b) => (a.id < b.id ? -1 : 1));
  await insertRows(
    connection,
    'payments',
    `id reservation_id restaurant_id user_id provider payment_key amount_minor currency status version refunded_minor
     authorized_at captured_at created_at`.split(/\s+/),
    sorted.map(({ id, booking, paymentKey, authorizedMs, capturedMs, refunds }) => [
      ...[
        id,
        booking.id,
        booking.house.id,
        booking.userId,
        'toss',
        paymentKey,
        booking.paidMinor,
        'KRW',
        'CAPTURED',
        3,
      ],
      ...[refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)],
      ...[new Date(authorizedMs), new Date(capturedMs), new Date(booking.steps[0]!.atMs)],
    ]),
  );
  await insertRows(
    connection,
    'refunds',
    `id payment_id reservation_id cause source_id note amount_minor status transaction_key created_at done_at`.split(
      ' ',
    ),
    sorted.flatMap(({ id, booking, refunds }) =>
      refunds.map((refund) => [
        ...[refund.id, id, booking.id, refund.cause, refund.sourceId, refund.note, refund.amountMinor, 'DONE'],
        ...[refund.transactionKey, new Date(refund.createdMs), new Date(refund.doneMs)],
      ]),
    ),
  );
}

async function writeSettlement(
  connection: Inserter,
  { runs, statements, payouts }: Settlement,
  terms: ReadonlyMap<RestaurantId, HouseTerms>,
): Promise<void> {
  await insertRows(
    connection,
    'settlement_runs',
    ['id', 'period', 'last_date', 'status', 'restaurants', 'done', 'started_at', 'ended_at', 'actor'],
    runs.map((run) => [
      ...[run.id, run.period, run.lastDate, 'done', run.restaurants, run.restaurants],
      ...[new Date(run.atMs), new Date(runEndedMs(run)), 'system:start-settlements'],
    ]),
  );
  await insertRows(
    connection,
    'statements',
    `id restaurant_id run_id no currency first_date last_date from_at until_at entries deposit_minor coupon_minor fee_minor
     vat_minor deduction_minor carried_in_minor payout_minor carried_out_minor created_at`.split(/\s+/),
    statements.map((one) => [
      ...[one.id, one.restaurantId, one.runId, one.no, 'KRW', one.firstDate, one.lastDate],
      ...[new Date(one.fromMs), new Date(one.untilMs), one.entries, one.depositMinor, one.couponMinor, one.feeMinor],
      ...[one.vatMinor, one.deductionMinor, one.carriedInMinor, one.payoutMinor, one.carriedOutMinor],
      new Date(one.atMs),
    ]),
  );
  await insertRows(
    connection,
    'payouts',
    `id statement_id restaurant_id amount_minor currency status due_date batch_id account paid_at`.split(' '),
    payouts.map(({ batch, ...payout }) => {
      const { bankCode, number, holder } = terms.get(payout.restaurantId)!.account;
      const account = JSON.stringify({ bankCode, accountNumber: number, accountHolder: holder });
      return [
        ...[payout.id, payout.statementId, payout.restaurantId, payout.amountMinor, 'KRW', batch ? 'paid' : 'pending'],
        ...[payout.dueDate, batch?.id ?? null, batch ? account : null, batch ? new Date(batch.paidMs) : null],
      ];
    }),
  );
}

/** Batches of payouts, and what people did to money. */
async function writeAudit(
  connection: Inserter,
  { batches }: Settlement,
  { orders, operator, random }: Money,
): Promise<void> {
  await insertRows(
    connection,
    'payout_batches',
    `id status currency payouts total_minor created_at created_by paid_at paid_by`.split(' '),
    batches.map(({ id, payouts, totalMinor, fileMs, paidMs }) => [
      ...[id, 'paid', 'KRW', payouts, totalMinor, new Date(fileMs), operator, new Date(paidMs), operator],
    ]),
  );
  const acts = batches.flatMap(({ id, payouts, totalMinor, fileMs, paidMs }) => {
    const act = { actor: `operator:${operator}`, subject: id as string, restaurantId: null as RestaurantId | null };
    const detail = { payouts, totalMinor, currency: 'KRW' as const };
    return [
      { ...act, atMs: fileMs, action: 'payout-file-made', detail },
      { ...act, atMs: paidMs, action: 'payouts-paid', detail },
    ];
  });
  const sorry = orders.flatMap(({ booking, refunds }) =>
    refunds
      .filter(({ cause }) => cause === 'goodwill')
      .map(({ createdMs, amountMinor, note }) => ({
        ...{ actor: `staff:${booking.house.ownerId}`, subject: booking.id as string, restaurantId: booking.house.id },
        ...{ atMs: createdMs, action: 'goodwill-refund', detail: { amountMinor, currency: 'KRW', reason: note } },
      })),
  );
  await insertRows(
    connection,
    'audit_log',
    ['id', 'at', 'actor', 'action', 'subject_id', 'restaurant_id', 'detail'],
    [...acts, ...sorry].map(({ atMs, actor, action, subject, restaurantId, detail }) => [
      ...[seedId('audit', atMs, random), new Date(atMs), actor, action, subject, restaurantId, JSON.stringify(detail)],
    ]),
  );
}
