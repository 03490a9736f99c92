import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DayBook, type Taking } from './day-book';
import { type Floor, joinableSets, largestParty, MAX_JOINED, PACING_TABLE, type Table } from './floor';

const GRANULE = 30;

const tableArb = (tableId: number): fc.Arbitrary<Table> =>
  fc
    .record({
      seats: fc.integer({ min: 1, max: 8 }),
      min: fc.integer({ min: 1, max: 8 }),
      max: fc.integer({ min: 1, max: 8 }),
      shareable: fc.boolean(),
      active: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    })
    .map(({ seats, min, max, shareable, active }) => {
      const maxParty = Math.min(max, seats);
      return { tableId, seats, minParty: Math.min(min, maxParty), maxParty, shareable, active };
    });

const floorArb: fc.Arbitrary<Floor> = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc.record({
    tables: fc.tuple(...Array.from({ length: count }, (_, index) => tableArb(index + 1))),
    joins: fc
      .array(fc.tuple(fc.integer({ min: 1, max: count }), fc.integer({ min: 1, max: count })), { maxLength: 6 })
      .map((pairs) => pairs.filter(([a, b]) => a < b)),
  }),
);

const stepArb = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      party: fc.integer({ min: 1, max: 10 }),
      at: fc.nat({ max: 8 }),
      long: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ release: fc.nat({ max: 50 }) }) },
);
type Step = { party: number; at: number; long: number } | { release: number };

type Seated = { party: number; takings: Taking[] };

/** Plays a day of arrivals and departures, handing each seating and what sits there to `check`. */
function play(
  floor: Floor,
  pacing: number | null,
  steps: Step[],
  check: (seated: Seated[], book: DayBook) => void,
): void {
  const book = new DayBook(floor, GRANULE, pacing, []);
  const seated: Seated[] = [];
  for (const step of steps) {
    if ('release' in step) {
      const [gone] = seated.splice(step.release % Math.max(1, seated.length), 1);
      if (gone) book.release(gone.takings);
    } else {
      const from = 1080 + step.at * GRANULE;
      const takings = book.seat(step.party, { from, to: from + step.long * GRANULE });
      if (takings) {
        book.take(takings);
        seated.push({ party: step.party, takings });
      }
    }
    check(seated, book);
  }
}

const dayArb = [floorArb, fc.option(fc.integer({ min: 1, max: 12 })), fc.array(stepArb, { maxLength: 40 })] as const;

const granules = (taking: Taking): string[] => {
  const keys: string[] = [];
  for (let minute = taking.fromMinute; minute < taking.toMinute; minute += GRANULE)
    keys.push(`${taking.tableId}@${minute}`);
  return keys;
};

