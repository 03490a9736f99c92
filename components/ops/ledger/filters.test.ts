import { describe, expect, it } from 'vitest';
import { entriesHref, filtersSchema, queryOf } from './filters';

describe('what a list of entries is narrowed to', () => {
  it('counts whole days of the operators’ clock, the last one in it', () => {
    const { fromMs, toMs } = queryOf('bank', { from: '2026-11-01', to: '2026-11-01' });
    expect(new Date(fromMs!).toISOString()).toBe('2026-10-31T15:00:00.000Z');
    expect(toMs! - fromMs!).toBe(86_400_000);
  });

  it('refuses ids of something else and days that are none', () => {
    expect(filtersSchema.safeParse({ restaurant: 'res_01' }).success).toBe(false);
    expect(filtersSchema.safeParse({ from: '2026-02-30' }).success).toBe(false);
    expect(filtersSchema.safeParse({}).success).toBe(true);
  });

  it('stands in the address without what was left empty', () => {
    expect(entriesHref('bank', { currency: 'KRW', from: '', to: undefined })).toBe('/ops/ledger/bank?currency=KRW');
    expect(entriesHref('bank', {})).toBe('/ops/ledger/bank');
  });
});
