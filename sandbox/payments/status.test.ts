import { describe, expect, test } from 'vitest';
import { addBusinessDays, parseSeoulTime, seoulDate, seoulTime, seoulTimeWithoutOffset } from './seoul-time';
import { assertTransition, STATUS_TRANSITIONS } from './status';
import type { PaymentStatus } from './types';

describe('status table', () => {
  const all = Object.keys(STATUS_TRANSITIONS) as PaymentStatus[];

  test('every state is reached from READY, and the three ends are closed', () => {
    const reached = new Set<PaymentStatus>(['READY']);
    for (const state of reached) for (const next of STATUS_TRANSITIONS[state]) reached.add(next);
    expect([...reached].sort()).toEqual([...all].sort());
    expect(all.filter((state) => STATUS_TRANSITIONS[state].length === 0)).toEqual(['CANCELED', 'ABORTED', 'EXPIRED']);
  });

  test('money is never taken without authentication, nor after an end', () => {
    expect(() => assertTransition('READY', 'DONE')).toThrow('READY to DONE');
    expect(() => assertTransition('EXPIRED', 'DONE')).toThrow();
    expect(() => assertTransition('CANCELED', 'DONE')).toThrow();
  });
});

describe('Seoul time', () => {
  const at = Date.UTC(2026, 10, 20, 15, 30, 5, 7);

  test('is nine hours ahead, in the forms the provider uses', () => {
    expect(seoulTime(at)).toBe('2026-11-21T00:30:05+09:00');
    expect(seoulTimeWithoutOffset(at)).toBe('2026-11-21T00:30:05.007000');
    expect(seoulDate(at)).toBe('2026-11-21');
  });

  test('is read back from a date or a time, and nothing else', () => {
    expect(parseSeoulTime('2026-11-21')).toBe(Date.UTC(2026, 10, 20, 15));
    expect(parseSeoulTime('2026-11-21T00:30:05')).toBe(at - 7);
    expect(parseSeoulTime('2026-13-41')).toBeUndefined();
    expect(parseSeoulTime('yesterday')).toBeUndefined();
  });

  test('business days skip the weekend', () => {
    expect(addBusinessDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(addBusinessDays('2026-11-20', 2)).toBe('2026-11-24');
    expect(addBusinessDays('2026-11-21', 0)).toBe('2026-11-21');
  });
});
