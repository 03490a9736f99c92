import { type SQL, sql } from 'drizzle-orm';

// What the bank may be told to pay, said once: for statements over `payouts` with the restaurant's `merchant_terms` beside it.

/** The bank can be told where the money goes. */
export const hasAccount: SQL = sql.raw(
  'merchant_terms.bank_code IS NOT NULL AND merchant_terms.account_number IS NOT NULL AND merchant_terms.account_holder IS NOT NULL',
);

/**
 * What the restaurant's last statement in the payout's currency carries over, minor units: below zero when the restaurant owes that,
 * and then a payout of an earlier statement would pay in full what is not all owed any more. One step in `statements_no`.
 */
export const carriedNow: SQL = sql.raw(`COALESCE((
  SELECT s.carried_out_minor FROM statements s
   WHERE s.restaurant_id = payouts.restaurant_id AND s.currency = payouts.currency
   ORDER BY s.no DESC LIMIT 1), 0)`);

/** A payout that waits until later earnings have made up for what its restaurant owes. */
export const isHeldBack: SQL = sql`(payouts.status = 'pending' AND ${carriedNow} < 0)`;

/** A payout that the next file takes: due wherever its day has begun first, to an account, of a restaurant that owes nothing. */
export const isPayable: SQL = sql`(payouts.status = 'pending' AND payouts.due_date <= DATE(NOW() + INTERVAL 14 HOUR)
  AND ${hasAccount} AND ${carriedNow} >= 0)`;
