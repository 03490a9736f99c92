import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { DAYS_AHEAD, type Params, readQuery } from '@/components/search/read-query';
import { CuisineBar, NameSearch } from '@/components/search/search-filters';
import { SearchFrame } from '@/components/search/search-frame';
import { SearchSentence } from '@/components/search/search-sentence';
import { addDays } from '@/server/domain/shared/time';
import { Answer } from './_home/answer';
import { AnswerSkeleton } from './_home/answer-skeleton';

/** Home: a sentence to fill in, answered with times. The sentence is here at once, the answer as soon as it is known. */
export default async function Home({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, t] = await Promise.all([searchParams, getTranslations('home')]);
  const { query, today, dayPassed } = readQuery(params, Date.now());
  return (
    <div className="page pt-8 sm:pt-16">
      <SearchFrame query={query} today={today} lastDay={addDays(today, DAYS_AHEAD)}>
        <search aria-label={t('search')}>
          <h1 className="mb-2 text-soft">{t('title')}</h1>
          <SearchSentence />
          <div className="mt-6 grid items-center gap-3 sm:mt-10 lg:grid-cols-[18rem_minmax(0,1fr)] lg:items-start lg:gap-6">
            <NameSearch />
            <CuisineBar className="-mx-5 px-5 sm:mx-0 sm:px-0" />
          </div>
        </search>
        <div className="mt-8 sm:mt-10">
          <Suspense fallback={<AnswerSkeleton />}>
            <Answer query={query} dayPassed={dayPassed} />
          </Suspense>
        </div>
      </SearchFrame>
    </div>
  );
}
