import { type When, whenParams, writeAddress } from '@/components/restaurant/address';

/** What a diner asks for. It lives in the address, so that a search can be shared and Back works. */
export type SearchQuery = When & {
  /** A neighbourhood's key or a district's Korean name. */
  area: string | null;
  cuisine: string | null;
  /** Part of a name, as typed. */
  text: string;
};

/** The times the sentence offers: from eleven to half past one in the small hours. */
export const TIME_CHOICES = Array.from({ length: 30 }, (_, index) => 660 + index * 30);
export const PARTY_CHOICES = Array.from({ length: 20 }, (_, index) => index + 1);

/** The address of a search. */
export function searchHref(query: SearchQuery): string {
  const params = whenParams(query);
  if (query.area) params.set('area', query.area);
  if (query.cuisine) params.set('cuisine', query.cuisine);
  if (query.text.trim()) params.set('q', query.text.trim());
  return writeAddress('/', params);
}

/** As many as fit a first look; more come on demand. */
const PAGE_SIZE = 12;

/** The service's input for a query. */
export const searchInput = (query: SearchQuery) => ({
  party: query.party,
  date: query.date,
  minute: query.minute,
  ...(query.area && { area: query.area }),
  ...(query.cuisine && { cuisine: query.cuisine }),
  ...(query.text && { text: query.text }),
  limit: PAGE_SIZE,
});
