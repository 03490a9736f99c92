import { describe, expect, it } from 'vitest';
import { boundsOf, chairsOf, countTables } from './floor-shapes';

const table = (overrides: object) => ({
  tableId: 1,
  label: '1',
  areaNo: 1,
  seats: 4,
  minParty: 1,
  maxParty: 4,
  shareable: false,
  shape: 'rect' as const,
  x: 2,
  y: 3,
  w: 3,
  h: 2,
  ...overrides,
});

describe('the floor plan', () => {
  it.each([
    ['rect', 1],
    ['rect', 5],
    ['rect', 8],
    ['round', 3],
    ['counter', 9],
  ])('draws as many chairs as a %s table of %i has seats, none of them on the table', (shape, seats) => {
    const one = table({ shape, seats });
    const chairs = chairsOf(one);
    expect(chairs).toHaveLength(seats);
    for (const { x, y } of chairs) {
      const onTable = x > one.x && x < one.x + one.w && y > one.y && y < one.y + one.h;
      expect(onTable && shape !== 'round').toBe(false);
    }
  });
  it('puts the guests of a counter on one side', () => {
    const wide = chairsOf(table({ shape: 'counter', seats: 6, w: 9, h: 1 }));
    expect(new Set(wide.map((chair) => chair.y)).size).toBe(1);
    const tall = chairsOf(table({ shape: 'counter', seats: 6, w: 1, h: 9 }));
    expect(new Set(tall.map((chair) => chair.x)).size).toBe(1);
  });
  it('holds all tables of an area in its rectangle', () => {
    const box = boundsOf([table({}), table({ x: 10, y: 12, w: 2, h: 2 })])!;
    expect(box.x).toBeLessThan(2);
    expect(box.y).toBeLessThan(3);
    expect(box.x + box.w).toBeGreaterThan(12);
    expect(box.y + box.h).toBeGreaterThan(14);
    expect(boundsOf([])).toBeNull();
  });
  it('counts tables by size, smallest first, and a counter by its seats', () => {
    expect(countTables([table({}), table({ seats: 2 }), table({}), table({ seats: 8, shareable: true })])).toEqual([
      { shared: false, seats: 2, count: 1 },
      { shared: false, seats: 4, count: 2 },
      { shared: true, seats: 8, count: 1 },
    ]);
  });
});
