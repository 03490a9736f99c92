import { describe, expect, it } from 'vitest';
import type { ReconciliationId } from '@/server/domain/shared/ids';
import { foldQuietHours } from './quiet-hours';
import type { Reconciliation } from './types';

/** The hour that begins at that instant. */
function hour(iso: string, change: Partial<Reconciliation> = {}): Reconciliation {
  const fromAt = new Date(iso);
  const untilAt = new Date(fromAt.getTime() + 3_600_000);
  const id = `${change.provider ?? 'toss'} ${iso}` as ReconciliationId;
  const row = {
    provider: 'toss',
    kind: 'transactions',
    status: 'done',
    compared: 0,
    differing: 0,
    error: null,
  } as const;
  return { id, ...row, fromAt, untilAt, at: untilAt, ...change };
}
const shown = (rows: Reconciliation[]) =>
  foldQuietHours(rows).map(
    (row) => `${row.provider} ${row.fromAt.toISOString()} ${row.untilAt.toISOString().slice(11, 16)}`,
  );

describe('hours in which nothing moved', () => {
  it('are one line a provider, however their rows alternate', () => {
    const rows = ['2026-11-27T18:00:00Z', '2026-11-27T17:00:00Z', '2026-11-27T16:00:00Z'].flatMap((iso) => [
      hour(iso),
      hour(iso, { provider: 'stripe' }),
    ]);
    expect(shown(rows)).toEqual(['toss 2026-11-27T16:00:00.000Z 19:00', 'stripe 2026-11-27T16:00:00.000Z 19:00']);
  });

  it.each([
    ['something was compared', { compared: 3 }],
    ['something differed', { compared: 1, differing: 1 }],
    ['only one side had something', { differing: 1 }],
    ['the provider did not answer', { status: 'failed' as const }],
  ])('do not swallow one in which %s', (_what, change) => {
    const rows = [hour('2026-11-27T18:00:00Z'), hour('2026-11-27T17:00:00Z', change), hour('2026-11-27T16:00:00Z')];
    expect(foldQuietHours(rows)).toEqual(rows);
  });

  it('end with the operators’ day, and where an hour is missing', () => {
    const midnight = [hour('2026-11-27T15:00:00Z'), hour('2026-11-27T14:00:00Z')];
    expect(foldQuietHours(midnight)).toEqual(midnight);
    const gap = [hour('2026-11-27T18:00:00Z'), hour('2026-11-27T16:00:00Z')];
    expect(foldQuietHours(gap)).toEqual(gap);
  });
});
