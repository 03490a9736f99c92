import type { PoolConnection, RowDataPacket } from 'mysql2/promise';
import { databaseFault } from '@/db/errors';
import { brokenWith, type ProviderRecord, readProvider } from '../support/invariants';
import { lostAcknowledgements } from './check-history';
import { History } from './history';
import type { Stack } from './stack';

/** Where a lie may be planted: inside a transaction that is rolled back, and in the provider's record as it was read. */
type Bed = { run(sql: string, values?: unknown[]): Promise<number>; record: ProviderRecord; history: History };

export type Plant = {
  name: string;
  /** The checker's line begins so; `database` where the database itself refuses it. */
  found: string;
  plant(bed: Bed): Promise<void>;
};

const CONFIRMED = `SELECT p.id FROM payments p JOIN reservations r ON r.id = p.reservation_id
  WHERE p.status = 'CAPTURED' AND r.status = 'CONFIRMED' AND p.replaced_at IS NULL ORDER BY p.id LIMIT 1`;
const asTable = (sql: string) => `(SELECT id FROM (${sql}) x)`;

/** A broken invariant each, so that the checker is known to see it: at least one for each of the twelve. */
export const PLANTS: Plant[] = [
  {
    name: '1-off-by-one',
    found: '1:',
    plant: async ({ run }) =>
      void (await run('UPDATE occupancy SET taken = taken - 1 WHERE taken > 0 ORDER BY restaurant_id LIMIT 1')),
  },
  {
    name: '1-granule-gone',
    found: '1:',
    plant: async ({ run }) =>
      void (await run(`DELETE o FROM occupancy o JOIN (SELECT t.restaurant_id, t.service_date, t.table_id, t.from_minute FROM reservation_tables t
        JOIN reservations r ON r.id = t.reservation_id AND r.status = 'CONFIRMED' LIMIT 1) t ON t.restaurant_id = o.restaurant_id
        AND t.service_date = o.service_date AND t.table_id = o.table_id AND t.from_minute = o.minute`)),
  },
  {
    name: '1-oversold',
    found: 'database',
    plant: async ({ run }) =>
      void (await run('UPDATE occupancy SET taken = seats + 1 WHERE table_id > 0 ORDER BY restaurant_id LIMIT 1')),
  },
  {
    name: '1-released-twice',
    found: 'database',
    plant: async ({ run }) => void (await run('UPDATE occupancy SET taken = -1 ORDER BY restaurant_id LIMIT 1')),
  },
  {
    name: '2-second-live-payment',
    found: 'database',
    plant: async ({ run }) =>
      void (await run(`INSERT INTO payments (id, reservation_id, restaurant_id, user_id, provider, amount_minor, currency, status, created_at)
        SELECT CONCAT('pay_planted_', RIGHT(id, 12)), reservation_id, restaurant_id, user_id, provider, amount_minor, currency, 'PENDING', NOW(6)
          FROM payments WHERE id = ${asTable(CONFIRMED)}`)),
  },
  {
    name: '2-one-key-two-orders',
    found: 'database',
    plant: async ({ run }) =>
      void (await run(`UPDATE payments SET payment_key = (SELECT payment_key FROM (SELECT payment_key FROM payments WHERE payment_key IS NOT NULL
        ORDER BY id LIMIT 1) x) WHERE id = (SELECT id FROM (SELECT id FROM payments WHERE payment_key IS NOT NULL ORDER BY id DESC LIMIT 1) y)`)),
  },
  {
    name: '3-another-amount',
    found: '3:',
    plant: async ({ run }) =>
      void (await run(`UPDATE payments SET amount_minor = amount_minor + 1 WHERE id = ${asTable(CONFIRMED)}`)),
  },
  {
    name: '3-never-paid',
    found: '3:',
    plant: async ({ record }) => {
      const paid = record.payments.findIndex(({ status, cancels }) => status === 'DONE' && !cancels);
      record.payments.splice(paid, 1);
    },
  },
  {
    name: '4-capture-without-booking',
    found: '4:',
    plant: async ({ run }) => {
      await run(`UPDATE payments SET status = 'ABANDONED', captured_at = NULL WHERE id = ${asTable(CONFIRMED)}`);
    },
  },
  {
    name: '4-captured-and-released',
    found: '4:',
    plant: async ({ run }) =>
      void (await run(
        `UPDATE reservations SET status = 'RELEASED' WHERE id = (SELECT reservation_id FROM payments WHERE id = ${asTable(CONFIRMED)})`,
      )),
  },
  {
    name: '5-refunded-too-much',
    found: '5:',
    plant: async ({ run }) =>
      void (await run(`INSERT INTO refunds (id, payment_id, reservation_id, cause, amount_minor, status, created_at)
        SELECT CONCAT('ref_planted_', RIGHT(id, 12)), id, reservation_id, 'operator', amount_minor + 1, 'DONE', NOW(6)
          FROM payments WHERE id = ${asTable(CONFIRMED)}`)),
  },
  {
    name: '5-refunded-more-than-captured',
    found: 'database',
    plant: async ({ run }) =>
      void (await run(`UPDATE payments SET refunded_minor = amount_minor + 1 WHERE id = ${asTable(CONFIRMED)}`)),
  },
  {
    name: '6-unbalanced',
    found: 'database',
    plant: async ({ run }) => void (await run(ENTRY, ['jrn_planted', 'planted', 5, 2])),
  },
  {
    name: '6-lines-do-not-sum',
    found: '6:',
    plant: async ({ run }) => {
      await run(LINE, ['jrn_planted', 1, 'pg_clearing', 500]);
      await run(LINE, ['jrn_planted', 2, 'deposit_liability', -400]);
      await run(ENTRY, ['jrn_planted', 'planted', 0, 2]);
    },
  },
  {
    name: '6-entry-missing',
    found: '6:',
    plant: async ({ run }) => {
      // Where nothing is booked yet, one sound entry makes a journal in which all the others are missing.
      await run(LINE, ['jrn_planted', 1, 'bank', 500]);
      await run(LINE, ['jrn_planted', 2, 'merchant_payable', -500]);
      await run(ENTRY, ['jrn_planted', 'planted', 0, 2]);
      await run(
        `DELETE e, l FROM journal_entries e JOIN journal_lines l ON l.entry_id = e.id
          WHERE e.source = 'payment' AND e.source_id = ${asTable(CONFIRMED)}`,
      );
    },
  },
  {
    name: '7-one-key-two-bookings',
    found: 'database',
    plant: async ({ run }) =>
      void (await run(`UPDATE reservations a JOIN (SELECT id, user_id, command_key FROM reservations ORDER BY id LIMIT 1) b
        ON b.id <> a.id SET a.user_id = b.user_id, a.command_key = b.command_key`)),
  },
  {
    name: '7-acknowledged-and-lost',
    found: 'lost:',
    plant: async ({ history }) => {
      const answer = { reservationId: 'res_planted', expiresAt: null };
      const call = { who: 'diner-1', path: 'bookings.hold', input: { commandKey: 'key-planted' }, atMs: 0, why: null };
      history.note({ ...call, outcome: 'ok', answer });
    },
  },
  {
    name: '8-end-state-left',
    found: '8:',
    plant: async ({ run }) => {
      const ended = `SELECT id FROM reservations WHERE status IN ('CANCELLED', 'RELEASED', 'COMPLETED') ORDER BY id LIMIT 1`;
      await run(`INSERT INTO reservation_history (reservation_id, version, at, from_status, to_status, actor)
        SELECT id, version + 1, NOW(6), status, 'CONFIRMED', 'planted' FROM reservations WHERE id = ${asTable(ended)}`);
      await run(`UPDATE reservations SET version = version + 1, status = 'CONFIRMED' WHERE id = ${asTable(ended)}`);
    },
  },
  {
    name: '9-confirmed-twice',
    found: '9:',
    plant: async ({ record }) => {
      record.log.push(record.log.find((entry) => entry.applied && entry.path.endsWith('/confirm'))!);
    },
  },
  {
    name: '10-never-sent',
    found: '10:',
    plant: async ({ run }) =>
      void (await run(
        "INSERT INTO outbox (id, name, v, data, created_at, attempts) VALUES ('out_planted', 'payment/captured', 1, '{}', NOW(6), 99)",
      )),
  },
  {
    name: '10-one-message-two-effects',
    found: '10:',
    plant: async ({ run }) =>
      void (await run(`INSERT INTO outbox (id, name, v, data, created_at, sent_at)
        SELECT CONCAT('out_', n.i, '_planted'), 'payment/hinted', 1, '{}', NOW(6), NOW(6)
          FROM (SELECT COUNT(*) AS messages FROM inbox) m JOIN (SELECT ROW_NUMBER() OVER (ORDER BY id) AS i FROM outbox) n ON n.i <= m.messages + 1`)),
  },
  {
    name: '11-used-twice',
    found: '11:',
    plant: async ({ run }) => {
      const free = 'SELECT id FROM coupons ORDER BY id LIMIT 1';
      await run(`UPDATE coupons SET status = 'USED', reservation_id = (SELECT id FROM (SELECT id FROM reservations
        WHERE confirmed_at IS NULL ORDER BY id LIMIT 1) y) WHERE id = ${asTable(free)}`);
    },
  },
  {
    name: '11-over-issued',
    found: 'database',
    plant: async ({ run }) =>
      void (await run('UPDATE coupon_campaigns SET issued = quantity + 1 WHERE quantity IS NOT NULL LIMIT 1')),
  },
  {
    name: '12-forgotten',
    found: '12:',
    plant: async ({ run }) => {
      await run(
        `UPDATE reservations SET status = 'CONFIRMING' WHERE id = (SELECT reservation_id FROM payments WHERE id = ${asTable(CONFIRMED)})`,
      );
      await run(
        `UPDATE payments SET authorized_at = NOW(6) - INTERVAL 16 MINUTE, status = 'AUTHORIZED' WHERE status = 'CAPTURED'`,
      );
    },
  },
];

