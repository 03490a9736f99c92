import { z } from 'zod';
import { DROP_REASONS } from '../domain/reservation/change';
import { isId } from '../domain/shared/ids';

const reservationId = z.string().refine((value) => isId('reservation', value), 'not a reservation id');
const paymentId = z.string().refine((value) => isId('payment', value), 'not a payment id');
const changeId = z.string().refine((value) => isId('change', value), 'not a change id');
const refundId = z.string().refine((value) => isId('refund', value), 'not a refund id');

/** Every fact the product tells of: past tense, ids not entities, and the version of its shape. */
export const EVENTS = {
  /** Of holds that were written together and end at the same instant. */
  'reservation/held': { v: 2, data: z.object({ reservationIds: z.array(reservationId), expiresAt: z.iso.datetime() }) },
  'reservation/confirmed': { v: 1, data: z.object({ reservationId }) },
  'reservation/released': { v: 1, data: z.object({ reservationId, reason: z.string() }) },
  'reservation/expired': { v: 1, data: z.object({ reservationId }) },
  'reservation/cancelled': { v: 1, data: z.object({ reservationId }) },
  /** Another time or party size, applied. */
  'reservation/changed': { v: 1, data: z.object({ reservationId }) },
  /** A change waits for its payment until then. */
  'change/requested': { v: 1, data: z.object({ reservationId, changeId, expiresAt: z.iso.datetime() }) },
  /** A change that was paid for, or was to be, was not applied. What was taken for it goes back. */
  'change/dropped': { v: 1, data: z.object({ reservationId, changeId, reason: z.enum(DROP_REASONS) }) },
  /** A day, or a part of it, was closed with its bookings. */
  'day/closed': { v: 1, data: z.object({ closingId: z.string() }) },
  'reservation/seated': { v: 1, data: z.object({ reservationId }) },
  'reservation/completed': { v: 1, data: z.object({ reservationId }) },
  'reservation/no-show': { v: 1, data: z.object({ reservationId }) },
  'payment/authorized': { v: 1, data: z.object({ reservationId, paymentId }) },
  'payment/captured': { v: 1, data: z.object({ reservationId, paymentId }) },
  'payment/hinted': { v: 1, data: z.object({ reservationId, paymentId, aboutRefunds: z.boolean().optional() }) },
  'refund/requested': { v: 1, data: z.object({ reservationId, refundId }) },
  'refund/done': { v: 1, data: z.object({ reservationId, refundId }) },
  /** A settlement run was asked for, or is to go on. */
  'settlement/requested': { v: 1, data: z.object({ runId: z.string() }) },
  'review/opened': { v: 2, data: z.object({ reservationId: reservationId.nullable(), reviewCaseId: z.string() }) },
} as const;

export type EventName = keyof typeof EVENTS;
export type EventData<N extends EventName> = z.infer<(typeof EVENTS)[N]['data']>;
/** One fact with the data its name asks for. */
export type Fact = { [N in EventName]: { name: N; data: EventData<N> } }[EventName];
