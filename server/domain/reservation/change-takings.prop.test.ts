import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Taking } from '../availability/day-book';
import { takingsBeyond } from './change-takings';

const STEP = 30;
const takingArb = (tableId: number): fc.Arbitrary<Taking> =>
  fc
    .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }))
    .map(([from, length, taken]) => ({
      tableId,
      fromMinute: from * STEP,
      toMinute: (from + length) * STEP,
      taken,
      seats: 8,
    }));
const takingsArb = fc
  .subarray([0, 1, 2, 3])
  .chain((tables) => fc.tuple(...tables.map((tableId) => takingArb(tableId))))
  .map((takings) => takings as Taking[]);

const count = (takings: readonly Taking[], tableId: number, minute: number) =>
  takings
    .filter((one) => one.tableId === tableId && one.fromMinute <= minute && minute < one.toMinute)
    .reduce((sum, one) => sum + one.taken, 0);

describe('what a change holds beyond its booking', () => {
  it('makes of every granule the larger of the two, and takes nothing elsewhere', () => {
    fc.assert(
      fc.property(takingsArb, takingsArb, (now, next) => {
        const beyond = takingsBeyond(now, next, STEP);
        for (let tableId = 0; tableId < 4; tableId++) {
          for (let minute = 0; minute < 20 * STEP; minute += STEP) {
            const before = count(now, tableId, minute);
            expect(before + count(beyond, tableId, minute)).toBe(Math.max(before, count(next, tableId, minute)));
          }
        }
      }),
    );
  });

  it('starts of one table are distinct, so that each stretch is a row of its own', () => {
    fc.assert(
      fc.property(takingsArb, takingsArb, (now, next) => {
        const keys = takingsBeyond(now, next, STEP).map((one) => `${one.tableId}/${one.fromMinute}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
