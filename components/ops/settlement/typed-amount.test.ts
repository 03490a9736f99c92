import { describe, expect, it } from 'vitest';
import { typedAmount } from './typed-amount';

describe('an amount that was typed', () => {
  it.each([
    ['1,234,000', 'KRW', 1_234_000],
    ['1234000원', 'KRW', 1_234_000],
    [' ₩ 5,000 ', 'KRW', 5_000],
    ['12.5', 'USD', 1_250],
    ['$1,200', 'USD', 120_000],
  ] as const)('%s in %s is %d', (text, currency, minor) => {
    expect(typedAmount(text, currency)).toBe(minor);
  });

  it.each([
    ['', 'KRW'],
    ['12.5', 'KRW'],
    ['-5', 'KRW'],
    ['1e3', 'KRW'],
    ['1.234', 'USD'],
  ] as const)('%s in %s is none', (text, currency) => {
    expect(typedAmount(text, currency)).toBeNull();
  });
});
