import { describe, expect, it } from 'vitest';
import { type Floor, largestParty } from '@/server/domain/availability/floor';
import { ASSUMED_M2, floorFromArea, MOST_TABLES, readArea } from './floor-from-area';
import { guessCuisine } from './guess-cuisine';
import { progressLine } from './progress';
import { COLUMNS, readHeader, readRow, tidy } from './register-row';
import { slugOf } from './slug';

const asFloor = ({ tables, joins }: ReturnType<typeof floorFromArea>): Floor => ({
  tables: tables.map((table) => ({ ...table, maxParty: table.seats, shareable: false, active: true })),
  joins,
});
const AREAS = [null, 0.5, 9.44, 12, 17.28, 33, 59.4, 99.8, 173.81, 247, 555, 1647, 6016.7, 9e9];

describe('a floor from an area', () => {
  it.each(AREAS)('of %s m² has one to forty tables that stand apart on the plan', (area) => {
    const { tables } = floorFromArea(area);
    expect(tables.length).toBeGreaterThanOrEqual(2);
    expect(tables.length).toBeLessThanOrEqual(MOST_TABLES);
    expect(tables.map((table) => table.tableId)).toEqual(tables.map((_, index) => index + 1));
    for (const a of tables) {
      expect(a.x + a.w).toBeLessThanOrEqual(24);
      expect(a.y + a.h).toBeLessThanOrEqual(16);
      const touching = tables.filter(
        (b) => b !== a && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
      );
      expect(touching).toEqual([]);
    }
  });

  it.each(AREAS)('of %s m² takes every party up to its largest and none above it', (area) => {
    const floor = floorFromArea(area);
    expect(largestParty(asFloor(floor))).toBe(floor.maxParty);
    for (let party = 1; party <= floor.maxParty; party++) {
      const single = floor.tables.some((table) => table.minParty <= party && party <= table.seats);
      expect(single || (floor.joins.length > 0 && party <= 8), `${party} guests`).toBe(true);
    }
  });

  it('joins neighbours only', () => {
    for (const { tables, joins } of AREAS.map(floorFromArea)) {
      for (const [a, b] of joins) {
        expect(b).toBe(a + 1);
        expect(tables[a - 1]!.y).toBe(tables[b - 1]!.y);
      }
    }
  });

  it('grows with the area and never beyond what the area holds', () => {
    const seatsOf = (area: number) => floorFromArea(area).tables.reduce((sum, table) => sum + table.seats, 0);
    for (let area = 15; area < 300; area += 5) {
      expect(seatsOf(area + 5)).toBeGreaterThanOrEqual(seatsOf(area) - 1);
      expect(seatsOf(area) * 2.8).toBeLessThanOrEqual(area + 0.001);
    }
    expect(floorFromArea(60).tables.length).toBeGreaterThan(4);
  });

  it('is the assumed one where the register knows none: empty and 0 alike', () => {
    expect(readArea('')).toEqual({ ok: true, m2: null });
    expect(readArea(' 0.00 ')).toEqual({ ok: true, m2: null });
    expect(floorFromArea(null)).toEqual(floorFromArea(ASSUMED_M2));
  });

  it('is refused when the area is no number', () => {
    expect(readArea('71.04')).toEqual({ ok: true, m2: 71.04 });
    for (const text of ['about 30', '-5', '1,234', '1e3', 'NaN', '½'])
      expect(readArea(text), text).toEqual({ ok: false });
  });
});

