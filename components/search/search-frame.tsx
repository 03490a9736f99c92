'use client';

import { useRouter } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useMemo,
  useOptimistic,
  useState,
  useTransition,
} from 'react';
import { LiveRegion } from '@/components/ui/live-region';
import { type SearchQuery, searchHref } from './query';

type Search = {
  /** What is asked now, before the answer is here. */
  query: SearchQuery;
  /** Today where the restaurants are. */
  today: string;
  /** The last day that can be asked for. */
  lastDay: string;
  /** An answer is on its way. */
  pending: boolean;
  /** Asks for something else. `replace` leaves no step to go back to: for every letter typed. */
  ask: (change: Partial<SearchQuery>, how?: { replace?: boolean }) => void;
  /** Says how the answer turned out to who cannot see it. */
  announce: (text: string) => void;
};

const SearchContext = createContext<Search | null>(null);

export function useSearch(): Search {
  const search = use(SearchContext);
  if (!search) throw new Error('useSearch needs a SearchFrame around it');
  return search;
}

/**
 * Holds what is asked and how to change it. The address is the only memory: a change goes to the address, the server
 * answers it, and what is shown stays until then.
 */
export function SearchFrame({
  query,
  today,
  lastDay,
  children,
}: {
  query: SearchQuery;
  today: string;
  lastDay: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [asked, setAsked] = useOptimistic(query);
  const [spoken, setSpoken] = useState('');
  const announce = useCallback((text: string) => setSpoken(text), []);
  const value = useMemo<Search>(
    () => ({
      query: asked,
      today,
      lastDay,
      pending,
      announce,
      ask: (change, how) => {
        const next = { ...asked, ...change };
        start(() => {
          setAsked(next);
          const href = searchHref(next);
          if (how?.replace) router.replace(href, { scroll: false });
          else router.push(href, { scroll: false });
        });
      },
    }),
    [asked, today, lastDay, pending, announce, router, setAsked],
  );
  return (
    <SearchContext value={value}>
      {children}
      <LiveRegion>{spoken}</LiveRegion>
    </SearchContext>
  );
}
