'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Cover } from '@/components/cover/cover';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { formatDay, formatMinute } from '@/components/ui/format-date-time';
import type { Proposal } from './proposals';
import { type SearchQuery, searchHref } from './query';
import { useSearch } from './search-frame';

/** A proposal that was tried: how many places it finds at least, and whether there are more. */
export type TriedProposal = Proposal & { found: number; more: boolean };

const ANYTHING = { area: null, cuisine: null, text: '' };

/** Nothing found: says so, and what to change so that something is. Every proposal was tried. */
export function NoResults({ query, proposals }: { query: SearchQuery; proposals: TriedProposal[] }) {
  const t = useTranslations('home.none');
  const { announce, pending, ask } = useSearch();
  const title = query.text ? t('titleText', { text: query.text }) : t('title');
  const narrowed = query.area !== null || query.cuisine !== null || query.text !== '';
  useEffect(() => {
    if (!pending) announce(title);
  }, [announce, pending, title]);
  return (
    <section
      aria-labelledby="none-title"
      className={cn('grid justify-items-start gap-6 py-6 sm:grid-cols-[13rem_1fr] sm:gap-10', pending && 'opacity-50')}
    >
      <Cover cuisine="hansik" seed="an empty table" className="w-40 rounded-md opacity-70 sm:w-full" />
      <div className="grid gap-2">
        <h2 id="none-title" className="font-quiet text-lg">
          {title}
        </h2>
        <p className="text-soft">{query.text ? t('bodyText') : proposals.length > 0 ? t('body') : t('bodyNothing')}</p>
        <ul className="mt-4 flex flex-wrap gap-2">
          {proposals.map((proposal) => (
            <li key={proposal.change}>
              <Link
                href={searchHref(proposal.query)}
                scroll={false}
                prefetch={false}
                className={buttonStyle()}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  ask(proposal.query);
                }}
              >
                <ProposalWords proposal={proposal} />
              </Link>
            </li>
          ))}
          {proposals.length === 0 && narrowed ? (
            <li>
              <Link
                href={searchHref({ ...query, ...ANYTHING })}
                scroll={false}
                prefetch={false}
                className={buttonStyle()}
              >
                {t('clear')}
              </Link>
            </li>
          ) : null}
        </ul>
      </div>
    </section>
  );
}

function ProposalWords({ proposal }: { proposal: TriedProposal }) {
  const t = useTranslations('home.none');
  const locale = useLocale();
  const { change, query, found, more } = proposal;
  const words = {
    city: () => t('city'),
    cuisine: () => t('cuisine'),
    earlier: () => t('earlier', { time: formatMinute(query.minute) }),
    later: () => t('later', { time: formatMinute(query.minute) }),
    nextDay: () => t('nextDay', { day: formatDay(query.date, locale) }),
    fewer: () => t('fewer', { count: query.party }),
  }[change]();
  return (
    <>
      {words}
      <span className="font-normal text-soft tabular">{t(more ? 'placesMore' : 'places', { count: found })}</span>
    </>
  );
}