describe('a row of the register', () => {
  const { places, missing } = readHeader([
    '\u00a0NAME',
    'license_id',
    'x',
    'district',
    'floor_area_m2',
    'Licensed_On ',
  ]);
  const row = (name: string, id = 'L-1', date = '2020-02-29', area = '40', district = '마포구') =>
    readRow([name, id, 'x', district, area, date], 6, places);

  it('is read by the names of its columns, in any order, with columns of others between', () => {
    expect(missing).toEqual([]);
    expect(row('한식당')).toEqual({ row: { licenseId: 'L-1', name: '한식당', district: '마포구', areaM2: 40 } });
    expect(readHeader(['id', 'name']).missing).toEqual(COLUMNS.filter((column) => column !== 'name'));
  });

  it('is told apart by what is wrong with it', () => {
    const reason = (answer: ReturnType<typeof readRow>) => ('reason' in answer ? answer.reason : null);
    expect(reason(row(' '))).toBe('missing-name');
    expect(reason(row('\u200b'))).toBe('missing-name');
    expect(reason(row('가'.repeat(201)))).toBe('long-name');
    expect(reason(row('가'.repeat(200)))).toBe(null);
    expect(reason(row('집', ''))).toBe('missing-id');
    expect(reason(row('집', '허가-1'))).toBe('bad-id');
    expect(reason(row('집', 'x'.repeat(41)))).toBe('bad-id');
    for (const date of ['', '2021-02-29', '20200101', '2020-1-1', 'yesterday']) {
      expect(reason(row('집', 'L', date)), date).toBe('date');
    }
    expect(reason(row('집', 'L', '2020-01-01', 'large'))).toBe('area');
    expect(reason(row('집', 'L', '2020-01-01', '1', ''))).toBe('district');
    expect(reason(row('집\ufffd'))).toBe('encoding');
    expect(reason(readRow(['a', 'b'], 6, places))).toBe('columns');
  });

  it('shows a name of several lines on one', () => {
    expect(tidy('  큰집\r\n  본점 ')).toBe('큰집 본점');
    expect(tidy('\u1112\u1161\u11ab')).toBe('한');
  });
});

describe('an address', () => {
  it('is readable, safe in a URL, and another one for another licence of the same name', () => {
    expect(slugOf('맛집 "여기" (본점)', 'L-1')).toMatch(/^맛집-여기-본점-[0-9a-z]{8}$/);
    expect(slugOf('Café & Bar', 'L-1')).toMatch(/^[a-z-]+-[0-9a-z]{8}$/);
    expect(slugOf('!!!', 'L-1')).toMatch(/^r-[0-9a-z]{8}$/);
    expect(slugOf('집', 'L-1')).not.toBe(slugOf('집', 'L-2'));
    expect(slugOf('집', 'L-1')).toBe(slugOf('집', 'L-1'));
    expect([...slugOf('가'.repeat(200), 'L-1')].length).toBeLessThan(80);
  });
});

describe('a cuisine', () => {
  it.each([
    ['부산횟집', 'seafood'],
    ['최고갈비 등촌역본점', 'bbq'],
    ['신흥반점', 'chinese'],
    ['명성각', 'chinese'],
    ['유일양꼬치', 'chinese'],
    ['스시소언', 'sushi'],
    ['종로초밥', 'sushi'],
    ['메가커피', 'bakery_cafe'],
    ['Blue CAFE', 'bakery_cafe'],
    ['파스타공방', 'italian'],
    ['하림호프', 'bar'],
    ['23호 포차', 'bar'],
    ['신월손칼국수', 'noodles'],
    ['돼지국밥집', 'korean'],
    ['염창식당', 'korean'],
    ['좋은생각', 'korean'],
  ])('%s is %s', (name, cuisine) => {
    expect(guessCuisine(name)).toBe(cuisine);
  });
});

describe('progress', () => {
  const progress = { read: 500, added: 300, unchanged: 150, rejected: new Map([['date', 50] as const]) };

  it('is one line with every count', () => {
    const line = progressLine({ ...progress, bytesRead: 50, bytesTotal: 100 }, 1_000, true);
    expect(line).toBe(
      `${'█'.repeat(12)}${'░'.repeat(12)}  50 %  500 rows: 300 added, 150 unchanged, 50 rejected, 500 rows/s`,
    );
    expect(progressLine({ ...progress, bytesRead: 0, bytesTotal: 0 }, 0, false)).toContain('100 %');
  });
});
