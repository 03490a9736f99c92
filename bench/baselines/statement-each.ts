import type { Pool, RowDataPacket } from 'mysql2/promise';
import { dueDateOf } from '@/server/domain/settlement/period';
import {
  type BookedSum,
  payoutOf,
  STATEMENT_ACCOUNTS,
  STATEMENT_KINDS,
  totalsOf,
} from '@/server/domain/settlement/statement';
import { newId } from '@/server/infra/ids';

type Run = { id: string; firstDate: string; lastDate: string; untilAt: Date };

const SUMS = `SELECT account, kind, SUM(amount_minor) AS sum, COUNT(*) AS count FROM journal_lines
  WHERE restaurant_id = ? AND account IN (?) AND at >= ? AND at < ? AND kind IN (?) GROUP BY account, kind`;

/**
 * One restaurant, one transaction: its last statement is read, its entries are summed by the database, and the same rows are written
 * as ours. No check against the balance. Answers what it is paid.
 */
export async function settleAlone(pool: Pool, run: Run, restaurantId: string): Promise<number> {
  const connection = await pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    const [[last]] = await connection.query<RowDataPacket[]>(
      'SELECT no, until_at, carried_out_minor FROM statements WHERE restaurant_id = ? ORDER BY no DESC LIMIT 1 FOR UPDATE',
      [restaurantId],
    );
    const fromAt = (last?.until_at as Date | undefined) ?? new Date(0);
    const [rows] = await connection.query<RowDataPacket[]>(SUMS, [
      restaurantId,
      STATEMENT_ACCOUNTS,
      fromAt,
      run.untilAt,
      STATEMENT_KINDS,
    ]);
    const sums = rows.map(
      (row) => ({ ...row, sumMinor: Number(row.sum), count: Number(row.count) }) as BookedSum & RowDataPacket,
    );
    const totals = totalsOf(sums);
    const carriedInMinor = Number(last?.carried_out_minor ?? 0);
    const { payoutMinor, carriedOutMinor } = payoutOf(totals, carriedInMinor);
    const statementId = newId('statement');
    await connection.query('INSERT INTO statements SET ?', {
      ...{
        id: statementId,
        restaurant_id: restaurantId,
        run_id: run.id,
        no: Number(last?.no ?? 0) + 1,
        currency: 'KRW',
      },
      ...{ first_date: run.firstDate, last_date: run.lastDate, from_at: fromAt, until_at: run.untilAt },
      ...{ entries: totals.entries, deposit_minor: totals.depositMinor, coupon_minor: totals.couponMinor },
      ...{ fee_minor: totals.feeMinor, vat_minor: totals.vatMinor, deduction_minor: totals.deductionMinor },
      ...{ carried_in_minor: carriedInMinor, payout_minor: payoutMinor, carried_out_minor: carriedOutMinor },
      created_at: new Date(),
    });
    if (payoutMinor > 0)
      await connection.query('INSERT INTO payouts SET ?', {
        ...{ id: newId('payout'), statement_id: statementId, restaurant_id: restaurantId, amount_minor: payoutMinor },
        ...{ currency: 'KRW', status: 'pending', due_date: dueDateOf(run.lastDate) },
      });
    await connection.query('COMMIT');
    return payoutMinor;
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    connection.release();
  }
}
