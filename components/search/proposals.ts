import type { SearchQuery } from './query';

/** One thing changed about a query that found nothing. */
export type Proposal = { change: 'city' | 'cuisine' | 'earlier' | 'later' | 'nextDay' | 'fewer'; query: SearchQuery };

const LUNCH = 12 * 60 + 30;
const DINNER = 18 * 60;
const LATE = 20 * 60 + 30;
/** A search looks two hours to either side already. */
const FAR_MINUTES = 150;
const GROUP = 6;

/**
 * What else could be asked, the least change first. Whether it finds anything is for the caller to see: nothing is
 * proposed that was not tried.
 */
export function proposalsFor(query: SearchQuery, nextDay: string): Proposal[] {
  const proposals: Proposal[] = [];
  if (query.area) proposals.push({ change: 'city', query: { ...query, area: null } });
  if (query.cuisine) proposals.push({ change: 'cuisine', query: { ...query, cuisine: null } });
  // A name that is not found is found at no other time either.
  if (query.text) return proposals;
  const earlier = [LATE, DINNER, LUNCH].find((minute) => query.minute - minute >= FAR_MINUTES);
  const later = [LUNCH, DINNER, LATE].find((minute) => minute - query.minute >= FAR_MINUTES);
  if (earlier !== undefined) proposals.push({ change: 'earlier', query: { ...query, minute: earlier } });
  if (later !== undefined) proposals.push({ change: 'later', query: { ...query, minute: later } });
  proposals.push({ change: 'nextDay', query: { ...query, date: nextDay } });
  if (query.party >= GROUP) proposals.push({ change: 'fewer', query: { ...query, party: Math.ceil(query.party / 2) } });
  return proposals;
}