describe('the book of a day', () => {
  it('never gives one granule of a table to two parties, nor more of a counter than it has seats', () => {
    fc.assert(
      fc.property(...dayArb, (floor, pacing, steps) => {
        const byId = new Map(floor.tables.map((table) => [table.tableId, table]));
        play(floor, pacing, steps, (seated) => {
          const parties = new Map<string, number>();
          const guests = new Map<string, number>();
          for (const { takings } of seated) {
            for (const taking of takings.filter((one) => one.tableId !== PACING_TABLE)) {
              const table = byId.get(taking.tableId)!;
              for (const key of granules(taking)) {
                parties.set(key, (parties.get(key) ?? 0) + 1);
                guests.set(key, (guests.get(key) ?? 0) + taking.taken);
                if (!table.shareable) expect(parties.get(key)).toBe(1);
                expect(guests.get(key)).toBeLessThanOrEqual(table.seats);
              }
            }
          }
        });
      }),
    );
  });

  it('never lets more guests start in a slot than its pacing', () => {
    fc.assert(
      fc.property(...dayArb, (floor, pacing, steps) => {
        play(floor, pacing, steps, (seated) => {
          const starting = new Map<number, number>();
          for (const { party, takings } of seated) {
            const { fromMinute } = takings.find((taking) => taking.tableId === PACING_TABLE)!;
            starting.set(fromMinute, (starting.get(fromMinute) ?? 0) + party);
          }
          for (const guests of starting.values())
            expect(guests).toBeLessThanOrEqual(pacing ?? Number.POSITIVE_INFINITY);
        });
      }),
    );
  });

  it('seats a party where all its guests have a seat: at one table that takes its size, or at joined neighbours in service', () => {
    fc.assert(
      fc.property(...dayArb, (floor, pacing, steps) => {
        const byId = new Map(floor.tables.map((table) => [table.tableId, table]));
        play(floor, pacing, steps, (seated) => {
          const last = seated[seated.length - 1];
          if (!last) return;
          const tables = last.takings
            .filter((one) => one.tableId !== PACING_TABLE)
            .map((one) => byId.get(one.tableId)!);
          expect(tables.every((table) => table.active)).toBe(true);
          expect(tables.reduce((sum, table) => sum + table.seats, 0)).toBeGreaterThanOrEqual(last.party);
          if (tables.length === 1) {
            expect(last.party).toBeGreaterThanOrEqual(tables[0]!.minParty);
            expect(last.party).toBeLessThanOrEqual(tables[0]!.maxParty);
          } else {
            expect(tables.some((table) => table.shareable)).toBe(false);
            expect(tables.length).toBeLessThanOrEqual(MAX_JOINED);
            expect(
              isConnected(
                tables.map((table) => table.tableId),
                floor.joins,
              ),
            ).toBe(true);
          }
        });
      }),
    );
  });

  it('joins tables only if no single one is free, and takes the table that wastes the fewest seats', () => {
    fc.assert(
      fc.property(
        floorArb,
        fc.array(stepArb, { maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        (floor, steps, party) => {
          play(floor, null, steps, (seated, book) => {
            const span = { from: 1080, to: 1200 };
            const chosen = book.seat(party, span)?.filter((one) => one.tableId !== PACING_TABLE);
            const isFree = (table: Table) => {
              const used = new Map<string, number>();
              for (const taking of seated.flatMap((one) => one.takings).filter((one) => one.tableId === table.tableId))
                for (const key of granules(taking)) used.set(key, (used.get(key) ?? 0) + taking.taken);
              const wanted = granules({
                tableId: table.tableId,
                fromMinute: span.from,
                toMinute: span.to,
                taken: 0,
                seats: 0,
              });
              return wanted.every(
                (key) => (used.get(key) ?? 0) + (table.shareable ? party : table.seats) <= table.seats,
              );
            };
            const fitting = floor.tables.filter(
              (table) => table.active && table.minParty <= party && party <= table.maxParty && isFree(table),
            );
            const waste = (table: Table) => (table.shareable ? 0 : table.seats - party);
            if (fitting.length > 0) {
              expect(chosen).toHaveLength(1);
              const table = floor.tables.find((one) => one.tableId === chosen![0]!.tableId)!;
              expect(waste(table)).toBe(Math.min(...fitting.map(waste)));
            } else if (chosen) {
              expect(chosen.length).toBeGreaterThan(1);
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('when everybody has left, the book is as it was at the beginning', () => {
    fc.assert(
      fc.property(...dayArb, fc.integer({ min: 1, max: 8 }), (floor, pacing, steps, party) => {
        const book = new DayBook(floor, GRANULE, pacing, []);
        const span = { from: 1080, to: 1200 };
        const before = [book.seat(party, span), book.countSeatable(party, span, 99)];
        const taken: Taking[][] = [];
        for (const step of steps) {
          if ('release' in step) continue;
          const takings = book.seat(step.party, {
            from: 1080 + step.at * GRANULE,
            to: 1080 + (step.at + step.long) * GRANULE,
          });
          if (takings) {
            book.take(takings);
            taken.push(takings);
          }
        }
        for (const takings of taken) book.release(takings);
        expect([book.seat(party, span), book.countSeatable(party, span, 99)]).toEqual(before);
      }),
    );
  });

  it('counting what is left takes nothing, and is as many as can then be seated', () => {
    fc.assert(
      fc.property(...dayArb, fc.integer({ min: 1, max: 8 }), (floor, pacing, steps, party) => {
        const span = { from: 1110, to: 1200 };
        play(floor, pacing, steps.slice(0, 10), (_, book) => {
          const count = book.countSeatable(party, span, 99);
          expect(book.countSeatable(party, span, 99)).toBe(count);
          expect(book.countSeatable(party, span, 1)).toBe(Math.min(1, count));
          const seats = [];
          for (let takings = book.seat(party, span); takings; takings = book.seat(party, span)) {
            book.take(takings);
            seats.push(takings);
          }
          for (const takings of seats) book.release(takings);
          expect(seats).toHaveLength(count);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('an empty house seats exactly the sizes its tables and joins allow', () => {
    fc.assert(
      fc.property(floorArb, fc.integer({ min: 1, max: 30 }), (floor, party) => {
        const takings = new DayBook(floor, GRANULE, null, []).seat(party, { from: 0, to: 60 });
        const single = floor.tables.some((table) => table.active && table.minParty <= party && party <= table.maxParty);
        const joined = joinableSets(floor).some((set) => set.reduce((sum, table) => sum + table.seats, 0) >= party);
        expect(takings !== null).toBe(single || joined);
        if (party > largestParty(floor)) expect(takings).toBeNull();
      }),
    );
  });
});

function isConnected(ids: number[], joins: [number, number][]): boolean {
  const reached = new Set([ids[0]!]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [a, b] of joins.filter(([a, b]) => ids.includes(a) && ids.includes(b))) {
      if (reached.has(a) !== reached.has(b)) {
        reached.add(a).add(b);
        grew = true;
      }
    }
  }
  return reached.size === ids.length;
}
