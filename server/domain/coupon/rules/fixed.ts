import { z } from 'zod';
import { inBoth, sayMoney } from '../words';
import { discount, MOST_MINOR, outside } from './rule';

/** So much off. */
export const fixed = discount({
  kind: 'fixed',
  label: { ko: '정액 할인', en: 'Amount off' },
  fields: [{ name: 'amountMinor', type: 'money', label: { ko: '할인 금액', en: 'Amount off' } }],
  schema: z.object({ amountMinor: z.number() }),
  problems: ({ amountMinor }, others) => {
    const minimum = others.get('minimum-spend')?.amountMinor;
    const range = outside('amountMinor', amountMinor, 1, MOST_MINOR, {
      ko: '할인 금액은 1 이상의 정수여야 해요.',
      en: 'The amount off must be a whole number of at least 1.',
    });
    if (range.length > 0 || typeof minimum !== 'number' || amountMinor <= minimum) return range;
    const words = {
      ko: '할인 금액이 최소 결제 금액보다 커요.',
      en: 'The amount off is more than the minimum spend.',
    };
    return [{ field: 'amountMinor', problem: 'above-minimum', words }];
  },
  words: ({ amountMinor }, { currency }) =>
    inBoth((locale) => `${sayMoney(amountMinor, currency, locale)} ${locale === 'ko' ? '할인' : 'off'}`),
  off: ({ amountMinor }, spendMinor) => Math.min(amountMinor, spendMinor),
});
