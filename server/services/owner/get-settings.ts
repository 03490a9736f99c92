import { and, asc, count, eq, gte } from 'drizzle-orm';
import { z } from 'zod';
import {
  areas,
  bookingPolicies,
  closures,
  diningTables,
  reservations,
  servicePeriods,
  specialPeriods,
  tableJoins,
  turnTimes,
} from '@/db/schema';
import { DEFAULT_TURN_TIMES } from '@/server/domain/availability/calendar';
import { fromColumns } from '@/server/domain/availability/opening';
import { type BookingPolicy, NO_DEPOSIT_POLICY } from '@/server/domain/payment/policy';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { FloorDraft } from '@/server/domain/restaurant/floor-plan';
import { fromWeekdayMask, type HoursDraft } from '@/server/domain/restaurant/hours';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import { dateAt, type Minute, type ServiceDate } from '@/server/domain/shared/time';
import { readDb, type ServiceContext } from '../context';
import { restaurantIdSchema } from '../reservation';
import { comingLive, firstOpenDate } from './days';
import { type MemberRestaurant, type Role, requireMember } from './member';

export const getSettingsInput = z.object({ restaurantId: restaurantIdSchema });

export type SpecialDay = {
  serviceDate: ServiceDate;
  periods: { name: string; nameEn: string | null; opensMinute: Minute; lastSeatingMinute: Minute }[];
};

export type ClosedPart = {
  serviceDate: ServiceDate;
  fromMinute: Minute;
  /** Exclusive. */
  toMinute: Minute;
  reason: string | null;
  reasonEn: string | null;
};

export type Settings = {
  restaurantId: RestaurantId;
  slug: string;
  name: string;
  nameEn: string | null;
  role: Role;
  timeZone: string;
  currency: Currency;
  today: ServiceDate;
  /** The database's clock, which decides what is open. */
  nowMs: number;
  /** Goes back with every save: somebody else's save in between is then noticed. */
  configVersion: number;
  hours: HoursDraft;
  floor: FloorDraft;
  policy: BookingPolicy;
  /** Who takes the deposits, and who could. */
  payment: { provider: ProviderName; available: readonly ProviderName[] };
  /** Today's and coming ones, in order. */
  specialDays: SpecialDay[];
  closures: ClosedPart[];
  /** Bookings that are alive and not over: while there are any, the slot length stays. */
  comingBookings: number;
};

/** All that an owner can change, as the save verbs take it. Throws NOT_FOUND for who does not work there. */
export async function getSettings(ctx: ServiceContext, raw: z.infer<typeof getSettingsInput>): Promise<Settings> {
  const input = getSettingsInput.parse(raw);
  const db = readDb(ctx);
  const restaurant = await requireMember(ctx, db, input.restaurantId);
  const [periods, turns, floor, terms, special, closed, [coming]] = await Promise.all([
    db
      .select()
      .from(servicePeriods)
      .where(eq(servicePeriods.restaurantId, restaurant.id))
      .orderBy(asc(servicePeriods.periodNo)),
    db.select().from(turnTimes).where(eq(turnTimes.restaurantId, restaurant.id)).orderBy(asc(turnTimes.partyMax)),
    readFloor(db, restaurant.id),
    db.select().from(bookingPolicies).where(eq(bookingPolicies.restaurantId, restaurant.id)),
    readSpecialDays(db, restaurant),
    db
      .select()
      .from(closures)
      .where(and(eq(closures.restaurantId, restaurant.id), gte(closures.serviceDate, firstOpenDate(restaurant))))
      .orderBy(asc(closures.serviceDate), asc(closures.fromMinute)),
    db.select({ bookings: count() }).from(reservations).where(comingLive(restaurant)),
  ]);
  const {
    restaurantId: _,
    rules,
    ...stored
  } = terms[0] ?? { restaurantId: restaurant.id, rules: null, ...NO_DEPOSIT_POLICY };
  const policy: BookingPolicy = { ...stored, rules: rules ?? [] };
  return {
    restaurantId: restaurant.id,
    slug: restaurant.slug,
    name: restaurant.name,
    nameEn: restaurant.nameEn,
    role: restaurant.role,
    timeZone: restaurant.timeZone,
    currency: restaurant.currency,
    today: dateAt(restaurant.nowMs, restaurant.timeZone),
    nowMs: restaurant.nowMs,
    configVersion: restaurant.configVersion,
    hours: {
      slotMinutes: restaurant.slotMinutes,
      periods: periods.map(({ name, nameEn, weekdays, opensMinute, lastSeatingMinute }) => ({
        name,
        nameEn,
        weekdays: fromWeekdayMask(weekdays),
        opensMinute,
        lastSeatingMinute,
      })),
      turnTimes: turns.length > 0 ? turns.map(({ partyMax, minutes }) => ({ partyMax, minutes })) : DEFAULT_TURN_TIMES,
      opening: fromColumns(restaurant),
      minNoticeMinutes: restaurant.minNoticeMinutes,
      pacingCovers: restaurant.pacingCovers,
      holdMinutes: Math.round(restaurant.holdTtlMs / 60_000),
      maxParty: restaurant.maxParty,
    },
    floor,
    policy,
    payment: { provider: restaurant.paymentProvider, available: ctx.payments.names },
    specialDays: special,
    closures: closed.map(({ restaurantId: _id, ...part }) => part),
    comingBookings: coming!.bookings,
  };
}

type Reader = ReturnType<typeof readDb>;

/** The floor as it is drawn, tables out of service too. */
export async function readFloor(db: Reader, restaurantId: RestaurantId): Promise<FloorDraft> {
  const areaRows = await db
    .select({ areaNo: areas.areaNo, name: areas.name, nameEn: areas.nameEn })
    .from(areas)
    .where(eq(areas.restaurantId, restaurantId))
    .orderBy(asc(areas.areaNo));
  const tables = await db
    .select()
    .from(diningTables)
    .where(eq(diningTables.restaurantId, restaurantId))
    .orderBy(asc(diningTables.tableId));
  const joins = await db.select().from(tableJoins).where(eq(tableJoins.restaurantId, restaurantId));
  return {
    areas: areaRows,
    tables: tables.map(({ restaurantId: _, ...table }) => table),
    joins: joins.map((join) => [join.tableA, join.tableB]),
  };
}

/** Days with hours of their own that are not over, in order. */
export async function readSpecialDays(db: Reader, restaurant: MemberRestaurant): Promise<SpecialDay[]> {
  const rows = await db
    .select()
    .from(specialPeriods)
    .where(
      and(eq(specialPeriods.restaurantId, restaurant.id), gte(specialPeriods.serviceDate, firstOpenDate(restaurant))),
    )
    .orderBy(asc(specialPeriods.serviceDate), asc(specialPeriods.opensMinute));
  const days = new Map<ServiceDate, SpecialDay>();
  for (const { serviceDate, name, nameEn, opensMinute, lastSeatingMinute } of rows) {
    const day = days.get(serviceDate) ?? { serviceDate, periods: [] };
    day.periods.push({ name, nameEn, opensMinute, lastSeatingMinute });
    days.set(serviceDate, day);
  }
  return [...days.values()];
}
