import { z } from 'zod';
import { weekdayOf } from '../../shared/time';
import { inBoth, sayWeekdays } from '../words';
import { condition } from './rule';

const isWeekday = (day: number) => Number.isInteger(day) && day >= 1 && day <= 7;

/** Only for bookings on these days of the week; 1 is Monday. A night belongs to the day its service began. */
export const weekdays = condition({
  kind: 'weekdays',
  label: { ko: '요일', en: 'Days of the week' },
  fields: [{ name: 'weekdays', type: 'weekdays', label: { ko: '요일', en: 'Days' } }],
  schema: z.object({ weekdays: z.array(z.number()).max(20) }),
  problems: ({ weekdays: days }) => {
    if (days.length > 0 && days.every(isWeekday) && new Set(days).size === days.length) return [];
    const words = {
      ko: '월요일부터 일요일 사이에서 하나 이상 골라 주세요.',
      en: 'Choose at least one day from Monday to Sunday.',
    };
    return [{ field: 'weekdays', problem: 'weekdays', words }];
  },
  words: ({ weekdays: days }) =>
    inBoth((locale) =>
      locale === 'ko' ? `${sayWeekdays(days, 'ko')} 예약` : `Bookings on ${sayWeekdays(days, 'en')}`,
    ),
  allows: ({ weekdays: days }, booking) => days.includes(weekdayOf(booking.serviceDate)),
  why: ({ weekdays: days }) =>
    inBoth((locale) =>
      locale === 'ko'
        ? `${sayWeekdays(days, 'ko')} 예약에만 쓸 수 있어요.`
        : `Works only for bookings on ${sayWeekdays(days, 'en')}.`,
    ),
});
