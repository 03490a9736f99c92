import { describe, expect, it } from 'vitest';
import type { BookingView } from '@/server/services/booking';
import { bookingState } from './booking-state';
import { historyKey } from './history-key';
import { mapHref, slotHref } from './links';

type Given = Pick<BookingView, 'status' | 'payment' | 'refund' | 'byRestaurant' | 'history'>;

const payment = (status: NonNullable<BookingView['payment']>['status']) => ({
  orderId: 'order-1',
  status,
  provider: 'toss' as const,
  declineCode: null,
  refundedMinor: 0,
});
const refund = (cause: NonNullable<BookingView['refund']>['cause']) => ({
  amountMinor: 1000,
  status: 'REQUESTED' as const,
  cause,
  doneAtMs: null,
  byHand: false,
});
const wasConfirmed = [{ atMs: 1, from: 'CONFIRMING' as const, to: 'CONFIRMED' as const, reason: null }];
const say = (given: Partial<Given>, long = false) =>
  bookingState({ payment: null, refund: null, history: [], ...given } as BookingView, long);

describe('what a booking says first', () => {
  it('never says that nothing was charged where money came', () => {
    expect(say({ status: 'EXPIRED', payment: payment('ABANDONED') })).toBe('expired');
    expect(say({ status: 'EXPIRED', payment: payment('CAPTURED'), refund: refund('late_payment') })).toBe('lateRefund');
    expect(say({ status: 'RELEASED', payment: payment('DECLINED') })).toBe('released');
    expect(say({ status: 'RELEASED', payment: payment('CAPTURED'), refund: refund('late_payment') })).toBe(
      'lateRefund',
    );
    expect(say({ status: 'CANCELLED', payment: payment('CAPTURED'), refund: refund('late_payment') })).toBe(
      'lateRefund',
    );
  });
  it('names the restaurant where it cancelled a booking that was free', () => {
    const byRestaurant = { reason: 'Flooded', reasonEn: null };
    expect(say({ status: 'CANCELLED', history: wasConfirmed, byRestaurant })).toBe('restaurantCancelledFree');
  });
  it('says that the amount was another one, also while the table is kept until it is back', () => {
    const differs = { payment: payment('CAPTURED'), refund: refund('amount_differs') };
    for (const status of ['CONFIRMING', 'RELEASED', 'EXPIRED', 'CANCELLED'] as const)
      expect(say({ status, ...differs }, true)).toBe('amountDiffers');
  });
  it('names the restaurant where it cancelled a hold that was paid for too late', () => {
    const byRestaurant = { reason: 'Flooded', reasonEn: null };
    const late = { payment: payment('CAPTURED'), refund: refund('late_payment') };
    expect(say({ status: 'CANCELLED', ...late, byRestaurant })).toBe('restaurantCancelled');
  });
  it('tells a hold that was let go from a booking that was cancelled', () => {
    expect(say({ status: 'CANCELLED', payment: payment('ABANDONED') })).toBe('letGo');
    expect(say({ status: 'CANCELLED', history: wasConfirmed })).toBe('cancelledFree');
    expect(say({ status: 'CANCELLED', history: wasConfirmed, payment: payment('CAPTURED') })).toBe('cancelledNoRefund');
    expect(say({ status: 'CANCELLED', payment: payment('CAPTURED'), refund: refund('cancelled') })).toBe(
      'cancelledRefund',
    );
    expect(say({ status: 'CANCELLED', payment: payment('CAPTURED'), refund: refund('restaurant_cancelled') })).toBe(
      'restaurantCancelled',
    );
  });
  it('owns up to a long wait, and to none after it', () => {
    expect(say({ status: 'CONFIRMING' })).toBe('confirming');
    expect(say({ status: 'CONFIRMING' }, true)).toBe('confirmingLong');
    expect(say({ status: 'CONFIRMED' }, true)).toBe('confirmed');
  });
  it('names no deposit to who paid none', () => {
    expect(say({ status: 'NO_SHOW' })).toBe('noShowFree');
    expect(say({ status: 'NO_SHOW', payment: payment('CAPTURED') })).toBe('noShow');
  });
});

describe('what happened', () => {
  it.each([
    [{ from: null, to: 'HELD', reason: null }, 'HELD'],
    [{ from: 'EXPIRED', to: 'CONFIRMING', reason: 'paid-late' }, 'RETAKEN'],
    [{ from: 'SEATED', to: 'CONFIRMED', reason: null }, 'UNSEATED'],
    [{ from: null, to: 'CONFIRMED', reason: 'by-phone' }, 'PHONED'],
    [{ from: 'HELD', to: 'CONFIRMED', reason: 'no-deposit' }, 'CONFIRMED'],
    [{ from: 'CONFIRMED', to: 'CONFIRMED', reason: 'changed' }, 'CHANGED'],
    [{ from: 'CONFIRMED', to: 'CONFIRMED', reason: 'change-requested' }, 'CHANGE_REQUESTED'],
    [{ from: 'CONFIRMED', to: 'CONFIRMED', reason: 'change-charging' }, 'CHANGE_CHARGING'],
    [{ from: 'CONFIRMED', to: 'CONFIRMED', reason: 'change-declined' }, 'CHANGE_DROPPED'],
  ] as const)('%o is %s', (step, key) => expect(historyKey({ atMs: 0, ...step })).toBe(key));
});

describe('ways from a booking', () => {
  it('names the evening a time after midnight belongs to', () => {
    const slot = { restaurant: { slug: 'late-bar' }, serviceDate: '2026-11-27', startMinute: 1530, partySize: 3 };
    expect(slotHref(slot)).toBe('/r/late-bar?party=3&date=2026-11-27&time=25:30');
    expect(slotHref(slot, 'res_1')).toMatch(/&replaces=res_1$/);
  });
  it('looks addresses up where people there do', () => {
    expect(mapHref('서울 중구 1', 'Asia/Seoul')).toMatch(/^https:\/\/map\.naver\.com\/p\/search\/%EC/);
    expect(mapHref('1 Main St & 2nd', 'America/New_York')).toMatch(/query=1%20Main%20St%20%26%202nd$/);
  });
});
