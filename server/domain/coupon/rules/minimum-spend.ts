import { z } from 'zod';
import { inBoth, sayMoney } from '../words';
import { condition, MOST_MINOR, outside } from './rule';

/** Only where at least so much is paid to book, before any discount. */
export const minimumSpend = condition({
  kind: 'minimum-spend',
  label: { ko: '최소 결제 금액', en: 'Minimum spend' },
  fields: [{ name: 'amountMinor', type: 'money', label: { ko: '최소 결제 금액', en: 'At least' } }],
  schema: z.object({ amountMinor: z.number() }),
  problems: ({ amountMinor }) =>
    outside('amountMinor', amountMinor, 1, MOST_MINOR, {
      ko: '최소 결제 금액은 1 이상의 정수여야 해요.',
      en: 'The minimum spend must be a whole number of at least 1.',
    }),
  words: ({ amountMinor }, { currency }) =>
    inBoth((locale) => {
      const amount = sayMoney(amountMinor, currency, locale);
      return locale === 'ko' ? `예약금 ${amount} 이상` : `Deposits of ${amount} or more`;
    }),
  allows: ({ amountMinor }, booking) => booking.spendMinor >= amountMinor,
  why: ({ amountMinor }, { currency }) =>
    inBoth((locale) => {
      const amount = sayMoney(amountMinor, currency, locale);
      return locale === 'ko' ? `예약금이 ${amount} 이상일 때 쓸 수 있어요.` : `Works from a deposit of ${amount}.`;
    }),
});
