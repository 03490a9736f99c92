import type { DropReason } from '@/server/domain/reservation/change';
import type { Currency } from '@/server/domain/shared/money';

export type MailLocale = 'ko' | 'en';

/** What a mail about a booking says. Money in minor units, instants as ISO 8601. */
export type BookingMail = {
  restaurantName: string;
  startsAtIso: string;
  /** The restaurant's zone: all times are written in it, and it is named. */
  timeZone: string;
  partySize: number;
  code: string;
  guestName: string;
  address: string | null;
  phone: string | null;
  depositMinor: number;
  currency: Currency;
  /** What goes back to the diner; 0 or missing is nothing. */
  refundMinor?: number;
  /** The terms the booking was made under, in any order. */
  tiers: readonly { hoursBefore: number; refundPercent: number }[];
  graceMinutes: number;
  /** When the grace period began; without it, its end is not said. */
  bookedAtIso?: string;
  bookingUrl: string;
  /** Of a cancelled booking: who cancelled it, when that was the restaurant, and what it said. */
  byRestaurant?: { reason: string | null } | null;
  /** Instead of the usual sentence about the attached calendar file. */
  calendarNote?: string;
};

export type ReleasedMail = BookingMail & {
  /**
   * Why there is no booking; a declined payment unless said otherwise. With `amount-differs` money was taken, and `refundMinor` of it
   * has gone back; with the others none was.
   */
  cause?: 'declined' | 'expired' | 'amount-differs';
};

export type LateRefundMail = BookingMail & {
  /** What was wrong with the money that goes back; it came too late unless said otherwise. */
  cause?: 'late' | 'amount-differs';
};

export type ChangeDroppedMail = BookingMail & {
  reason: DropReason;
  /** What the change was to. */
  asked: { startsAtIso: string; partySize: number };
  /** Whether the booking goes on as it was; else it has ended meanwhile. */
  stands: boolean;
};

export type ChangedMail = BookingMail & {
  /** What the last change cost more, or gave back; at most one of them is not 0. */
  changeChargeMinor: number;
  changeRefundMinor: number;
  /** Of the difference, what the terms leave with the restaurant. */
  changeForfeitMinor: number;
};

export type ReviewAlarmMail = {
  /** A ReviewReason; one this module does not know is shown as it is. */
  reason: string;
  openedAtIso: string;
  caseUrl: string;
  /** For the time of opening; Seoul unless said otherwise. */
  timeZone?: string;
};

/** The mails there are, and what each needs to know. */
export type MailData = {
  confirmation: BookingMail;
  cancellation: BookingMail;
  released: ReleasedMail;
  'refund-late': LateRefundMail;
  changed: ChangedMail;
  'change-dropped': ChangeDroppedMail;
  'review-alarm': ReviewAlarmMail;
};

export type MailKind = keyof MailData;
export type RenderedMail = { subject: string; html: string; text: string };

/** What a mail says, before it is drawn: HTML and plain text are two drawings of the same words. */
export type MailContent = {
  locale: MailLocale;
  subject: string;
  /** Shown beside the subject in a list of mails. */
  preview: string;
  tone: 'pine' | 'amber' | 'brick';
  /** The tone in a word: colour never says anything alone. */
  status: string;
  title: string;
  lead: string[];
  /** Day, time and party, side by side. */
  pass?: { label: string; value: string; note?: string }[];
  code?: { label: string; value: string; hint: string };
  facts: { label: string; value: string; href?: string }[];
  action: { label: string; href: string };
  terms?: { title: string; rows: { when: string; what: string }[]; note?: string };
  notes: string[];
  footer: string;
};
