import { z } from 'zod';
import type { ProviderSettlement, ProviderTransaction } from '@/server/domain/payment/states';

/** The most rows the provider gives at once. */
export const MOST_ROWS = 5_000;

/** The provider speaks in Seoul's time, which has had one offset since 1988. */
const SEOUL_OFFSET_MS = 9 * 3_600_000;
const seoul = (instantMs: number) => new Date(instantMs + SEOUL_OFFSET_MS).toISOString();

/** `2026-11-20T21:00:00` */
export const seoulTime = (instantMs: number): string => seoul(instantMs).slice(0, 19);
/** `2026-11-20` */
export const seoulDate = (instantMs: number): string => seoul(instantMs).slice(0, 10);

export const transactionSchema = z.object({
  transactionKey: z.string(),
  paymentKey: z.string(),
  orderId: z.string(),
  status: z.string(),
  amount: z.number().int(),
  currency: z.string(),
  transactionAt: z.string(),
});

const REFUNDED = new Set(['CANCELED', 'PARTIAL_CANCELED']);

/** A cancellation's amount is positive on the provider's list. */
export const toTransaction = (row: z.infer<typeof transactionSchema>): ProviderTransaction => ({
  kind: REFUNDED.has(row.status) ? 'refund' : 'capture',
  lineKey: row.transactionKey,
  transactionKey: row.transactionKey,
  paymentKey: row.paymentKey,
  orderId: row.orderId,
  amountMinor: REFUNDED.has(row.status) ? -row.amount : row.amount,
  currency: row.currency,
  atMs: Date.parse(row.transactionAt),
});

export const settlementSchema = z.object({
  transactionKey: z.string(),
  paymentKey: z.string(),
  orderId: z.string(),
  amount: z.number().int(),
  /** With its VAT. */
  fee: z.number().int(),
  payOutAmount: z.number().int(),
  currency: z.string(),
  paidOutDate: z.string(),
});

export const toSettlement = (row: z.infer<typeof settlementSchema>): ProviderSettlement => ({
  kind: row.amount < 0 ? 'refund' : 'capture',
  lineKey: row.transactionKey,
  transactionKey: row.transactionKey,
  paymentKey: row.paymentKey,
  orderId: row.orderId,
  amountMinor: row.amount,
  feeMinor: row.fee,
  payoutMinor: row.payOutAmount,
  currency: row.currency,
  paidOutDate: row.paidOutDate,
});
