import { describe, expect, it } from 'vitest';
import { type FloorDraft, floorProblems, PLAN, type TableDraft } from '@/server/domain/restaurant/floor-plan';
import { editFloor, isJoined, neighboursOf, overlap, problemsByPart, takeBack } from './floor-draft';

const table = (tableId: number, set: Partial<TableDraft> = {}): TableDraft => ({
  tableId,
  label: `T${tableId}`,
  areaNo: 1,
  seats: 4,
  minParty: 2,
  maxParty: 4,
  shareable: false,
  active: true,
  shape: 'rect',
  x: tableId * 4,
  y: 2,
  w: 2,
  h: 2,
  ...set,
});
const floor: FloorDraft = {
  areas: [{ areaNo: 1, name: 'Hall', nameEn: null }],
  tables: [table(1), table(2), table(3)],
  joins: [
    [1, 2],
    [2, 3],
  ],
};
const of = (draft: FloorDraft, tableId: number) => draft.tables.find((one) => one.tableId === tableId)!;

describe('editing a floor', () => {
  it('snaps a moved table to whole units and keeps it on the plan', () => {
    expect(of(editFloor(floor, { type: 'move', tableId: 1, x: 5.4, y: 3.6 }), 1)).toMatchObject({ x: 5, y: 4 });
    expect(of(editFloor(floor, { type: 'move', tableId: 1, x: 99, y: -5 }), 1)).toMatchObject({
      x: PLAN.width - 2,
      y: 0,
    });
  });
  it('keeps a resized table on the plan and at least one unit large', () => {
    expect(of(editFloor(floor, { type: 'resize', tableId: 3, w: 99, h: 0 }), 3)).toMatchObject({
      w: PLAN.width - 12,
      h: 1,
    });
  });
  it('makes parties smaller with the seats', () => {
    expect(of(editFloor(floor, { type: 'change', tableId: 1, set: { seats: 1 } }), 1)).toMatchObject({
      minParty: 1,
      maxParty: 1,
    });
  });
  it('a counter loses its joins, a removed table too', () => {
    expect(editFloor(floor, { type: 'change', tableId: 2, set: { shareable: true } }).joins).toEqual([]);
    expect(editFloor(floor, { type: 'remove', tableId: 1 }).joins).toEqual([[2, 3]]);
  });
  it('joins and parts again, whichever way round it is said', () => {
    const joined = editFloor(floor, { type: 'join', a: 3, b: 1 });
    expect(isJoined(joined.joins, 1, 3)).toBe(true);
    expect(isJoined(editFloor(joined, { type: 'join', a: 1, b: 3 }).joins, 3, 1)).toBe(false);
  });
  it('gives a new table a number, a label and a place of its own, and the floor can be saved', () => {
    let draft = floor;
    for (let n = 0; n < 5; n++) draft = editFloor(draft, { type: 'add', areaNo: 1 });
    expect(floorProblems(draft)).toEqual([]);
    const clashes = draft.tables.filter((a) => draft.tables.some((b) => a !== b && overlap(a, b)));
    expect(clashes).toEqual([]);
  });
  it('names the nearest neighbours first', () => {
    expect(neighboursOf(floor, table(1)).map(({ tableId }) => tableId)).toEqual([2, 3]);
  });
  it('finds whose problem it is', () => {
    const wrong = editFloor(editFloor(floor, { type: 'change', tableId: 2, set: { label: ' ' } }), {
      type: 'area',
      areaNo: 1,
      set: { name: '' },
    });
    expect([...problemsByPart(wrong).tables]).toEqual([[2, ['no-label']]]);
    expect([...problemsByPart(wrong).areas]).toEqual([[1, ['no-name']]]);
  });
});

describe('a change that bookings forbid', () => {
  it('a removed table comes back out of service', () => {
    const draft = editFloor(floor, { type: 'remove', tableId: 3 });
    const back = takeBack(draft, floor, { tableId: 3, label: 'T3', problem: 'removed', dates: [] });
    expect(of(back, 3)).toEqual(table(3, { active: false }));
  });
  it('seats come back with their parties, and nothing else does', () => {
    const draft = editFloor(floor, { type: 'change', tableId: 3, set: { seats: 2, label: 'Window' } });
    const back = takeBack(draft, floor, { tableId: 3, label: 'T3', problem: 'seats', dates: [] });
    expect(of(back, 3)).toEqual(table(3, { label: 'Window' }));
  });
});
