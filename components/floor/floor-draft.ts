import {
  type AreaDraft,
  type FloorDraft,
  floorProblems,
  PLAN,
  type TableConflict,
  type TableDraft,
} from '@/server/domain/restaurant/floor-plan';

export type FloorAction =
  | { type: 'move'; tableId: number; x: number; y: number }
  | { type: 'resize'; tableId: number; w: number; h: number }
  | { type: 'change'; tableId: number; set: Partial<TableDraft> }
  | { type: 'add'; areaNo: number }
  | { type: 'remove'; tableId: number }
  | { type: 'join'; a: number; b: number }
  | { type: 'area'; areaNo: number; set: Partial<AreaDraft> }
  | { type: 'add-area'; name: string }
  | { type: 'remove-area'; areaNo: number }
  | { type: 'replace'; floor: FloorDraft };

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, Math.round(value)));

/** The floor after one edit. Places and sizes snap to whole units and stay on the plan; what depends on a value follows it. */
export function editFloor(floor: FloorDraft, action: FloorAction): FloorDraft {
  const change = (tableId: number, edit: (table: TableDraft) => TableDraft): FloorDraft => ({
    ...floor,
    tables: floor.tables.map((table) => (table.tableId === tableId ? edit(table) : table)),
  });
  switch (action.type) {
    case 'move':
      return change(action.tableId, (table) => ({
        ...table,
        x: clamp(action.x, 0, PLAN.width - table.w),
        y: clamp(action.y, 0, PLAN.height - table.h),
      }));
    case 'resize':
      return change(action.tableId, (table) => ({
        ...table,
        w: clamp(action.w, 1, PLAN.width - table.x),
        h: clamp(action.h, 1, PLAN.height - table.y),
      }));
    case 'change': {
      const next = change(action.tableId, (table) => coherent({ ...table, ...action.set }));
      // Parties at a counter share it by the seat: it is not put together with a table.
      return action.set.shareable ? withoutJoins(next, action.tableId) : next;
    }
    case 'add':
      return { ...floor, tables: [...floor.tables, newTable(floor, action.areaNo)] };
    case 'remove':
      return withoutJoins(
        { ...floor, tables: floor.tables.filter((table) => table.tableId !== action.tableId) },
        action.tableId,
      );
    case 'join':
      return { ...floor, joins: toggleJoin(floor.joins, action.a, action.b) };
    case 'area':
      return {
        ...floor,
        areas: floor.areas.map((area) => (area.areaNo === action.areaNo ? { ...area, ...action.set } : area)),
      };
    case 'add-area': {
      const areaNo = Math.max(0, ...floor.areas.map((area) => area.areaNo)) + 1;
      return { ...floor, areas: [...floor.areas, { areaNo, name: action.name, nameEn: null }] };
    }
    case 'remove-area':
      return { ...floor, areas: floor.areas.filter((area) => area.areaNo !== action.areaNo) };
    case 'replace':
      return action.floor;
  }
}

/** Parties that fit: fewer seats make the largest party smaller, and the smallest never larger than it. */
function coherent(table: TableDraft): TableDraft {
  const maxParty = Math.min(table.maxParty, Math.max(1, table.seats));
  return { ...table, maxParty, minParty: Math.min(table.minParty, Math.max(1, maxParty)) };
}

const withoutJoins = (floor: FloorDraft, tableId: number): FloorDraft => ({
  ...floor,
  joins: floor.joins.filter((join) => !join.includes(tableId)),
});

export const isJoined = (joins: FloorDraft['joins'], a: number, b: number): boolean =>
  joins.some((join) => join.includes(a) && join.includes(b));

const toggleJoin = (joins: FloorDraft['joins'], a: number, b: number): FloorDraft['joins'] =>
  isJoined(joins, a, b) ? joins.filter((join) => !(join.includes(a) && join.includes(b))) : [...joins, [a, b]];

const SIZE = 2;

function newTable(floor: FloorDraft, areaNo: number): TableDraft {
  const labels = new Set(floor.tables.map((table) => table.label.trim()));
  let number = floor.tables.length + 1;
  while (labels.has(`T${number}`)) number += 1;
  return {
    tableId: Math.min(0, ...floor.tables.map((table) => table.tableId)) - 1,
    label: `T${number}`,
    areaNo,
    seats: 2,
    minParty: 1,
    maxParty: 2,
    shareable: false,
    active: true,
    shape: 'round',
    ...freePlace(floor.tables),
    w: SIZE,
    h: SIZE,
  };
}

type Box = Pick<TableDraft, 'x' | 'y' | 'w' | 'h'>;

export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The first place with room around it, row by row; the middle of a full plan. */
function freePlace(tables: readonly Box[]): { x: number; y: number } {
  for (let y = 1; y + SIZE < PLAN.height; y++) {
    for (let x = 1; x + SIZE < PLAN.width; x++) {
      const room = { x: x - 1, y: y - 1, w: SIZE + 2, h: SIZE + 2 };
      if (!tables.some((table) => overlap(room, table))) return { x, y };
    }
  }
  return { x: PLAN.width / 2, y: PLAN.height / 2 };
}

/** Tables it could be put together with, the nearest first. */
export function neighboursOf(floor: FloorDraft, table: TableDraft): TableDraft[] {
  const middle = (box: Box) => ({ x: box.x + box.w / 2, y: box.y + box.h / 2 });
  const from = middle(table);
  const distance = (other: Box) => Math.hypot(middle(other).x - from.x, middle(other).y - from.y);
  return floor.tables
    .filter((other) => other.tableId !== table.tableId && !other.shareable)
    .sort((a, b) => distance(a) - distance(b));
}

/** What is wrong with a floor, by table and by area, as words of `problem`. */
export function problemsByPart(floor: FloorDraft, problems = floorProblems(floor)) {
  const tables = new Map<number, string[]>();
  const areas = new Map<number, string[]>();
  const other: string[] = [];
  for (const { field, index, problem } of problems) {
    const list = field === 'tables' ? tables : areas;
    const part =
      index === undefined ? undefined : field === 'tables' ? floor.tables[index]?.tableId : floor.areas[index]?.areaNo;
    if ((field === 'tables' || field === 'areas') && part !== undefined)
      list.set(part, [...(list.get(part) ?? []), problem]);
    else other.push(`${field}-${problem}`);
  }
  return { tables, areas, other };
}

/**
 * The floor with a refused change of one table taken back. A table that was removed stays out of service instead: its
 * bookings keep it, and no new one gets it.
 */
export function takeBack(floor: FloorDraft, saved: FloorDraft, { tableId, problem }: TableConflict): FloorDraft {
  const before = saved.tables.find((table) => table.tableId === tableId);
  if (!before) return floor;
  if (problem === 'removed') {
    const areas = floor.areas.some((area) => area.areaNo === before.areaNo)
      ? floor.areas
      : [...floor.areas, saved.areas.find((area) => area.areaNo === before.areaNo)!];
    return { ...floor, areas, tables: [...floor.tables, { ...before, active: false }] };
  }
  const { seats, minParty, maxParty, shareable } = before;
  return {
    ...floor,
    tables: floor.tables.map((table) =>
      table.tableId !== tableId
        ? table
        : problem === 'sharing'
          ? { ...table, shareable }
          : { ...table, seats, minParty, maxParty },
    ),
  };
}
