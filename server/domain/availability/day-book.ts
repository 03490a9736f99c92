import type { Minute } from '../shared/time';
import { type Floor, joinableSets, NO_PACING, PACING_TABLE, type Table } from './floor';

/** One row of occupancy as read from the database. */
export type OccupancyRow = { minute: Minute; tableId: number; taken: number };

/** What a booking takes of one table over `[fromMinute, toMinute)`: all seats of a table, its guests' seats of a counter. */
export type Taking = { tableId: number; fromMinute: Minute; toMinute: Minute; taken: number; seats: number };

export type Span = { from: Minute; to: Minute };

const key = (tableId: number, minute: Minute) => tableId * 10_000 + minute;

/**
 * One restaurant's day while it is being decided: the floor and what is taken, granule by granule. Takings are added as
 * they are decided, so a batch of commands sees its own earlier ones. No two parties ever get one granule of a table.
 */
export class DayBook {
  readonly #taken = new Map<number, number>();
  readonly #singles: Table[];
  #sets: Table[][] | undefined;

  constructor(
    private readonly floor: Floor,
    private readonly granule: number,
    private readonly pacingCovers: number | null,
    rows: OccupancyRow[],
  ) {
    for (const row of rows) this.#taken.set(key(row.tableId, row.minute), row.taken);
    this.#singles = floor.tables.filter((table) => table.active);
  }

  /** The best takings for a party over a span, or null when it cannot be seated. Nothing is taken yet. */
  seat(party: number, span: Span): Taking[] | null {
    const pacing = this.pacingCovers ?? NO_PACING;
    if (this.#at(PACING_TABLE, span.from) + party > pacing) return null;
    const tables = this.#bestSingle(party, span) ?? this.#bestJoined(party, span);
    if (!tables) return null;
    return [
      { tableId: PACING_TABLE, fromMinute: span.from, toMinute: span.from + this.granule, taken: party, seats: pacing },
      ...tables.map((table) => ({
        tableId: table.tableId,
        fromMinute: span.from,
        toMinute: span.to,
        taken: table.shareable ? party : table.seats,
        seats: table.seats,
      })),
    ];
  }

  take(takings: Taking[]): void {
    for (const taking of takings) this.#add(taking, taking.taken);
  }

  release(takings: Taking[]): void {
    for (const taking of takings) this.#add(taking, -taking.taken);
  }

  /** How many more parties of that size the span takes, counted up to `most`. Leaves the book as it was. */
  countSeatable(party: number, span: Span, most: number): number {
    const tried: Taking[][] = [];
    while (tried.length < most) {
      const takings = this.seat(party, span);
      if (!takings) break;
      this.take(takings);
      tried.push(takings);
    }
    for (const takings of tried) this.release(takings);
    return tried.length;
  }

  #at(tableId: number, minute: Minute): number {
    return this.#taken.get(key(tableId, minute)) ?? 0;
  }

  #add(taking: Taking, amount: number): void {
    for (let minute = taking.fromMinute; minute < taking.toMinute; minute += this.granule) {
      this.#taken.set(key(taking.tableId, minute), this.#at(taking.tableId, minute) + amount);
    }
  }

  #isFree(table: Table, party: number, span: Span): boolean {
    const most = table.shareable ? table.seats - party : 0;
    for (let minute = span.from; minute < span.to; minute += this.granule) {
      if (this.#at(table.tableId, minute) > most) return false;
    }
    return true;
  }

  /** The smallest table that takes the party. A counter gives just the seats asked for, so it wastes none. */
  #bestSingle(party: number, span: Span): Table[] | null {
    let best: Table | null = null;
    const waste = (table: Table) => (table.shareable ? 0 : table.seats - party);
    for (const table of this.#singles) {
      if (party < table.minParty || party > table.maxParty) continue;
      const better = !best || waste(table) < waste(best) || (waste(table) === waste(best) && table.seats < best.seats);
      if (better && this.#isFree(table, party, span)) best = table;
    }
    return best && [best];
  }

  /** Fewest joined neighbours, then fewest seats. */
  #bestJoined(party: number, span: Span): Table[] | null {
    this.#sets ??= joinableSets(this.floor);
    for (const set of this.#sets) {
      const seats = set.reduce((sum, table) => sum + table.seats, 0);
      if (seats >= party && set.every((table) => this.#isFree(table, party, span))) return set;
    }
    return null;
  }
}
