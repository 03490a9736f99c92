import { formatDateTime } from '@/components/ui/format-date-time';
import { OPS_ZONE, type Reconciliation } from './types';

export const isQuiet = (row: Reconciliation): boolean => row.status !== 'failed' && row.compared + row.differing === 0;

const dayOf = (at: Date): string => formatDateTime(at, { timeZone: OPS_ZONE, locale: 'en', style: 'day' });

/**
 * Rows, the newest first, with neighbouring stretches of a day in which a provider and we both had nothing made one: a night
 * is a line and does not hide the hour that differs.
 */
export function foldQuietHours(rows: Reconciliation[]): Reconciliation[] {
  const folded: Reconciliation[] = [];
  const lastOf = new Map<string, number>();
  for (const row of rows) {
    const key = `${row.provider} ${row.kind}`;
    const place = lastOf.get(key) ?? -1;
    const newer = folded[place];
    const follows = newer && isQuiet(newer) && isQuiet(row) && row.untilAt.getTime() === newer.fromAt.getTime();
    if (follows && dayOf(row.fromAt) === dayOf(newer.fromAt)) folded[place] = { ...newer, fromAt: row.fromAt };
    else lastOf.set(key, folded.push(row) - 1);
  }
  return folded;
}
