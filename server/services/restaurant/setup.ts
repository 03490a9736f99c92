import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import type { Calendar } from '@/server/domain/availability/calendar';
import type { Floor } from '@/server/domain/availability/floor';
import { fromColumns } from '@/server/domain/availability/opening';
import {
  type BookingPolicy,
  type CancellationTier,
  type DepositRule,
  NO_DEPOSIT_POLICY,
} from '@/server/domain/payment/policy';
import type { ProviderName } from '@/server/domain/payment/providers';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { Currency } from '@/server/domain/shared/money';
import type { ServiceDate } from '@/server/domain/shared/time';

/** All that decides whether a table can be had at a restaurant, but what is taken. */
export type RestaurantSetup = {
  id: RestaurantId;
  slug: string;
  name: string;
  nameEn: string | null;
  published: boolean;
  currency: Currency;
  /** Who takes its diners' money. */
  provider: ProviderName;
  holdTtlMs: number;
  configVersion: number;
  calendar: Calendar;
  floor: Floor;
  policy: BookingPolicy;
  /** Why the calendar's closures are, in their order, in the restaurant's own words. */
  reasons: { serviceDate: ServiceDate; reason: string | null; reasonEn: string | null }[];
};

/** One round trip for any number of restaurants. Closures and special days of the past are left out. */
const SCRIPT = `
SELECT id, slug, name, name_en, status, currency, payment_provider, time_zone, slot_minutes, hold_ttl_ms, opening_kind, booking_window_days,
       opening_minute, opening_day, min_notice_minutes, max_party, pacing_covers, config_version FROM restaurants WHERE id IN (?);
SELECT restaurant_id, weekdays, opens_minute, last_seating_minute FROM service_periods WHERE restaurant_id IN (?);
SELECT restaurant_id, service_date, opens_minute, last_seating_minute FROM special_periods
 WHERE restaurant_id IN (?) AND service_date >= CURDATE() - INTERVAL 2 DAY;
SELECT restaurant_id, service_date, from_minute, to_minute, reason, reason_en FROM closures
 WHERE restaurant_id IN (?) AND service_date >= CURDATE() - INTERVAL 2 DAY ORDER BY restaurant_id, service_date, from_minute;
SELECT restaurant_id, party_max, minutes FROM turn_times WHERE restaurant_id IN (?) ORDER BY restaurant_id, party_max;
SELECT restaurant_id, table_id, seats, min_party, max_party, shareable, active FROM dining_tables
 WHERE restaurant_id IN (?) ORDER BY restaurant_id, table_id;
SELECT restaurant_id, table_a, table_b FROM table_joins WHERE restaurant_id IN (?);
SELECT restaurant_id, deposit_kind, deposit_minor, deposit_from_party, rules, tiers, grace_minutes FROM booking_policies WHERE restaurant_id IN (?)`;
const STATEMENTS = 8;

type Rows = RowDataPacket[];

/** The setups of those restaurants that exist, by id. Runs in the connection's transaction, if it has one. */
export async function loadSetups(
  connection: Pool | PoolConnection,
  ids: readonly RestaurantId[],
): Promise<Map<RestaurantId, RestaurantSetup>> {
  if (ids.length === 0) return new Map();
  const [results] = await connection.query<Rows[]>(SCRIPT, Array(STATEMENTS).fill([...ids]));
  const [restaurants, ...children] = results as [Rows, ...Rows[]];
  const [periods, specials, closed, turns, tables, joins, policies] = children.map(groupByRestaurant);
  return new Map(
    restaurants.map((row) => {
      const of = (groups: Map<string, Rows> | undefined) => groups?.get(row.id) ?? [];
      const calendar: Calendar = {
        timeZone: row.time_zone,
        slotMinutes: row.slot_minutes,
        periods: of(periods).map((p) => ({ weekdays: p.weekdays, ...minutesOf(p) })),
        specialPeriods: of(specials).map((p) => ({ serviceDate: p.service_date, ...minutesOf(p) })),
        closures: of(closed).map((c) => ({
          serviceDate: c.service_date,
          fromMinute: c.from_minute,
          toMinute: c.to_minute,
        })),
        turnTimes: of(turns).map((t) => ({ partyMax: t.party_max, minutes: t.minutes })),
        opening: fromColumns({
          openingKind: row.opening_kind,
          bookingWindowDays: row.booking_window_days,
          openingMinute: row.opening_minute,
          openingDay: row.opening_day,
        }),
        minNoticeMinutes: row.min_notice_minutes,
        maxParty: row.max_party,
        pacingCovers: row.pacing_covers,
      };
      const setup: RestaurantSetup = {
        id: row.id,
        slug: row.slug,
        name: row.name,
        nameEn: row.name_en,
        published: row.status === 'published',
        currency: row.currency,
        provider: row.payment_provider,
        holdTtlMs: row.hold_ttl_ms,
        configVersion: Number(row.config_version),
        calendar,
        floor: {
          tables: of(tables).map((t) => ({
            tableId: t.table_id,
            seats: t.seats,
            minParty: t.min_party,
            maxParty: t.max_party,
            shareable: Boolean(t.shareable),
            active: Boolean(t.active),
          })),
          joins: of(joins).map((j) => [j.table_a, j.table_b]),
        },
        policy: toPolicy(of(policies)[0]),
        reasons: of(closed).map((c) => ({ serviceDate: c.service_date, reason: c.reason, reasonEn: c.reason_en })),
      };
      return [setup.id, setup] as const;
    }),
  );
}

const minutesOf = (row: RowDataPacket) => ({
  opensMinute: row.opens_minute,
  lastSeatingMinute: row.last_seating_minute,
});

function rulesOf(stored: string | DepositRule[] | null): { rules?: DepositRule[] } {
  const rules = typeof stored === 'string' ? (JSON.parse(stored) as DepositRule[] | null) : stored;
  return rules?.length ? { rules } : {};
}

function toPolicy(row: RowDataPacket | undefined): BookingPolicy {
  if (!row) return NO_DEPOSIT_POLICY;
  const tiers = (typeof row.tiers === 'string' ? JSON.parse(row.tiers) : row.tiers) as CancellationTier[];
  return {
    depositKind: row.deposit_kind,
    depositMinor: row.deposit_minor,
    depositFromParty: row.deposit_from_party,
    ...rulesOf(row.rules),
    tiers,
    graceMinutes: row.grace_minutes,
  };
}

function groupByRestaurant(rows: Rows): Map<string, Rows> {
  const groups = new Map<string, Rows>();
  for (const row of rows) {
    const group = groups.get(row.restaurant_id);
    if (group) group.push(row);
    else groups.set(row.restaurant_id, [row]);
  }
  return groups;
}
