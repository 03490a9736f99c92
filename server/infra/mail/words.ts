import type { ReviewReason } from '@/server/domain/payment/states';
import type { DropReason } from '@/server/domain/reservation/change';

type Reason = { title: string; detail: string };

/** Every sentence a mail can hold, in one language. */
export type MailWords = {
  labels: Record<
    'day' | 'time' | 'party' | 'code' | 'guest' | 'address' | 'phone' | 'deposit' | 'refund' | 'asked' | 'opened',
    string
  >;
  codeHint: string;
  party: (size: number) => string;
  nightOf: (day: string) => string;
  noDeposit: string;
  depositPaid: (amount: string) => string;
  notCharged: string;
  noRefund: string;
  at: (restaurant: string, when: string) => string;
  seeBooking: string;
  seeDetails: string;
  calendar: string;
  refundArrives: string;
  footer: string;
  confirmed: { status: string; subject: string; lead: (guest: string) => string };
  cancelled: {
    status: string;
    subject: string;
    full: (amount: string) => string;
    part: (amount: string, paid: string) => string;
    tooLate: (deadline: string) => string;
    nothing: string;
    noDeposit: string;
    lead: (guest: string) => string;
  };
  released: {
    status: string;
    subject: string;
    notCharged: string;
    declined: string;
    expired: string;
    again: string;
    /** Where money was taken and has gone back. */
    refundedSubject: (amount: string) => string;
    refunded: (amount: string) => string;
    'amount-differs': string;
  };
  cancelledByRestaurant: {
    status: string;
    subject: string;
    lead: (guest: string, restaurant: string) => string;
    reason: (reason: string) => string;
    full: (amount: string) => string;
    free: string;
    sorry: string;
  };
  changed: {
    status: string;
    subject: string;
    lead: (guest: string) => string;
    charged: (amount: string) => string;
    refunded: (amount: string) => string;
    kept: (amount: string) => string;
    calendar: string;
  };
  changeDropped: {
    status: string;
    subject: string;
    lead: (guest: string) => string;
    /** Of a booking that has ended meanwhile. */
    ended: (guest: string) => string;
    why: Record<DropReason, string>;
    refunded: (amount: string) => string;
    notCharged: string;
  };
  refundLate: {
    status: string;
    subject: (amount: string) => string;
    lead: (amount: string) => string;
    why: Record<'late' | 'amount-differs', string>;
  };
  terms: {
    title: string;
    graceWhen: (minutes: number) => string;
    until: (deadline: string) => string;
    untilStart: string;
    after: string;
    always: string;
    all: string;
    part: (percent: number, amount: string) => string;
    nothing: string;
    free: string;
    zone: (zone: string) => string;
  };
  alarm: {
    status: string;
    subject: (title: string) => string;
    action: string;
    note: string;
    footer: string;
    reasons: Record<ReviewReason, Reason>;
    unknown: (reason: string) => Reason;
  };
};
