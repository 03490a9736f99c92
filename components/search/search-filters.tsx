'use client';

import { Search, X } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { writeMinute } from '@/components/restaurant/address';
import { cuisineName } from '@/components/restaurant/words';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { CUISINE_KEYS } from '@/server/domain/restaurant/cuisines';
import { searchHref } from './query';
import { useSearch } from './search-frame';

/** A pause in typing, not a letter, asks the server. */
const TYPING_PAUSE_MS = 300;

/** By name, as it is typed. A plain form beneath: it works before scripts do. */
export function NameSearch({ className }: { className?: string }) {
  const t = useTranslations('home.text');
  const { query, ask } = useSearch();
  const [typed, setTyped] = useState(query.text);
  const asked = useRef(query.text);
  const input = useRef<HTMLInputElement>(null);
  // Back and forward change what is asked from outside.
  useEffect(() => {
    if (query.text === asked.current) return;
    asked.current = query.text;
    setTyped(query.text);
  }, [query.text]);
  const send = (text: string) => {
    if (text.trim() === asked.current) return;
    const replace = asked.current !== '' && text.trim() !== '';
    asked.current = text.trim();
    ask({ text: text.trim() }, { replace });
  };
  const sendLater = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(sendLater.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(sendLater.current);
    sendLater.current = setTimeout(() => send(text), TYPING_PAUSE_MS);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    clearTimeout(sendLater.current);
    send(typed);
  };
  return (
    <form action="/" onSubmit={submit} className={cn('relative', className)}>
      <input type="hidden" name="party" value={query.party} />
      <input type="hidden" name="date" value={query.date} />
      <input type="hidden" name="time" value={writeMinute(query.minute)} />
      {query.area ? <input type="hidden" name="area" value={query.area} /> : null}
      {query.cuisine ? <input type="hidden" name="cuisine" value={query.cuisine} /> : null}
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3.5 size-[1.125rem] -translate-y-1/2 text-soft"
      />
      <Input
        ref={input}
        type="text"
        name="q"
        value={typed}
        onChange={(event) => type(event.target.value)}
        enterKeyHint="search"
        autoComplete="off"
        maxLength={100}
        aria-label={t('label')}
        placeholder={t('label')}
        className="pr-11 pl-10"
      />
      {typed ? (
        <IconButton
          label={t('clear')}
          className="absolute top-0 right-0"
          onClick={() => {
            setTyped('');
            clearTimeout(sendLater.current);
            send('');
            input.current?.focus();
          }}
        >
          <X aria-hidden="true" />
        </IconButton>
      ) : null}
    </form>
  );
}

/** The kinds of kitchen, as links: each is the same search with another cuisine. */
export function CuisineBar({ className }: { className?: string }) {
  const t = useTranslations('home');
  const locale = useLocale();
  const { query, ask } = useSearch();
  const row = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const chosen = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && chosen) row.current.scrollLeft = chosen.offsetLeft - row.current.clientWidth / 3;
  }, []);
  const choices = [
    { key: null, label: t('anyCuisine') },
    ...CUISINE_KEYS.map((key) => ({ key, label: cuisineName(key, locale) })),
  ];
  return (
    <nav aria-label={t('cuisines')} className={cn('relative min-w-0', className)}>
      <ul ref={row} className="relative flex scroll-quiet gap-x-1 overflow-x-auto py-1 pr-10 lg:flex-wrap lg:pr-0">
        {choices.map(({ key, label }) => (
          <li key={key ?? 'any'}>
            <Link
              href={searchHref({ ...query, cuisine: key })}
              scroll={false}
              prefetch={false}
              aria-current={query.cuisine === key ? 'true' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                ask({ cuisine: key });
              }}
              className="inline-flex min-h-11 min-w-11 items-center justify-center whitespace-nowrap rounded-md px-3 text-soft lg:min-h-9 lg:min-w-0 lg:px-2.5 lg:text-sm lg:pointer-coarse:min-h-11 transition-colors hover:bg-wash hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-ink aria-[current]:font-medium aria-[current]:text-paper"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-0 w-12 bg-linear-to-r from-transparent to-paper lg:hidden"
      />
    </nav>
  );
}
