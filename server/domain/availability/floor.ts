export type Table = {
  tableId: number;
  seats: number;
  minParty: number;
  maxParty: number;
  /** A counter: parties share it, each taking as many seats as it has guests. */
  shareable: boolean;
  /** Out of service when false: takes no new party. */
  active: boolean;
};

/** `joins` are pairs of tables that stand next to each other and can be combined. */
export type Floor = { tables: Table[]; joins: [number, number][] };

/** Occupancy's stand-in for pacing: the guests who start in a slot are counted as taken "seats" of table 0. */
export const PACING_TABLE = 0;

/** Written as the seats of table 0 where a restaurant sets no pacing. */
export const NO_PACING = 32_767;

export const MAX_JOINED = 3;

/** Each connected set of two or three exclusive, active tables, fewest tables first, then fewest seats, then lowest ids. */
export function joinableSets(floor: Floor): Table[][] {
  const byId = new Map(floor.tables.filter((t) => t.active && !t.shareable).map((t) => [t.tableId, t]));
  const neighbours = new Map<number, number[]>();
  for (const [a, b] of floor.joins) {
    if (!byId.has(a) || !byId.has(b)) continue;
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
    neighbours.set(b, [...(neighbours.get(b) ?? []), a]);
  }
  const sets = new Map<string, number[]>();
  let grown: number[][] = [...neighbours.keys()].map((id) => [id]);
  for (let size = 2; size <= MAX_JOINED; size++) {
    const next = new Map<string, number[]>();
    for (const set of grown) {
      for (const id of set.flatMap((member) => neighbours.get(member) ?? [])) {
        if (set.includes(id)) continue;
        const larger = [...set, id].sort((a, b) => a - b);
        next.set(larger.join(), larger);
      }
    }
    for (const [key, set] of next) sets.set(key, set);
    grown = [...next.values()];
  }
  const seatsOf = (set: Table[]) => set.reduce((sum, table) => sum + table.seats, 0);
  return [...sets.values()]
    .map((ids) => ids.map((id) => byId.get(id)!))
    .sort((a, b) => a.length - b.length || seatsOf(a) - seatsOf(b) || a[0]!.tableId - b[0]!.tableId);
}

/** The most guests one booking can have: the largest table or joinable set. */
export function largestParty(floor: Floor): number {
  const single = floor.tables.filter((t) => t.active).map((t) => t.maxParty);
  const joined = joinableSets(floor).map((set) => set.reduce((sum, table) => sum + table.seats, 0));
  return Math.max(0, ...single, ...joined);
}
