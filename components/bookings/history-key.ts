import type { BookingView } from '@/server/services/booking';

type Step = BookingView['history'][number];
type HistoryKey = Step['to'] | 'PHONED' | 'RETAKEN' | 'UNSEATED' | 'BOOKED' | ChangeKey;
type ChangeKey = 'CHANGED' | 'CHANGE_REQUESTED' | 'CHANGE_CHARGING' | 'CHANGE_DROPPED';

/** What a step of a booking's life is called: mostly where it led, sometimes where it came from. */
export function historyKey({ from, to, reason }: Step): HistoryKey {
  if (reason === 'paid-late' && to === 'CONFIRMING') return 'RETAKEN';
  if (reason === 'by-phone') return 'PHONED';
  const change = changeKey(reason);
  if (change) return change;
  if (from === 'SEATED' && to === 'CONFIRMED') return 'UNSEATED';
  if (from === null && to === 'CONFIRMED') return 'BOOKED';
  return to;
}

/** A change of a booking leaves its status as it is: only the reason tells of it. */
function changeKey(reason: string | null): ChangeKey | null {
  if (reason === 'changed') return 'CHANGED';
  if (reason === 'change-requested') return 'CHANGE_REQUESTED';
  if (reason === 'change-charging') return 'CHANGE_CHARGING';
  return reason?.startsWith('change-') ? 'CHANGE_DROPPED' : null;
}
