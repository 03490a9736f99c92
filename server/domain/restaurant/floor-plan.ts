import { type Problem, rangeProblem } from './problems';

export type AreaDraft = { areaNo: number; name: string; nameEn: string | null };

/** A table as its owner draws it. A new one has a negative number of the drawer's choosing, until it is saved. */
export type TableDraft = {
  tableId: number;
  label: string;
  areaNo: number;
  seats: number;
  minParty: number;
  maxParty: number;
  shareable: boolean;
  active: boolean;
  shape: 'rect' | 'round' | 'counter';
  x: number;
  y: number;
  w: number;
  h: number;
};

/** Joins are pairs of table numbers, those of new tables too. */
export type FloorDraft = { areas: AreaDraft[]; tables: TableDraft[]; joins: [number, number][] };

/** The floor plan is drawn on so many units. */
export const PLAN = { width: 24, height: 16 };
const MOST_AREAS = 20;
const MOST_TABLES = 200;
const MOST_SEATS = 200;

/** Everything wrong with a floor by itself; empty when it can be saved. */
export function floorProblems({ areas, tables, joins }: FloorDraft): Problem[] {
  return [
    ...(areas.length === 0 || areas.length > MOST_AREAS ? [{ field: 'areas', problem: 'count' }] : []),
    ...(tables.length === 0 || tables.length > MOST_TABLES ? [{ field: 'tables', problem: 'count' }] : []),
    ...areas.flatMap((area, index) => areaProblems(area, index, areas)),
    ...tables.flatMap((table, index) => tableProblems(table, index, tables, areas)),
    ...joins.flatMap((join, index) => joinProblems(join, index, joins, tables)),
  ];
}

function areaProblems(area: AreaDraft, index: number, areas: AreaDraft[]): Problem[] {
  const problems = rangeProblem('areas', area.areaNo, 1, 999, index);
  if (area.name.trim() === '') problems.push({ field: 'areas', index, problem: 'no-name' });
  if (areas.findIndex((other) => other.areaNo === area.areaNo) < index)
    problems.push({ field: 'areas', index, problem: 'twice' });
  return problems;
}

function tableProblems(table: TableDraft, index: number, tables: TableDraft[], areas: AreaDraft[]): Problem[] {
  const problem = (word: string): Problem => ({ field: 'tables', index, problem: word });
  const problems = rangeProblem('tables', table.seats, 1, MOST_SEATS, index);
  const { label, tableId, minParty, maxParty, seats, x, y, w, h } = table;
  if (tableId === 0 || tables.findIndex((other) => other.tableId === tableId) < index) problems.push(problem('number'));
  if (label.trim() === '') problems.push(problem('no-label'));
  if (tables.findIndex((other) => other.label.trim() === label.trim()) < index) problems.push(problem('label-twice'));
  if (!areas.some((area) => area.areaNo === table.areaNo)) problems.push(problem('area-unknown'));
  if (!(minParty >= 1 && minParty <= maxParty && maxParty <= seats)) problems.push(problem('party'));
  if (x < 0 || y < 0 || w < 1 || h < 1 || x + w > PLAN.width || y + h > PLAN.height) problems.push(problem('off-plan'));
  return problems;
}

function joinProblems([a, b]: [number, number], index: number, joins: [number, number][], tables: TableDraft[]) {
  const problem = (word: string): Problem[] => [{ field: 'joins', index, problem: word }];
  const pair = [a, b].map((tableId) => tables.find((table) => table.tableId === tableId));
  if (a === b || pair.includes(undefined)) return problem('unknown');
  if (pair.some((table) => table!.shareable)) return problem('shared');
  const same = ([c, d]: [number, number]) => (a === c && b === d) || (a === d && b === c);
  return joins.findIndex(same) < index ? problem('twice') : [];
}

/** A live booking that is not over yet, and what it takes of each table. */
export type SeatedBooking = {
  serviceDate: string;
  party: number;
  takings: { tableId: number; fromMinute: number; toMinute: number; taken: number }[];
};

/** `removed`: gone from the plan. `sharing`: a counter became a table or the reverse. `seats`: too few for what is booked. */
export type TableConflict = {
  tableId: number;
  label: string;
  problem: 'removed' | 'sharing' | 'seats';
  dates: string[];
};

/** The tables whose change would take away what coming bookings hold, each with the dates of those bookings. */
export function tableConflicts(
  before: Pick<TableDraft, 'tableId' | 'label' | 'shareable' | 'seats'>[],
  after: TableDraft[],
  bookings: SeatedBooking[],
): TableConflict[] {
  const next = new Map(after.map((table) => [table.tableId, table]));
  return before.flatMap(({ tableId, label, shareable, seats }) => {
    const holders = bookings.filter((booking) => booking.takings.some((taking) => taking.tableId === tableId));
    const table = next.get(tableId);
    const conflict = (problem: TableConflict['problem'], holding: SeatedBooking[]): TableConflict[] =>
      holding.length === 0
        ? []
        : [{ tableId, label, problem, dates: [...new Set(holding.map((b) => b.serviceDate))].sort() }];
    if (!table) return conflict('removed', holders);
    if (table.shareable !== shareable) return conflict('sharing', holders);
    if (table.seats >= seats) return [];
    return conflict('seats', shareable ? overfull(table, holders) : tooLarge(next, holders));
  });
}

/** Bookings whose tables together would have fewer seats than guests. A table that goes has none. */
const tooLarge = (next: Map<number, TableDraft>, bookings: SeatedBooking[]): SeatedBooking[] =>
  bookings.filter((booking) => {
    const seats = booking.takings.reduce((sum, taking) => sum + (next.get(taking.tableId)?.seats ?? 0), 0);
    return seats < booking.party;
  });

/** Bookings at the counter's moments at which more seats are taken than it would have. */
function overfull(counter: TableDraft, bookings: SeatedBooking[]): SeatedBooking[] {
  const at = (booking: SeatedBooking) => booking.takings.find((taking) => taking.tableId === counter.tableId)!;
  return bookings.filter((booking) => {
    // The most is taken at the start of some stay.
    const taken = bookings
      .filter((other) => other.serviceDate === booking.serviceDate)
      .filter((other) => at(other).fromMinute <= at(booking).fromMinute && at(booking).fromMinute < at(other).toMinute)
      .reduce((sum, other) => sum + at(other).taken, 0);
    return taken > counter.seats;
  });
}
