import { z } from 'zod';
import { inBoth, sayClock } from '../words';
import { condition, outside } from './rule';

/** Service may start until noon of the next day. */
const LAST_MINUTE = 2160;
const WHOLE = { ko: '하루 안의 시각을 골라 주세요.', en: 'Choose a time of the day.' };

/** Only for bookings that start from one minute of the service day until before another. */
export const hours = condition({
  kind: 'hours',
  label: { ko: '시간대', en: 'Hours' },
  fields: [
    { name: 'fromMinute', type: 'minute', label: { ko: '시작', en: 'From' } },
    { name: 'untilMinute', type: 'minute', label: { ko: '끝(그 시각 전까지)', en: 'Until before' } },
  ],
  schema: z.object({ fromMinute: z.number(), untilMinute: z.number() }),
  problems: ({ fromMinute, untilMinute }) => [
    ...outside('fromMinute', fromMinute, 0, LAST_MINUTE, WHOLE),
    ...outside('untilMinute', untilMinute, 0, LAST_MINUTE, WHOLE),
    ...(fromMinute >= untilMinute
      ? [
          {
            field: 'untilMinute',
            problem: 'order',
            words: { ko: '끝나는 시각이 시작보다 늦어야 해요.', en: 'It must end after it begins.' },
          },
        ]
      : []),
  ],
  words: ({ fromMinute, untilMinute }) =>
    inBoth((locale) => {
      const span = `${sayClock(fromMinute)}–${sayClock(untilMinute)}`;
      return locale === 'ko' ? `${span} 시작하는 예약` : `Bookings that start ${span}`;
    }),
  allows: ({ fromMinute, untilMinute }, { minute }) => minute >= fromMinute && minute < untilMinute,
  why: ({ fromMinute, untilMinute }) =>
    inBoth((locale) => {
      const span = `${sayClock(fromMinute)}–${sayClock(untilMinute)}`;
      return locale === 'ko'
        ? `${span}에 시작하는 예약에만 쓸 수 있어요.`
        : `Works only for bookings that start ${span}.`;
    }),
});
