import type { Pool, RowDataPacket } from 'mysql2/promise';
import { newId } from '@/server/infra/ids';

export type LockedClaim = { campaignId: string; userId: string; commandKey: string };
export type LockedAnswer = { answer: 'issued' | 'repeated' | 'yours' | 'sold-out'; couponId: string | null };

const COUPON_OF = 'SELECT id, command_key FROM coupons WHERE campaign_id = ? AND user_id = ? ORDER BY ordinal';

/**
 * One claim, one transaction: the campaign's row locked with SELECT … FOR UPDATE, the person's coupons looked up, the same rows
 * written as ours, committed. With `looksFirst` what needs no lock is answered before it: who has theirs, and that all are gone.
 */
export async function claimLocked(pool: Pool, claim: LockedClaim, looksFirst: boolean): Promise<LockedAnswer> {
  const { campaignId, userId, commandKey } = claim;
  const connection = await pool.getConnection();
  const theirs = async (): Promise<LockedAnswer | null> => {
    const [rows] = await connection.execute<RowDataPacket[]>(COUPON_OF, [campaignId, userId]);
    const [first] = rows;
    if (!first) return null;
    return { answer: first.command_key === commandKey ? 'repeated' : 'yours', couponId: first.id };
  };
  try {
    const answered = looksFirst ? await look() : null;
    if (answered) return answered;
    await connection.query('START TRANSACTION');
    try {
      const answer = await claimUnderLock();
      await connection.query('COMMIT');
      return answer;
    } catch (error) {
      await connection.query('ROLLBACK');
      throw error;
    }
  } finally {
    connection.release();
  }

  async function look(): Promise<LockedAnswer | null> {
    const [[open]] = await connection.execute<RowDataPacket[]>(
      'SELECT issued >= quantity AS gone FROM coupon_campaigns WHERE id = ?',
      [campaignId],
    );
    return (await theirs()) ?? (open!.gone ? { answer: 'sold-out', couponId: null } : null);
  }

  async function claimUnderLock(): Promise<LockedAnswer> {
    const [[campaign]] = await connection.execute<RowDataPacket[]>(
      'SELECT issued, quantity, use_from, use_until FROM coupon_campaigns WHERE id = ? FOR UPDATE',
      [campaignId],
    );
    const known = await theirs();
    if (known) return known;
    if (campaign!.issued >= campaign!.quantity) return { answer: 'sold-out', couponId: null };
    const id = newId('coupon');
    await connection.execute(
      `INSERT INTO coupons (id, campaign_id, user_id, ordinal, status, use_from, use_until, issued_at, command_key)
       VALUES (?, ?, ?, 1, 'AVAILABLE', ?, ?, NOW(6), ?)`,
      [id, campaignId, userId, campaign!.use_from, campaign!.use_until, commandKey],
    );
    await connection.execute(
      `INSERT INTO coupon_history (coupon_id, version, at, from_status, to_status, actor, reason)
       VALUES (?, 1, NOW(6), NULL, 'AVAILABLE', ?, 'claimed')`,
      [id, `diner:${userId}`],
    );
    await connection.execute('UPDATE coupon_campaigns SET issued = issued + 1 WHERE id = ?', [campaignId]);
    return { answer: 'issued', couponId: id };
  }
}
