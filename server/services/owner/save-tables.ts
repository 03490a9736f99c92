import { eq, max, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { areas, diningTables, occupancy, reservationTables, tableJoins } from '@/db/schema';
import { type FloorDraft, floorProblems, type TableDraft, tableConflicts } from '@/server/domain/restaurant/floor-plan';
import { AppError } from '@/server/domain/shared/errors';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { restaurantIdSchema } from '../reservation';
import { comingBookings, lockBookableDays } from './days';
import { readFloor } from './get-settings';
import { claimEdit, requireOwner } from './member';

const whole = z.number().int().min(-32_768).max(32_767);
const name = z.string().trim().max(80);

export const saveTablesInput = z.object({
  restaurantId: restaurantIdSchema,
  expectedConfigVersion: z.number().int(),
  areas: z.array(z.object({ areaNo: whole, name, nameEn: name.nullish().transform((text) => text || null) })).max(100),
  /** A new table has a negative number of the form's choosing; joins use it too. */
  tables: z
    .array(
      z.object({
        tableId: whole,
        label: z.string().trim().max(24),
        areaNo: whole,
        seats: whole,
        minParty: whole,
        maxParty: whole,
        shareable: z.boolean(),
        active: z.boolean(),
        shape: z.enum(['rect', 'round', 'counter']),
        x: whole,
        y: whole,
        w: whole,
        h: whole,
      }),
    )
    .max(400),
  joins: z.array(z.tuple([whole, whole])).max(2_000),
});

export type SavedTables = {
  configVersion: number;
  /** The numbers new tables were given, by the negative ones they came with. */
  numbers: { given: number; tableId: number }[];
};

/**
 * Replaces areas, tables and joins. A table that coming bookings hold can be taken out of service but neither removed,
 * nor turned into a counter or back, nor made smaller than they need: TABLE_IN_USE with the tables and dates. The number
 * of a removed table is not given again while anything refers to it. Throws FLOOR_INVALID with all problems, STALE_EDIT,
 * NOT_FOUND.
 */
export async function saveTables(ctx: ServiceContext, raw: z.input<typeof saveTablesInput>): Promise<SavedTables> {
  const userId = requireUser(ctx);
  const { restaurantId, expectedConfigVersion, ...draft } = saveTablesInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const restaurant = await requireOwner(ctx, tx, restaurantId);
    const problems = floorProblems(draft);
    if (problems.length > 0) throw new AppError('FLOOR_INVALID', { problems });
    await lockBookableDays(tx, restaurant);
    const configVersion = await claimEdit(tx, userId, restaurant.id, expectedConfigVersion);
    const before = await readFloor(tx, restaurant.id);
    refuseUnknown(before.tables, draft.tables);
    const conflicts = tableConflicts(before.tables, draft.tables, await comingBookings(tx, restaurant));
    if (conflicts.length > 0) throw new AppError('TABLE_IN_USE', { tables: conflicts });
    const numbers = await numberNewTables(tx, restaurant.id, draft.tables);
    await replaceFloor(tx, restaurant.id, draft, numbers);
    return { configVersion, numbers: [...numbers].map(([given, tableId]) => ({ given, tableId })) };
  });
}

/** A positive number names a table that exists; numbers of new tables are ours to give. */
function refuseUnknown(before: TableDraft[], after: TableDraft[]): void {
  const problems = after.flatMap((table, index) =>
    table.tableId > 0 && !before.some((known) => known.tableId === table.tableId)
      ? [{ field: 'tables', index, problem: 'unknown' }]
      : [],
  );
  if (problems.length > 0) throw new AppError('FLOOR_INVALID', { problems });
}

/** Numbers above every one that a table, a booking or a taken granule ever had here. */
async function numberNewTables(
  tx: Transaction,
  restaurantId: RestaurantId,
  tables: TableDraft[],
): Promise<Map<number, number>> {
  const fresh = tables.filter((table) => table.tableId < 0);
  if (fresh.length === 0) return new Map();
  const highest = await Promise.all([
    tx
      .select({ n: max(diningTables.tableId) })
      .from(diningTables)
      .where(eq(diningTables.restaurantId, restaurantId)),
    tx
      .select({ n: max(reservationTables.tableId) })
      .from(reservationTables)
      .where(eq(reservationTables.restaurantId, restaurantId)),
    tx
      .select({ n: max(occupancy.tableId) })
      .from(occupancy)
      .where(eq(occupancy.restaurantId, restaurantId)),
  ]);
  const next = Math.max(0, ...highest.map(([row]) => row?.n ?? 0)) + 1;
  return new Map(fresh.map((table, index) => [table.tableId, next + index]));
}

async function replaceFloor(
  tx: Transaction,
  restaurantId: RestaurantId,
  draft: FloorDraft,
  numbers: Map<number, number>,
): Promise<void> {
  const numberOf = (tableId: number) => numbers.get(tableId) ?? tableId;
  for (const table of [tableJoins, diningTables, areas]) {
    await tx.delete(table).where(sql`${table.restaurantId} = ${restaurantId}`);
  }
  await tx.insert(areas).values(draft.areas.map((area) => ({ ...area, restaurantId })));
  await tx
    .insert(diningTables)
    .values(draft.tables.map((table) => ({ ...table, tableId: numberOf(table.tableId), restaurantId })));
  if (draft.joins.length === 0) return;
  await tx.insert(tableJoins).values(
    draft.joins.map(([a, b]) => ({
      restaurantId,
      tableA: Math.min(numberOf(a), numberOf(b)),
      tableB: Math.max(numberOf(a), numberOf(b)),
    })),
  );
}
