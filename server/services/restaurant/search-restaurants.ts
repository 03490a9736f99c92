import { z } from 'zod';
import { type BookableSlot, bookableSlots } from '@/server/domain/availability/availability';
import { openSlotsOn } from '@/server/domain/availability/calendar';
import { noService, slotsAround } from '@/server/domain/availability/day-view';
import { nearSlots } from '@/server/domain/availability/near-slots';
import { opensAtMs } from '@/server/domain/availability/opening';
import { depositFor } from '@/server/domain/payment/policy';
import { normaliseName } from '@/server/domain/restaurant/names';
import { isNeighbourhood } from '@/server/domain/restaurant/places';
import type { Currency } from '@/server/domain/shared/money';
import type { ServiceContext } from '../context';
import { type Candidate, type CandidateFilter, nextCandidates, type Phase, type Position } from './candidates';
import { readCursor, writeCursor } from './cursor';
import { party, requireComingDate } from './input';
import { mayServe, type Wish } from './may-serve';
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

export type SearchItem = Omit<Candidate, 'rank' | 'configVersion' | 'dayVersion'> & {
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
/** So many restaurants more than a page are looked at first: a few have no times. */
const SPARE = 4;
/** Each further batch has four times as many, so that few statements go far. */
const MOST_BATCHES = 4;

/**
 * Restaurants for a party at a date and time, best ranked first. With text: names that begin with it, then names that
 * hold it, each shown with what it has. Without: only restaurants with times near the wanted one are shown, and within a
 * page those that have exactly that time come first. A page is full if there are that many: only when thousands in a row
 * that serve such parties at that time have all their tables taken does it end early, and the cursor goes on there. At
 * most 4 statements a batch, whatever is found. Throws INVALID_INPUT with the field for a date that is none or over
 * everywhere, and for a cursor that is none.
 */
export async function searchRestaurants(
  ctx: ServiceContext,
  raw: z.input<typeof searchRestaurantsInput>,
): Promise<SearchPage> {
  const input = searchRestaurantsInput.parse(raw);
  const nowMs = ctx.nowMs();
  const wish = { ...input, date: requireComingDate('date', input.date, nowMs), nowMs };
  const filter = toFilter(input);
  if (filter.text === '') return { items: [], nextCursor: null };
  const phases: Phase[] = filter.text ? ['prefix', 'part'] : ['all'];
  const zones = new Set<string>();
  const items: SearchItem[] = [];
  const page = (next: Position | null): SearchPage => ({
    items: filter.text ? items : wantedFirst(items),
    nextCursor: next && writeCursor(next),
  });
  let position: Position | null = input.cursor ? readCursor(input.cursor, phases) : { phase: phases[0]!, after: null };
  for (let batch = 0; position && batch < MOST_BATCHES; batch++) {
    // A match by text is shown whatever it has, so a page and one more is all that can be needed.
    const size = filter.text ? input.limit - items.length + 1 : (input.limit + SPARE) * 4 ** batch;
    const search = { filter, date: wish.date, mayServe: mayServe(wish, zones) };
    const candidates: Candidate[] = await nextCandidates(ctx, search, position, size);
    const next = (index: number): Position | null =>
      index === candidates.length - 1 && candidates.length < size
        ? phaseAfter(position!, phases)
        : { phase: position!.phase, after: { rank: candidates[index]!.rank, id: candidates[index]!.id } };
    for (const [index, lookAt] of (await look(ctx, candidates, wish, filter.text !== undefined, zones)).entries()) {
      const item = lookAt();
      if (item) items.push(item);
      if (items.length === input.limit) return page(next(index));
    }
    position = candidates.length > 0 ? next(candidates.length - 1) : phaseAfter(position, phases);
  }
  return page(position);
}

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

/**
 * What each candidate has for the wish, at its place, worked out when it is called for: a page needs no more than its
 * own. One without times near the wish is null unless `all` are wanted. Reads what changed since it was last looked at:
 * two reads for all of them. Adds their time zones to `zones`.
 */
async function look(
  ctx: ServiceContext,
  candidates: Candidate[],
  wish: Wish,
  all: boolean,
  zones: Set<string>,
): Promise<(() => SearchItem | null)[]> {
  const { date, minute, party, nowMs } = wish;
  const setups = await ctx.reads.setups(new Map(candidates.map(({ id, configVersion }) => [id, configVersion])));
  const found = candidates.flatMap((card) => {
    const setup = setups.get(card.id);
    return setup ? [{ card, setup, date, version: card.dayVersion }] : [];
  });
  const near = await ctx.reads.views(`near ${minute} ${party}`, found, nowMs, ({ setup }, taken) =>
    nearSlots(setup, taken, date, wish, nowMs),
  );
  const free = all
    ? await ctx.reads.views(`free ${party}`, found, nowMs, ({ setup }, taken) =>
        bookableSlots(setup, taken, date, party, nowMs),
      )
    : [];
  for (const { setup } of found) zones.add(setup.calendar.timeZone);
  const looks = new Map(
    found.map(({ card, setup }, index) => [
      card.id,
      () => {
        const times = near[index]!();
        if (times.length > 0) return toItem(card, setup, wish, 'times', times);
        if (!all) return null;
        const others = free[index]!();
        return toItem(card, setup, wish, others.length > 0 ? 'none-near' : whyNone(setup, wish), others);
      },
    ]),
  );
  return candidates.map(({ id }) => looks.get(id) ?? (() => null));
}

function toItem(
  { rank: _rank, configVersion: _config, dayVersion: _day, ...card }: Candidate,
  setup: RestaurantSetup,
  wish: Wish,
  status: SearchStatus,
  slots: BookableSlot[],
): SearchItem {
  return {
    ...card,
    currency: setup.currency,
    timeZone: setup.calendar.timeZone,
    depositMinorFor: depositFor(
      setup.policy,
      { party: wish.party, serviceDate: wish.date, minute: wish.minute },
      setup.currency,
    ).amountMinor,
    status,
    opensAtMs: status === 'not-yet' ? opensAtMs(setup.calendar, wish.date) : null,
    slots: slotsAround(slots, wish.minute, SLOTS_SHOWN).map((slot) => ({
      ...slot,
      wanted: slot.minute === wish.minute,
    })),
  };
}

function whyNone(setup: RestaurantSetup, { date, party, nowMs }: Wish): SearchStatus {
  const why = noService(setup, date, party, nowMs);
  if (why) return why === 'past' ? 'closed' : why;
  return openSlotsOn(setup.calendar, date, nowMs).length > 0 ? 'full' : 'closed';
}
