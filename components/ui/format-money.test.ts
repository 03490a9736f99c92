import { describe, expect, it } from 'vitest';
import { formatMoney } from './format-money';

describe('money in words', () => {
  it('shows won without minor units, as each language writes it', () => {
    expect(formatMoney({ amountMinor: 5000, currency: 'KRW' }, 'en')).toBe('₩5,000');
    expect(formatMoney({ amountMinor: 5000, currency: 'KRW' }, 'ko')).toBe('5,000원');
  });
  it('shows cents only when there are any', () => {
    expect(formatMoney({ amountMinor: 1200, currency: 'USD' }, 'en')).toBe('$12');
    expect(formatMoney({ amountMinor: 1250, currency: 'USD' }, 'en')).toBe('$12.50');
  });
  it('keeps the sign of a refund', () => {
    expect(formatMoney({ amountMinor: -5000, currency: 'KRW' }, 'en')).toBe('−₩5,000');
    expect(formatMoney({ amountMinor: -5000, currency: 'KRW' }, 'ko')).toBe('−5,000원');
  });
});
