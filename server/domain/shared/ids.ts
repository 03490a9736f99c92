/** Ids are prefixed, time-ordered and branded: a payment's id cannot stand where a reservation's is wanted. */
export const ID_PREFIXES = {
  user: 'usr',
  restaurant: 'rst',
  reservation: 'res',
  payment: 'pay',
  refund: 'rfd',
  outbox: 'evt',
  deadLetter: 'dlt',
  reviewCase: 'rev',
  room: 'rom',
  campaign: 'cmp',
  coupon: 'cpn',
  change: 'chg',
  journal: 'jrn',
  statement: 'stm',
  payout: 'pyo',
  payoutBatch: 'pob',
  settlementRun: 'str',
  reconciliation: 'rcn',
  closing: 'cls',
  audit: 'adt',
  adjustment: 'adj',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;
export type Id<K extends IdKind> = string & { readonly __id: K };

export type UserId = Id<'user'>;
export type RestaurantId = Id<'restaurant'>;
export type ReservationId = Id<'reservation'>;
export type PaymentId = Id<'payment'>;
export type RefundId = Id<'refund'>;
export type OutboxId = Id<'outbox'>;
export type DeadLetterId = Id<'deadLetter'>;
export type ReviewCaseId = Id<'reviewCase'>;
export type RoomId = Id<'room'>;
export type CampaignId = Id<'campaign'>;
export type CouponId = Id<'coupon'>;
export type ChangeId = Id<'change'>;
export type JournalId = Id<'journal'>;
export type StatementId = Id<'statement'>;
export type PayoutId = Id<'payout'>;
export type PayoutBatchId = Id<'payoutBatch'>;
export type SettlementRunId = Id<'settlementRun'>;
export type ReconciliationId = Id<'reconciliation'>;
export type ClosingId = Id<'closing'>;
export type AuditId = Id<'audit'>;
export type AdjustmentId = Id<'adjustment'>;

/** True when `value` has the form of an id of that kind: its prefix, `_` and 26 Crockford base-32 characters. */
export function isId<K extends IdKind>(kind: K, value: string): value is Id<K> {
  const prefix = ID_PREFIXES[kind];
  return value.startsWith(prefix) && REST.test(value.slice(prefix.length));
}

const REST = /^_[0-9a-hjkmnp-tv-z]{26}$/;
