import type { BookingMail } from '@/server/infra/mail/render';

/** A booking as its mails tell of it. */
export const booking: BookingMail = {
  restaurantName: '을지로 골뱅이집',
  startsAtIso: '2026-11-27T10:00:00Z',
  timeZone: 'Asia/Seoul',
  partySize: 2,
  code: 'K7QF2M',
  guestName: '김서연',
  address: '서울 중구 을지로 12길 3-4',
  phone: '02-2265-1234',
  depositMinor: 40_000,
  currency: 'KRW',
  tiers: [
    { hoursBefore: 24, refundPercent: 50 },
    { hoursBefore: 48, refundPercent: 100 },
  ],
  graceMinutes: 15,
  bookingUrl: 'https://book.example/bookings/res_1',
};

/** The same, whose change was given up. */
export const dropped = {
  ...booking,
  reason: 'declined' as const,
  asked: { startsAtIso: '2026-11-27T09:00:00Z', partySize: 4 },
  stands: true,
};
