import { Armchair, CircleCheck, CircleDashed, Clock, type LucideIcon, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StatusBadge } from '@/components/ui/badge';
import type { ReservationStatus } from '@/server/domain/reservation/transitions';

type Look = { tone: 'good' | 'waiting' | 'trouble' | 'neutral'; icon?: LucideIcon };

const LOOK: Record<ReservationStatus, Look> = {
  HELD: { tone: 'waiting' },
  CONFIRMING: { tone: 'waiting', icon: Clock },
  CONFIRMED: { tone: 'good' },
  SEATED: { tone: 'good', icon: Armchair },
  COMPLETED: { tone: 'neutral', icon: CircleCheck },
  NO_SHOW: { tone: 'neutral', icon: CircleDashed },
  CANCELLED: { tone: 'neutral', icon: RotateCcw },
  EXPIRED: { tone: 'neutral' },
  RELEASED: { tone: 'neutral' },
};

/** How a booking stands, in a word with its icon. */
export function BookingStatus({ status }: { status: ReservationStatus }) {
  const t = useTranslations('status.reservation');
  return <StatusBadge {...LOOK[status]}>{t(status)}</StatusBadge>;
}
