import type { Taking } from '../availability/day-book';

type Taken = Omit<Taking, 'seats'>;

/**
 * What `next` takes beyond `now`: held while a change waits for its payment, so that either way it ends the table is there.
 * Stretches of a table that need the same are one.
 */
export function takingsBeyond(now: readonly Taken[], next: readonly Taking[], granule: number): Taking[] {
  const taken = new Map<string, number>();
  const at = (tableId: number, minute: number) => `${tableId}/${minute}`;
  for (const one of now) {
    for (let minute = one.fromMinute; minute < one.toMinute; minute += granule)
      taken.set(at(one.tableId, minute), (taken.get(at(one.tableId, minute)) ?? 0) + one.taken);
  }
  const beyond: Taking[] = [];
  for (const one of next) {
    let open = null as Taking | null;
    for (let minute = one.fromMinute; minute < one.toMinute; minute += granule) {
      const more = one.taken - (taken.get(at(one.tableId, minute)) ?? 0);
      if (more <= 0) {
        open = null;
      } else if (open?.taken === more) {
        open.toMinute = minute + granule;
      } else {
        open = { ...one, fromMinute: minute, toMinute: minute + granule, taken: more };
        beyond.push(open);
      }
    }
  }
  return beyond;
}
