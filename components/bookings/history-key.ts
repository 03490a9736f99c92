import type { BookingView } from '@/server/services/booking';

type Step = BookingView['history'][number];
type HistoryKey = Step['to'] | 'PHONED' | 'RETAKEN' | 'UNSEATED' | 'BOOKED';

/** What a step of a booking's life is called: mostly where it led, sometimes where it came from. */
export function historyKey({ from, to, reason }: Step): HistoryKey {
  if (reason === 'paid-late' && to === 'CONFIRMING') return 'RETAKEN';
  if (reason === 'by-phone') return 'PHONED';
  if (from === 'SEATED' && to === 'CONFIRMED') return 'UNSEATED';
  if (from === null && to === 'CONFIRMED') return 'BOOKED';
  return to;
}
