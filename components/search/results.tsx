'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import type { Choice } from '@/components/booking/availability/choice';
import { HoldSheet } from '@/components/booking/availability/hold-sheet';
import { ReaderZone } from '@/components/booking/availability/reader-zone';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { formatDay } from '@/components/ui/format-date-time';
import { Notice } from '@/components/ui/notice';
import type { SearchItem, SearchPage } from '@/server/services/restaurant';
import { type SearchQuery, searchInput } from './query';
import { ResultCard } from './result-card';
import { useSearch } from './search-frame';

/** The answer to a query: what the server found first, then more by cursor; a time opens the sheet that holds it. */
export function Results({
  query,
  first,
  signedIn,
  dayPassed,
}: {
  query: SearchQuery;
  first: SearchPage;
  signedIn: boolean;
  /** The day in the address is over; another one is shown. */
  dayPassed: boolean;
}) {
  const locale = useLocale();
  const t = useTranslations('home.results');
  const { pending, announce } = useSearch();
  const [choice, setChoice] = useState<Choice | null>(null);
  const pages = api.restaurants.search.useInfiniteQuery(searchInput(query), {
    initialData: { pages: [first], pageParams: [undefined] },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = useMemo(() => unique(pages.data?.pages ?? [first]), [pages.data, first]);
  const { hasNextPage } = pages;
  const headline = useHeadline(query, items.length, hasNextPage);
  useEffect(() => {
    if (!pending) announce(headline);
  }, [announce, headline, pending]);

  return (
    <section aria-labelledby="results-title" aria-busy={pending}>
      {dayPassed ? (
        <Notice className="mb-6" title={t('dayPassed', { day: formatDay(query.date, locale, 'longDay') })} />
      ) : null}
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-hairline border-b pb-3">
        <h2 id="results-title" className="text-soft tabular">
          {pending ? t('loading') : headline}
        </h2>
        {items[0] ? <ReaderZone timeZone={items[0].timeZone} className="text-faint text-sm" /> : null}
      </div>
      <ul className="divide-y divide-hairline">
        {items.map((item) => (
          <li key={item.id}>
            <ResultCard
              item={item}
              query={query}
              pending={pending}
              onChoose={(chosen, minute) => setChoice(toChoice(chosen, query, minute))}
            />
          </li>
        ))}
      </ul>
      <More
        shown={hasNextPage && !pending}
        nothingYet={items.length === 0}
        loading={pages.isFetchingNextPage}
        failed={pages.isFetchNextPageError}
        onMore={() => void pages.fetchNextPage()}
      />
      <HoldSheet choice={choice} onChange={setChoice} signedIn={signedIn} />
    </section>
  );
}

function useHeadline(query: SearchQuery, count: number, more: boolean): string {
  const t = useTranslations('home.results');
  if (count === 0) return t('soFarNone');
  if (query.text) return t(more ? 'foundMore' : 'found', { text: query.text, count });
  return t(more ? 'countMore' : 'count', { count });
}

/** A place that filled up between two pages must not stand in both. */
function unique(pages: SearchPage[]): SearchItem[] {
  const byId = new Map(pages.flatMap((page) => page.items).map((item) => [item.id, item]));
  return [...byId.values()];
}

const toChoice = (item: SearchItem, query: SearchQuery, minute: number): Choice => ({
  restaurant: item,
  date: query.date,
  minute,
  startsAtMs: item.slots.find((slot) => slot.minute === minute)?.startsAtMs ?? null,
  party: query.party,
  depositMinor: item.depositMinorFor,
});

function More({
  shown,
  nothingYet,
  loading,
  failed,
  onMore,
}: {
  shown: boolean;
  nothingYet: boolean;
  loading: boolean;
  failed: boolean;
  onMore: () => void;
}) {
  const t = useTranslations('home.results');
  if (!shown) return null;
  return (
    <div className="grid justify-items-center gap-2 border-hairline border-t pt-8">
      <Button size="lg" loading={loading} onClick={onMore}>
        {nothingYet ? t('keepLooking') : t('more')}
      </Button>
      <FieldError>{failed ? t('moreFailed') : null}</FieldError>
    </div>
  );
}
