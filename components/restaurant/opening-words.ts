import { useTranslations } from 'next-intl';
import { formatMinute } from '@/components/ui/format-date-time';
import type { Opening } from '@/server/domain/availability/opening';

/** When dates open for booking, as a sentence. */
export function useOpeningWords(): (opening: Opening) => string {
  const t = useTranslations('restaurant.terms');
  return (opening) => {
    const time = formatMinute(opening.minute);
    if (opening.kind === 'monthly') return t('opensMonthly', { day: opening.dayOfMonth, time });
    const days = opening.daysAhead;
    return opening.minute === 0 ? t('window', { days }) : t('opensDaily', { days, time });
  };
}
