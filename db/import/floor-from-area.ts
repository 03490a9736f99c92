/** A table derived from a licence register, on the 24 × 16 floor plan. */
export type DerivedTable = {
  tableId: number;
  seats: number;
  minParty: number;
  shape: 'rect' | 'round';
  x: number;
  y: number;
  w: number;
  h: number;
};
export type DerivedFloor = { tables: DerivedTable[]; joins: [number, number][]; maxParty: number };

/** Licensed area a seat needs, kitchen and ways included. */
const M2_A_SEAT = 2.8;
/** Half of all licensed restaurants of Seoul are smaller than this: what is assumed where the register says nothing. */
export const ASSUMED_M2 = 60;
/** More than this is a hall, a food court or a mistake in the register; its floor is for its owner to draw. */
export const MOST_TABLES = 40;
/** Below this the register means the counter of a kiosk or a slip of the pen; two small tables are assumed. */
const FEWEST_SEATS = 4;

/** Seats of one round of tables; a floor is so many rounds as its seats allow. Mostly twos and fours, as parties are. */
const ROUND = [4, 2, 4, 2, 6] as const;

/**
 * A floor area as registers write it. Empty and 0 are unknown (`null`): a licence of no room is a register that was not
 * filled in. Not a number, or below 0, is refused.
 */
export function readArea(text: string): { ok: true; m2: number | null } | { ok: false } {
  const digits = text.trim();
  if (digits === '') return { ok: true, m2: null };
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(digits)) return { ok: false };
  const m2 = Number(digits);
  return Number.isFinite(m2) ? { ok: true, m2: m2 > 0 ? m2 : null } : { ok: false };
}

/**
 * The floor a restaurant of that area would have: between two tables and `MOST_TABLES`, neighbouring fours joinable to
 * eight. The same area always gives the same floor.
 */
export function floorFromArea(areaM2: number | null): DerivedFloor {
  const seats = Math.max(FEWEST_SEATS, Math.floor((areaM2 ?? ASSUMED_M2) / M2_A_SEAT));
  const sizes: number[] = [];
  for (let left = seats; left >= 2 && sizes.length < MOST_TABLES; ) {
    const wished = ROUND[sizes.length % ROUND.length]!;
    // A room for five is two small tables rather than one of four.
    const size = left >= wished && (left > 5 || sizes.length > 0) ? wished : 2;
    sizes.push(size);
    left -= size;
  }
  // Small tables at the front, so that equal ones are neighbours.
  sizes.sort((a, b) => a - b);
  const tables = place(sizes);
  const fours = tables.filter((table) => table.seats === 4);
  const joins: [number, number][] = [];
  for (let index = 0; index + 1 < fours.length; index += 2) {
    const [a, b] = [fours[index]!, fours[index + 1]!];
    if (a.y === b.y) joins.push([a.tableId, b.tableId]);
  }
  return { tables, joins, maxParty: joins.length > 0 ? 8 : Math.max(...sizes) };
}

/** Rows of six for a room, of eight for a hall: every cell has space around its table. */
function place(sizes: readonly number[]): DerivedTable[] {
  const [columns, cell] = sizes.length <= 24 ? [6, 4] : [8, 3];
  return sizes.map((seats, index) => ({
    tableId: index + 1,
    seats,
    minParty: seats === 6 ? 3 : 1,
    shape: seats === 2 ? 'round' : 'rect',
    x: (index % columns) * cell,
    y: Math.floor(index / columns) * cell,
    w: seats === 6 ? cell - 1 : 2,
    h: 2,
  }));
}
