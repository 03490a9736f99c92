import { and, desc, eq } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { auditLog, type ReservationRow } from '@/db/schema';

/** In the restaurant's language and in English, as far as it was written. */
export type CancelReason = { reason: string | null; reasonEn: string | null };

/** What the restaurant said when it cancelled a booking; null where it did not cancel it. */
export async function readCancelReason(
  db: Database | Transaction,
  row: Pick<ReservationRow, 'id' | 'status' | 'endedReason'>,
): Promise<CancelReason | null> {
  if (row.status !== 'CANCELLED' || row.endedReason !== 'by-restaurant') return null;
  const [act] = await db
    .select({ detail: auditLog.detail })
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, row.id), eq(auditLog.action, 'booking-cancelled')))
    .orderBy(desc(auditLog.at))
    .limit(1);
  const said = (text: unknown) => (typeof text === 'string' ? text : null);
  return { reason: said(act?.detail.reason), reasonEn: said(act?.detail.reasonEn) };
}