const ENTRY = `INSERT INTO journal_entries (id, source, source_id, kind, currency, at, sum_minor, \`lines\`, actor)
  VALUES (?, 'correction', ?, 'reversal', 'KRW', NOW(6), ?, ?, 'planted')`;
const LINE = `INSERT INTO journal_lines (entry_id, line_no, account, kind, currency, at, amount_minor)
  VALUES (?, ?, ?, 'reversal', 'KRW', NOW(6), ?)`;

export type PlantResult = { name: string; expected: string; seen: string[]; ok: boolean };

/** Plants one lie, looks whether it is found or refused, and takes it back. */
export async function plantOnce(stack: Stack, { name, found, plant }: Plant): Promise<PlantResult> {
  const connection: PoolConnection = await stack.client().pool.getConnection();
  const record = await readProvider(stack.provider);
  const history = new History();
  const run = async (sql: string, values: unknown[] = []) => {
    const [result] = await connection.query<never>(sql, values);
    return (result as { affectedRows: number }).affectedRows;
  };
  try {
    await connection.query('START TRANSACTION');
    await plant({ run, record, history });
    const queries = { pool: connection as unknown as { query: PoolConnection['query'] } as never };
    const seen = [...(await brokenWith(queries, record)), ...(await lostAcknowledgements(queries, history))];
    return { name, expected: found, seen, ok: seen.some((line) => line.startsWith(found)) };
  } catch (error) {
    const fault = databaseFault(error);
    const refused = fault === 'check' || fault === 'duplicate';
    return { name, expected: found, seen: [`database: ${error}`], ok: found === 'database' && refused };
  } finally {
    await connection.query('ROLLBACK');
    connection.release();
  }
}

/** Whether there is enough in the database for every lie to be planted into: somebody confirmed, somebody gone, a coupon. */
export async function isFertile(stack: Stack): Promise<boolean> {
  const [rows] = await stack.client().pool.query<RowDataPacket[]>(
    `SELECT (SELECT COUNT(*) FROM reservations WHERE status = 'CONFIRMED') AS confirmed, (SELECT COUNT(*) FROM coupons) AS coupons,
       (SELECT COUNT(*) FROM reservations WHERE status IN ('CANCELLED', 'RELEASED', 'COMPLETED')) AS ended,
       (SELECT COUNT(*) FROM reservations WHERE confirmed_at IS NULL) AS unpaid,
       (SELECT COUNT(*) FROM payments WHERE payment_key IS NOT NULL) AS paid`,
  );
  return Number(rows[0]!.paid) > 1 && Object.values(rows[0]!).every((count) => Number(count) > 0);
}
