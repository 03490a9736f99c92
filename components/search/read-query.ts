import { readMinute } from '@/components/restaurant/address';
import { isCuisine } from '@/server/domain/restaurant/cuisines';
import { addDays, dateAt, isServiceDate, minuteAt } from '@/server/domain/shared/time';
import type { SearchQuery } from './query';

/** All restaurants of the search are here; what "tonight" means follows its clock. */
export const HOME_ZONE = 'Asia/Seoul';
const EVENING = 19 * 60;
const LATEST_WISH = 21 * 60;
const LEAD_MINUTES = 30;
const STEP_MINUTES = 30;
const MOST_GUESTS = 200;
const LONGEST_AREA = 24;
/** How far ahead a day can be asked for. */
export const DAYS_AHEAD = 180;

export type Params = Record<string, string | string[] | undefined>;

/** This evening at seven while that is still ahead, then the next half hours, then tomorrow. */
export function defaultWish(nowMs: number): Pick<SearchQuery, 'party' | 'date' | 'minute'> {
  const date = dateAt(nowMs, HOME_ZONE);
  const soon = Math.ceil((minuteAt(nowMs, date, HOME_ZONE) + LEAD_MINUTES) / STEP_MINUTES) * STEP_MINUTES;
  if (soon > LATEST_WISH) return { party: 2, date: addDays(date, 1), minute: EVENING };
  return { party: 2, date, minute: Math.max(EVENING, soon) };
}

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** A party size an address names; null when it names none. */
export function readParty(value: string | string[] | undefined): number | null {
  const party = Number(first(value));
  return Number.isInteger(party) && party >= 1 && party <= MOST_GUESTS ? party : null;
}

/** A day an address names that has not passed at `today`; null when it names none. */
export function readDate(value: string | string[] | undefined, today: string): string | null {
  const date = first(value) ?? '';
  return isServiceDate(date) && date >= today && date <= addDays(today, 365) ? date : null;
}

export const readTime = (value: string | string[] | undefined): number | null => readMinute(first(value));

/**
 * The query an address asks for. What it does not say, or says wrongly, is the default; `dayPassed` tells that it asked for
 * a day that is over, which the reader should hear.
 */
export function readQuery(params: Params, nowMs: number): { query: SearchQuery; today: string; dayPassed: boolean } {
  const today = dateAt(nowMs, HOME_ZONE);
  const wish = defaultWish(nowMs);
  const date = readDate(params.date, today);
  const asked = first(params.date) ?? '';
  const area = first(params.area)?.trim();
  const cuisine = first(params.cuisine);
  return {
    query: {
      party: readParty(params.party) ?? wish.party,
      date: date ?? wish.date,
      minute: readTime(params.time) ?? wish.minute,
      area: area && area.length <= LONGEST_AREA ? area : null,
      cuisine: cuisine && isCuisine(cuisine) ? cuisine : null,
      text: (first(params.q) ?? '').slice(0, 100),
    },
    today,
    dayPassed: isServiceDate(asked) && asked < today,
  };
}
