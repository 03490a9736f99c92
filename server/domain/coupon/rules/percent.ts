import { z } from 'zod';
import { inBoth, sayMoney } from '../words';
import { discount, MOST_MINOR, outside } from './rule';

/** A share of what is paid, rounded down to the minor unit, never more than `maxMinor`. */
export const percent = discount({
  kind: 'percent',
  label: { ko: '정률 할인', en: 'Percent off' },
  fields: [
    { name: 'percent', type: 'percent', label: { ko: '할인율', en: 'Percent off' } },
    { name: 'maxMinor', type: 'money', label: { ko: '최대 할인 금액', en: 'At most' }, optional: true },
  ],
  // No maximum is said with null: one that is merely missing is a form that lost it.
  schema: z.object({ percent: z.number(), maxMinor: z.number().nullable() }),
  problems: ({ percent, maxMinor }) => [
    ...outside('percent', percent, 1, 100, {
      ko: '할인율은 1에서 100 사이의 정수여야 해요.',
      en: 'The percentage must be a whole number from 1 to 100.',
    }),
    ...(maxMinor === null
      ? []
      : outside('maxMinor', maxMinor, 1, MOST_MINOR, {
          ko: '최대 할인 금액은 1 이상이어야 해요. 제한이 없으면 비워 두세요.',
          en: 'The most it takes off must be at least 1. Leave it empty for no limit.',
        })),
  ],
  words: ({ percent, maxMinor }, { currency }) =>
    inBoth((locale) => {
      const max = maxMinor === null ? '' : sayMoney(maxMinor, currency, locale);
      if (locale === 'ko') return `${percent}% 할인${max && `, 최대 ${max}`}`;
      return `${percent}% off${max && `, up to ${max}`}`;
    }),
  off: ({ percent, maxMinor }, spendMinor) =>
    Math.min(Math.floor((spendMinor * percent) / 100), maxMinor ?? spendMinor),
});
