import { and, eq, sql } from 'drizzle-orm';
import { outbox } from '@/db/schema';
import type { OutboxId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';

/** By then the mails of a rush are out too. What is still being tried then is sent no second time: its key says so. */
const WITHIN_MINUTES = 15;
/** How long everything may have stood still without anything being missed, with the above. */
const LOOKED_BACK_MINUTES = 180;

const textIn = (field: string) => `CONVERT(JSON_VALUE(o.data, '$.${field}') USING ascii) COLLATE ascii_bin`;
const sent = (key: string) => `EXISTS (SELECT 1 FROM sent_mails m WHERE m.mail_key = ${key})`;

/** Which facts somebody is to be told of, and what shows that it was done; the mails' own keys. */
const DUE: Record<string, { due: string; told: string }> = {
  'reservation/confirmed': { due: `r.status = 'CONFIRMED'`, told: sent(`CONCAT('confirmation:', r.id)`) },
  'reservation/cancelled': { due: 'r.confirmed_at IS NOT NULL', told: sent(`CONCAT('cancellation:', r.id)`) },
  'reservation/released': { due: 'TRUE', told: sent(`CONCAT('released:', r.id)`) },
  'reservation/changed': {
    due: `r.status = 'CONFIRMED'`,
    told: `EXISTS (SELECT 1 FROM reservation_changes c JOIN sent_mails m ON m.mail_key = CONCAT('changed:', c.id)
      WHERE c.reservation_id = r.id AND m.sent_at >= o.created_at)`,
  },
  'change/dropped': {
    due: `(r.status IN ('CONFIRMED', 'SEATED') OR EXISTS (SELECT 1 FROM reservation_changes c
      JOIN payments p ON p.reservation_id = c.reservation_id AND p.part = c.part
      JOIN refunds f ON f.payment_id = p.id AND f.cause IN ('late_payment', 'amount_differs')
      WHERE c.id = ${textIn('changeId')}))`,
    told: sent(`CONCAT('change-dropped:', ${textIn('changeId')}, ':', ${textIn('reason')})`),
  },
  'refund/requested': {
    due: `EXISTS (SELECT 1 FROM refunds f JOIN payments p ON p.id = f.payment_id AND p.part = 0
      WHERE f.id = ${textIn('refundId')} AND (f.cause = 'late_payment' OR f.cause = 'amount_differs'
        AND r.status <> 'CONFIRMING' AND COALESCE(r.ended_reason, '') <> 'amount-differs'))`,
    told: sent(`CONCAT('refund-late:', r.id)`),
  },
};
const ALARM = {
  due: `EXISTS (SELECT 1 FROM review_cases c WHERE c.id = ${textIn('reviewCaseId')} AND c.closed_at IS NULL)`,
  told: `EXISTS (SELECT 1 FROM sent_mails m WHERE m.sent_at >= o.created_at
    AND m.mail_key BETWEEN CONCAT('alarm-post:', ${textIn('reviewCaseId')}, ':') AND CONCAT('alarm-post:', ${textIn('reviewCaseId')}, ';'))`,
};

const toDiner = Object.entries(DUE).map(
  ([name, { due, told }]) => `WHEN '${name}' THEN u.email IS NOT NULL AND ${due} AND NOT ${told}`,
);
const UNTOLD = `SELECT o.id FROM outbox o
  LEFT JOIN reservations r ON r.id = ${textIn('reservationId')}
  LEFT JOIN users u ON u.id = r.user_id
  WHERE o.sent_at > now(6) - interval ${LOOKED_BACK_MINUTES} minute
    AND o.sent_at < now(6) - interval ${WITHIN_MINUTES} minute
    AND o.repeated = 0 AND o.name IN (${[...Object.keys(DUE), 'review/opened'].map((name) => `'${name}'`).join(', ')})
    AND CASE o.name ${toDiner.join('\n      ')}
      WHEN 'review/opened' THEN ${ALARM.due} AND NOT ${ALARM.told}
      ELSE FALSE END`;

/**
 * Facts that were taken from the outbox and of which nobody was told minutes later are sent once more, under an id of
 * their own: the executor may have lost what it took. Only once, so that nothing goes round for ever. At most `limit`;
 * returns how many were sent again.
 */
export async function sweepUntold(ctx: ServiceContext, { limit }: { limit: number }): Promise<number> {
  const [found] = (await ctx.db.execute(
    sql`${sql.raw(UNTOLD)} LIMIT ${sql.raw(String(Math.trunc(limit)))}`,
  )) as unknown as [{ id: OutboxId }[]];
  let again = 0;
  for (const { id } of found) again += await sendAgain(ctx, id);
  return again;
}

const sendAgain = (ctx: ServiceContext, id: OutboxId): Promise<number> =>
  ctx.db.transaction(async (tx) => {
    const [claimed] = await tx
      .update(outbox)
      .set({ repeated: true })
      .where(and(eq(outbox.id, id), eq(outbox.repeated, false)));
    // Another sweep was faster.
    if (claimed.affectedRows === 0) return 0;
    await tx.execute(sql`INSERT INTO outbox (id, name, v, data, created_at, repeated)
      SELECT ${ctx.newId('outbox')}, name, v, data, now(6), 1 FROM outbox WHERE id = ${id}`);
    return 1;
  });
