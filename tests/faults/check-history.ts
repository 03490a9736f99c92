import type { RowDataPacket } from 'mysql2/promise';
import type { ChangeResult } from '@/server/services/change';
import type { CancelResult, HoldAnswer } from '@/server/services/reservation';
import type { Queries } from '../support/invariants';
import type { Person } from './client';
import type { Call, History } from './history';
import type { Scene } from './scene';

const rowsOf = async ({ pool }: Queries, sql: string, values: unknown[]): Promise<RowDataPacket[]> =>
  (await pool.query<RowDataPacket[]>(sql, values))[0];

const personOf = (scene: Scene, call: Call): Person =>
  [...scene.diners, ...scene.restaurants.map(({ owner }) => owner)][
    call.who.startsWith('diner-') ? Number(call.who.slice(6)) - 1 : scene.diners.length + Number(call.who.slice(6)) - 1
  ]!;

/** Commands with a key of their own, and what their effect is found by. */
const KEYED: Record<string, { sql: string; idOf: (answer: never) => string }> = {
  'bookings.hold': {
    sql: 'SELECT id FROM reservations WHERE user_id = ? AND command_key = ?',
    idOf: (answer: HoldAnswer) => answer.reservationId,
  },
  'coupons.claim': {
    sql: 'SELECT id FROM coupons WHERE user_id = ? AND command_key = ?',
    idOf: (answer: { coupon: { id: string } }) => answer.coupon.id,
  },
  'bookings.change': {
    sql: 'SELECT id FROM reservation_changes WHERE user_id = ? AND command_key = ?',
    idOf: (answer: ChangeResult) => answer.changeId,
  },
};

/** Commands that say the same again by themselves. */
const OTHERS = new Set(['bookings.authorize', 'bookings.cancel', 'owner.cancelBooking', 'owner.refundVisit']);

/**
 * Everybody who does not know what became of their command asks once more, with the same key, and so do those who know: what is
 * there must be what is answered, and everybody must get an answer now. Returns what is not so.
 */
export async function askOnceMore(scene: Scene): Promise<string[]> {
  const { history } = scene;
  const last = new Map<string, Call>();
  for (const call of history.calls) {
    if (call.path in KEYED || OTHERS.has(call.path)) last.set(JSON.stringify([call.who, call.path, call.input]), call);
  }
  const asked = [...last.values()].filter(
    (call) => call.outcome === 'unknown' || (call.outcome === 'ok' && call.path in KEYED),
  );
  const people = [...new Set(asked.map((call) => call.who))];
  const answers = people.map(async (who) => {
    const broken: string[] = [];
    for (const call of asked.filter((one) => one.who === who)) broken.push(...(await againOf(scene, call)));
    return broken;
  });
  return (await Promise.all(answers)).flat();
}

async function againOf(scene: Scene, call: Call): Promise<string[]> {
  const broken: string[] = [];
  const person = personOf(scene, call);
  const keyed = KEYED[call.path];
  const [before] = keyed
    ? await rowsOf(scene.stack.client(), keyed.sql, [person.userId, call.input.commandKey])
    : [undefined];
  const again = await person.insist(call.path, call.input, 5);
  const what = `${call.who} ${call.path} ${JSON.stringify(call.input)}`;
  if (again.outcome === 'unknown') broken.push(`7: ${what}: still no answer (${again.why})`);
  if (!keyed) return broken;
  const answered = again.outcome === 'ok' ? keyed.idOf(again.answer as never) : null;
  if (before && answered !== before.id)
    broken.push(`7: ${what} made ${before.id}, and is answered ${answered ?? again.why}`);
  if (call.outcome === 'ok' && answered !== keyed.idOf(call.answer as never))
    broken.push(`7: ${what} was answered ${JSON.stringify(call.answer)}, and is now answered ${answered ?? again.why}`);
  return broken;
}

/** What was acknowledged and is not there. */
export async function lostAcknowledgements(client: Queries, history: History): Promise<string[]> {
  const checks: [string, (call: Call) => Promise<string | null>][] = [
    ['bookings.hold', (call) => heldIsThere(client, call)],
    ['bookings.authorize', (call) => authorizedIsThere(client, call)],
    ['bookings.cancel', (call) => cancelledIsThere(client, call)],
    ['owner.serve', (call) => servedIsThere(client, call)],
    ['coupons.claim', (call) => claimedIsThere(client, call)],
    ['bookings.change', (call) => changedIsThere(client, call)],
    ['owner.cancelBooking', (call) => cancelledByRestaurant(client, call)],
    ['owner.closeDay', (call) => closedIsThere(client, call)],
    ['owner.refundVisit', (call) => refundedIsThere(client, call)],
  ];
  const broken: string[] = [];
  for (const [path, check] of checks) {
    for (const call of history.of(path, 'ok')) {
      const lost = await check(call);
      if (lost) broken.push(`lost: ${call.who} ${path} ${JSON.stringify(call.input)} was acknowledged, but ${lost}`);
    }
  }
  return broken;
}

async function heldIsThere(client: Queries, call: Call): Promise<string | null> {
  const answer = call.answer as HoldAnswer;
  const [row] = await rowsOf(client, 'SELECT command_key, deposit_minor FROM reservations WHERE id = ?', [
    answer.reservationId,
  ]);
  if (!row) return 'there is no such booking';
  return row.command_key === call.input.commandKey ? null : `the booking belongs to ${row.command_key}`;
}

