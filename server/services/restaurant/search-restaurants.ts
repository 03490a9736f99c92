import { z } from 'zod';
import { type BookableSlot, bookableSlots } from '@/server/domain/availability/availability';
import { openSlotsOn } from '@/server/domain/availability/calendar';
import type { OccupancyRow } from '@/server/domain/availability/day-book';
import { NEAR_MINUTES, noService, slotsAround } from '@/server/domain/availability/day-view';
import { opensAtMs } from '@/server/domain/availability/opening';
import { depositFor } from '@/server/domain/payment/policy';
import { normaliseName } from '@/server/domain/restaurant/names';
import { isNeighbourhood } from '@/server/domain/restaurant/places';
import type { Currency } from '@/server/domain/shared/money';
import type { Minute, ServiceDate } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import { type Candidate, type CandidateFilter, nextCandidates, type Phase, type Position } from './candidates';
import { readCursor, writeCursor } from './cursor';
import { readOccupancy, setupsAt } from './days';
import { party, requireComingDate } from './input';
import type { RestaurantSetup } from './setup';

export const searchRestaurantsInput = z.object({
  text: z.string().max(100).optional(),
  /** A district's name (`마포구`) or a neighbourhood's key (`yeonnam`). */
  area: z.string().max(24).optional(),
  cuisine: z.string().max(24).optional(),
  date: z.string(),
  /** The wanted start, minutes after midnight of the service day. */
  minute: z.number().int().min(0).max(2159),
  party,
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(20),
});

/**
 * `times`: bookable near the wanted time. `none-near`: only at other times of that day, which `slots` then holds.
 * `full`: all taken. `closed`: no service ahead on that day. `not-yet`: that day opens for booking at `opensAtMs`. The last
 * two: never seats such a party.
 */
export type SearchStatus =
  | 'times'
  | 'none-near'
  | 'full'
  | 'closed'
  | 'not-yet'
  | 'party-too-large'
  | 'party-too-small';

export type SearchItem = Omit<Candidate, 'rank' | 'configVersion'> & {
  currency: Currency;
  timeZone: string;
  /** What that party pays to book, in all; 0 without a deposit. */
  depositMinorFor: number;
  status: SearchStatus;
  /** With `not-yet`, epoch milliseconds. */
  opensAtMs: number | null;
  /** Up to five bookable starts nearest to the wanted one, in order of time. */
  slots: (BookableSlot & { wanted: boolean })[];
};

/** `nextCursor` is null at the end. A page may be short, even empty, and still go on: see `searchRestaurants`. */
export type SearchPage = { items: SearchItem[]; nextCursor: string | null };

const SLOTS_SHOWN = 5;
/** Candidates looked at in one round trip, and in one call. */
const BATCH = 40;
const MOST_SCANNED = 240;

/**
 * Restaurants for a party at a date and time, best ranked first. With text: names that begin with it, then names that
 * hold it, each shown with what it has. Without: only restaurants with times near the wanted one are shown, and within a
 * page those that have exactly that time come first. A call looks at a bounded number of restaurants, so a page can end
 * early; the cursor goes on where it stopped. Throws INVALID_INPUT with the field for a date that is none or over
 * everywhere, and for a cursor that is none.
 */
