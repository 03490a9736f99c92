import { sql } from 'drizzle-orm';
import { dateAt, instantFrom } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';

export type OpsOverview = {
  nowMs: number;
  outbox: { waiting: number; oldestAgeMs: number | null; sentLastHour: number };
  holds: { live: number; overdue: number };
  payments: { confirming: number; open: number; capturedToday: number; declinedToday: number };
  refunds: { requested: number; review: number };
  reviews: { open: number };
  deadLetters: { open: number };
};

/** Where operators' days begin. */
const OPERATORS_ZONE = 'Asia/Seoul';

/** How things stand, in one round trip. Ages in milliseconds; today is the operators' day. */
export async function getOverview(ctx: ServiceContext): Promise<OpsOverview> {
  const today = new Date(instantFrom(dateAt(ctx.nowMs(), OPERATORS_ZONE), 0, OPERATORS_ZONE));
  const [result] = (await ctx.db.execute(sql`SELECT
    floor(unix_timestamp(now(6)) * 1000) AS now_ms,
    (SELECT count(*) FROM outbox WHERE sent_at IS NULL) AS waiting,
    (SELECT timestampdiff(MICROSECOND, min(created_at), now(6)) / 1000 FROM outbox WHERE sent_at IS NULL) AS oldest_ms,
    (SELECT count(*) FROM outbox WHERE sent_at > now(6) - interval 1 hour) AS sent_hour,
    (SELECT count(*) FROM reservations WHERE status = 'HELD' AND due_at > now(6)) AS held,
    (SELECT count(*) FROM reservations WHERE status = 'HELD' AND due_at <= now(6)) AS overdue,
    (SELECT count(*) FROM reservations WHERE status = 'CONFIRMING') AS confirming,
    (SELECT count(*) FROM payments WHERE next_check_at IS NOT NULL) AS open_payments,
    (SELECT count(*) FROM payments WHERE authorized_at >= ${today} - interval 1 day AND captured_at >= ${today}) AS captured_today,
    (SELECT count(*) FROM payments WHERE status = 'DECLINED' AND authorized_at >= ${today}) AS declined_today,
    (SELECT count(*) FROM refunds WHERE status = 'REQUESTED') AS refunds_requested,
    (SELECT count(*) FROM refunds WHERE status = 'REVIEW') AS refunds_review,
    (SELECT count(*) FROM review_cases WHERE closed_at IS NULL) AS reviews_open,
    (SELECT count(*) FROM dead_letters WHERE status = 'open') AS dead_open`)) as unknown as [
    Record<string, string | number | null>[],
  ];
  const row = result[0] ?? {};
  const n = (name: string) => Number(row[name] ?? 0);
  return {
    nowMs: n('now_ms'),
    outbox: {
      waiting: n('waiting'),
      oldestAgeMs: row.oldest_ms === null ? null : Math.round(n('oldest_ms')),
      sentLastHour: n('sent_hour'),
    },
    holds: { live: n('held'), overdue: n('overdue') },
    payments: {
      confirming: n('confirming'),
      open: n('open_payments'),
      capturedToday: n('captured_today'),
      declinedToday: n('declined_today'),
    },
    refunds: { requested: n('refunds_requested'), review: n('refunds_review') },
    reviews: { open: n('reviews_open') },
    deadLetters: { open: n('dead_open') },
  };
}

/** Whether the database answers. */
export async function isHealthy(ctx: ServiceContext): Promise<boolean> {
  try {
    await ctx.db.execute(sql`SELECT 1`);
    return true;
  } catch {
    return false;
  }
}
