import type { FloorTable } from '@/server/services/restaurant';

export type Box = { x: number; y: number; w: number; h: number };
/** A chair: its middle, and how far it is turned, degrees. */
export type Chair = { x: number; y: number; turn: number };

/** How far a chair's middle stands from the edge of its table, in units of the plan. */
const REACH = 0.3;

const row = (from: number, length: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + (length * (index + 0.5)) / count);

/** The chairs of a table where guests would look for them: around, along both long sides, or along a counter. */
export function chairsOf({ shape, seats, x, y, w, h }: FloorTable): Chair[] {
  if (shape === 'round') {
    return Array.from({ length: seats }, (_, index) => {
      const angle = (index / seats) * 2 * Math.PI - Math.PI / 2;
      return {
        x: x + w / 2 + Math.cos(angle) * (w / 2 + REACH),
        y: y + h / 2 + Math.sin(angle) * (h / 2 + REACH),
        turn: (angle * 180) / Math.PI + 90,
      };
    });
  }
  const wide = w >= h;
  const near = shape === 'counter' ? seats : Math.ceil(seats / 2);
  const side = (count: number, at: 'near' | 'far'): Chair[] =>
    wide
      ? row(x, w, count).map((cx) => ({ x: cx, y: at === 'near' ? y + h + REACH : y - REACH, turn: 0 }))
      : row(y, h, count).map((cy) => ({ x: at === 'near' ? x + w + REACH : x - REACH, y: cy, turn: 90 }));
  return [...side(near, 'near'), ...side(seats - near, 'far')];
}

/** Room around an area's tables for chairs, and above for its name. */
const MARGIN = 0.8;

/** The rectangle that holds all tables of an area; null for an area without any. */
export function boundsOf(tables: FloorTable[]): Box | null {
  if (tables.length === 0) return null;
  const x = Math.min(...tables.map((table) => table.x)) - MARGIN;
  const y = Math.min(...tables.map((table) => table.y)) - MARGIN;
  return {
    x,
    y,
    w: Math.max(...tables.map((table) => table.x + table.w)) + MARGIN - x,
    h: Math.max(...tables.map((table) => table.y + table.h)) + MARGIN - y,
  };
}

/** How many tables of each size an area has, smallest first; shared counters one by one. */
export function countTables(tables: FloorTable[]): { shared: boolean; seats: number; count: number }[] {
  const counts: { shared: boolean; seats: number; count: number }[] = [];
  for (const { shareable, seats } of [...tables].sort((a, b) => a.seats - b.seats)) {
    const same = counts.find((one) => !shareable && !one.shared && one.seats === seats);
    if (same) same.count += 1;
    else counts.push({ shared: shareable, seats, count: 1 });
  }
  return counts.sort((a, b) => Number(a.shared) - Number(b.shared));
}
