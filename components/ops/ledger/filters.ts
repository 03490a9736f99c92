import { z } from 'zod';
import { type Account, ENTRY_KINDS } from '@/server/domain/ledger/accounts';
import { isId, type ReservationId, type RestaurantId } from '@/server/domain/shared/ids';
import { addDays, instantFrom, isServiceDate } from '@/server/domain/shared/time';
import { OPS_ZONE } from '../types';

const date = z.string().refine(isServiceDate).optional();

/** What a list of entries is narrowed to, as it stands in the address. Dates are whole days of the operators' clock. */
export const filtersSchema = z.object({
  currency: z.enum(['KRW', 'USD', 'JPY', 'EUR']).optional(),
  kind: z.enum(ENTRY_KINDS).optional(),
  restaurant: z.custom<RestaurantId>((value) => typeof value === 'string' && isId('restaurant', value)).optional(),
  reservation: z.custom<ReservationId>((value) => typeof value === 'string' && isId('reservation', value)).optional(),
  from: date,
  to: date,
});
export type Filters = z.output<typeof filtersSchema>;

/** The question that asks for just those entries. */
export const queryOf = (account: Account, { currency, kind, restaurant, reservation, from, to }: Filters) => ({
  account,
  currency,
  kind,
  restaurantId: restaurant,
  reservationId: reservation,
  fromMs: from ? instantFrom(from, 0, OPS_ZONE) : undefined,
  // The last day is in it.
  toMs: to ? instantFrom(addDays(to, 1), 0, OPS_ZONE) : undefined,
});

/** The address of an account's entries, narrowed to that. */
export function entriesHref(account: Account, filters: Partial<Record<keyof Filters, string | undefined>>): string {
  const given = Object.entries(filters).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return `/ops/ledger/${account}${given.length > 0 ? `?${new URLSearchParams(given)}` : ''}`;
}
