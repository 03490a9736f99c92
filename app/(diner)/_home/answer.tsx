import { pageContext, pageViewer } from '@/app/session';
import { NoResults, type TriedProposal } from '@/components/search/no-results';
import { proposalsFor } from '@/components/search/proposals';
import { type SearchQuery, searchInput } from '@/components/search/query';
import { Results } from '@/components/search/results';
import { addDays } from '@/server/domain/shared/time';
import type { ServiceContext } from '@/server/services/context';
import { type SearchPage, searchRestaurants } from '@/server/services/restaurant';

/** A search looks at a bounded number of restaurants a call; a first page that found none goes on so often. */
const MOST_CALLS = 3;

/** What the server answers to a query: the first results, or what to ask instead. */
export async function Answer({ query, dayPassed }: { query: SearchQuery; dayPassed: boolean }) {
  const ctx = await pageContext();
  const [first, viewer] = await Promise.all([firstPage(ctx, query), pageViewer()]);
  if (first.items.length === 0 && !first.nextCursor) {
    return <NoResults query={query} proposals={await tryProposals(ctx, query)} />;
  }
  return <Results query={query} first={first} signedIn={viewer !== null} dayPassed={dayPassed} />;
}

async function firstPage(ctx: ServiceContext, query: SearchQuery): Promise<SearchPage> {
  let page = await searchRestaurants(ctx, searchInput(query));
  for (let call = 1; call < MOST_CALLS && page.items.length === 0 && page.nextCursor; call++) {
    page = await searchRestaurants(ctx, { ...searchInput(query), cursor: page.nextCursor });
  }
  return page;
}

async function tryProposals(ctx: ServiceContext, query: SearchQuery): Promise<TriedProposal[]> {
  const tried = await Promise.all(
    proposalsFor(query, addDays(query.date, 1)).map(async (proposal) => {
      const page = await searchRestaurants(ctx, searchInput(proposal.query));
      return { ...proposal, found: page.items.length, more: page.nextCursor !== null };
    }),
  );
  return tried.filter((proposal) => proposal.found > 0);
}