export async function searchRestaurants(
  ctx: ServiceContext,
  raw: z.input<typeof searchRestaurantsInput>,
): Promise<SearchPage> {
  const input = searchRestaurantsInput.parse(raw);
  const nowMs = ctx.nowMs();
  const wish: Wish = { ...input, date: requireComingDate('date', input.date, nowMs) };
  const filter = toFilter(input);
  if (filter.text === '') return { items: [], nextCursor: null };
  const phases: Phase[] = filter.text ? ['prefix', 'part'] : ['all'];
  const items: SearchItem[] = [];
  const page = (next: Position | null): SearchPage => ({
    items: filter.text ? items : wantedFirst(items),
    nextCursor: next && writeCursor(next),
  });
  let position: Position | null = input.cursor ? readCursor(input.cursor, phases) : { phase: phases[0]!, after: null };
  for (let scanned = 0; position && scanned < MOST_SCANNED; scanned += BATCH) {
    const candidates: Candidate[] = await nextCandidates(ctx, filter, position, BATCH);
    const next = (index: number): Position | null =>
      index === candidates.length - 1 && candidates.length < BATCH
        ? phaseAfter(position!, phases)
        : { phase: position!.phase, after: { rank: candidates[index]!.rank, id: candidates[index]!.id } };
    for (const [index, item] of (await look(ctx, candidates, wish, nowMs)).entries()) {
      if (item && (filter.text || item.status === 'times')) items.push(item);
      if (items.length === input.limit) return page(next(index));
    }
    position = candidates.length > 0 ? next(candidates.length - 1) : phaseAfter(position, phases);
  }
  return page(position);
}

type Wish = { date: ServiceDate; minute: Minute; party: number };

function phaseAfter(position: Position, phases: Phase[]): Position | null {
  const phase = phases[phases.indexOf(position.phase) + 1];
  return phase ? { phase, after: null } : null;
}

/** An area nobody has finds nothing: the list of places is for choosing from, not for refusing. */
function toFilter({ text, area, cuisine }: z.output<typeof searchRestaurantsInput>): CandidateFilter {
  return {
    text: text?.trim() ? normaliseName(text) : undefined,
    ...(area && (isNeighbourhood(area) ? { neighbourhood: area } : { district: area })),
    cuisine,
  };
}

const wantedFirst = (items: SearchItem[]): SearchItem[] => {
  const hasWanted = (item: SearchItem) => item.slots.some((slot) => slot.wanted);
  return [...items.filter(hasWanted), ...items.filter((item) => !hasWanted(item))];
};

/** What each candidate has for the wish, at its place: two reads for all of them. */
async function look(
  ctx: ServiceContext,
  candidates: Candidate[],
  wish: Wish,
  nowMs: number,
): Promise<(SearchItem | null)[]> {
  if (candidates.length === 0) return [];
  const ids = candidates.map((candidate) => candidate.id);
  const [setups, occupancy] = await Promise.all([
    setupsAt(ctx, new Map(candidates.map((candidate) => [candidate.id, candidate.configVersion]))),
    readOccupancy(ctx, ids, wish.date),
  ]);
  return candidates.map((candidate) => {
    const setup = setups.get(candidate.id);
    return setup ? toItem(candidate, setup, occupancy.get(candidate.id) ?? [], wish, nowMs) : null;
  });
}

function toItem(
  { rank: _rank, configVersion: _version, ...card }: Candidate,
  setup: RestaurantSetup,
  occupancy: OccupancyRow[],
  wish: Wish,
  nowMs: number,
): SearchItem {
  const free = bookableSlots(setup, occupancy, wish.date, wish.party, nowMs);
  const near = free.filter((slot) => Math.abs(slot.minute - wish.minute) <= NEAR_MINUTES);
  const shown = slotsAround(near.length > 0 ? near : free, wish.minute, SLOTS_SHOWN);
  const status = near.length > 0 ? 'times' : free.length > 0 ? 'none-near' : whyNone(setup, wish, nowMs);
  return {
    ...card,
    currency: setup.currency,
    timeZone: setup.calendar.timeZone,
    depositMinorFor: depositFor(setup.policy, wish.party, setup.currency).amountMinor,
    status,
    opensAtMs: status === 'not-yet' ? opensAtMs(setup.calendar, wish.date) : null,
    slots: shown.map((slot) => ({ ...slot, wanted: slot.minute === wish.minute })),
  };
}

function whyNone(setup: RestaurantSetup, wish: Wish, nowMs: number): SearchStatus {
  const why = noService(setup, wish.date, wish.party, nowMs);
  if (why) return why === 'past' ? 'closed' : why;
  return openSlotsOn(setup.calendar, wish.date, nowMs).length > 0 ? 'full' : 'closed';
}