async function authorizedIsThere(client: Queries, call: Call): Promise<string | null> {
  const [row] = await rowsOf(client, 'SELECT payment_key, status FROM payments WHERE id = ?', [call.input.orderId]);
  const taken = ['AUTHORIZED', 'CAPTURED', 'DECLINED'].includes(row?.status);
  return taken && row?.payment_key === call.input.paymentKey ? null : `the payment is ${JSON.stringify(row)}`;
}

async function cancelledIsThere(client: Queries, call: Call): Promise<string | null> {
  const { refund } = call.answer as CancelResult;
  const [row] = await rowsOf(
    client,
    `SELECT r.status, COALESCE(SUM(f.amount_minor), 0) AS back FROM reservations r
       LEFT JOIN refunds f ON f.reservation_id = r.id AND f.cause IN ('cancelled', 'restaurant_cancelled') WHERE r.id = ? GROUP BY r.id, r.status`,
    [call.input.reservationId],
  );
  const there = row?.status === 'CANCELLED' && Number(row.back) === refund.amountMinor;
  return there ? null : `it is ${JSON.stringify(row)}, not cancelled for ${refund.amountMinor}`;
}

const SERVED: Record<string, string> = { seat: 'SEATED', complete: 'COMPLETED', 'no-show': 'NO_SHOW' };

async function servedIsThere(client: Queries, call: Call): Promise<string | null> {
  const [row] = await rowsOf(
    client,
    'SELECT 1 AS there FROM reservation_history WHERE reservation_id = ? AND to_status = ?',
    [call.input.reservationId, SERVED[String(call.input.command)]],
  );
  return row ? null : 'it never was';
}

async function claimedIsThere(client: Queries, call: Call): Promise<string | null> {
  const { coupon } = call.answer as { coupon: { id: string } };
  const [row] = await rowsOf(client, 'SELECT command_key FROM coupons WHERE id = ?', [coupon.id]);
  return row ? null : 'there is no such coupon';
}

async function changedIsThere(client: Queries, call: Call): Promise<string | null> {
  const answer = call.answer as ChangeResult;
  const [row] = await rowsOf(client, 'SELECT status, charge_minor FROM reservation_changes WHERE id = ?', [
    answer.changeId,
  ]);
  if (!row) return 'there is no such change';
  if (answer.status === 'APPLIED' && row.status !== 'APPLIED') return `it is ${row.status}, not APPLIED`;
  return Number(row.charge_minor) === answer.chargeMinor ? null : `it charges ${row.charge_minor}`;
}

async function cancelledByRestaurant(client: Queries, call: Call): Promise<string | null> {
  const [row] = await rowsOf(client, 'SELECT status FROM reservations WHERE id = ?', [call.input.reservationId]);
  return row?.status === 'CANCELLED' ? null : `it is ${row?.status}`;
}

/** Each booking that started in the closed part is cancelled or, where its guest was already there, kept. */
async function closedIsThere(client: Queries, call: Call): Promise<string | null> {
  const { restaurantId, serviceDate, fromMinute } = call.input;
  const [closed] = await rowsOf(
    client,
    'SELECT 1 AS there FROM closures WHERE restaurant_id = ? AND service_date = ? AND from_minute = ?',
    [restaurantId, serviceDate, fromMinute],
  );
  if (!closed) return 'the day is open';
  const { closingId } = call.answer as { closingId: string | null };
  if (!closingId) return null;
  const [open] = await rowsOf(
    client,
    `SELECT b.reservation_id FROM closing_bookings b JOIN reservations r ON r.id = b.reservation_id
      WHERE b.closing_id = ? AND (b.status = 'waiting' OR (b.status = 'cancelled' AND r.status <> 'CANCELLED')) LIMIT 1`,
    [closingId],
  );
  return open ? `${open.reservation_id} still stands` : null;
}

async function refundedIsThere(client: Queries, call: Call): Promise<string | null> {
  const [row] = await rowsOf(
    client,
    "SELECT SUM(amount_minor) AS back FROM refunds WHERE reservation_id = ? AND cause = 'goodwill' AND source_id = ?",
    [call.input.reservationId, call.input.commandKey],
  );
  return Number(row?.back) === call.input.amountMinor ? null : `${row?.back} goes back`;
}

/** No hold may end before the instant that its diner was told, by the database's clock. */
export async function endedEarly(client: Queries, history: History): Promise<string[]> {
  const broken: string[] = [];
  for (const call of history.of('bookings.hold', 'ok')) {
    const { reservationId, expiresAt } = call.answer as HoldAnswer;
    const [row] = await rowsOf(
      client,
      "SELECT at FROM reservation_history WHERE reservation_id = ? AND to_status = 'EXPIRED' ORDER BY version LIMIT 1",
      [reservationId],
    );
    if (row && expiresAt && (row.at as Date).getTime() < Date.parse(expiresAt))
      broken.push(
        `early: ${reservationId} was promised until ${expiresAt} and ended ${(row.at as Date).toISOString()}`,
      );
  }
  return broken;
}
