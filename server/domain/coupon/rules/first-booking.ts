import { z } from 'zod';
import { condition } from './rule';

/** Only for somebody's first booking: at the campaign's restaurant, or anywhere when it is for all of them. */
export const firstBooking = condition({
  kind: 'first-booking',
  label: { ko: '첫 예약만', en: 'First booking only' },
  fields: [],
  schema: z.object({}),
  problems: () => [],
  words: () => ({ ko: '첫 예약', en: 'First booking' }),
  allows: (_params, booking) => booking.first,
  why: () => ({ ko: '첫 예약에만 쓸 수 있어요.', en: 'Works only for a first booking.' }),
});
