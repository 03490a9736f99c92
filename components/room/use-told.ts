'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { LineView } from './line-view';
import type { LineWords } from './use-words';

/** A place that changes is told no more often; anything else at once. */
const TOLD_EVERY_MS = 20_000;

/** The title of the page: the place first, so that it can be read on a tab. */
export function useLineTitle(view: LineView, name: string): void {
  const t = useTranslations('room.titles');
  const format = useFormatter();
  const title = (() => {
    if (view.kind === 'waiting') {
      const count = format.number(view.ahead);
      return view.ahead === 0 ? t('next', { name }) : t(view.near ? 'near' : 'waiting', { count, name });
    }
    if (view.kind === 'lobby') return t('lobby', { number: format.number(view.number), name });
    if (view.kind === 'called' || view.kind === 'inside' || view.kind === 'late') return t(view.kind, { name });
    return t('other', { name });
  })();
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** What is read out of the line: another state at once, a place that moves now and then. */
export function useSpoken(view: LineView, words: LineWords): { polite: string; urgent: string } {
  const t = useTranslations('room.spoken');
  const said = (() => {
    if (view.kind !== 'waiting') return view.kind === 'called' ? '' : t(view.kind);
    const ahead = view.ahead === 0 ? t('next') : t('ahead', { ahead: view.ahead });
    return view.etaMs === null ? ahead : `${ahead} ${words.comesIn(view.etaMs)}`;
  })();
  const [told, setTold] = useState('');
  const last = useRef({ kind: view.kind as LineView['kind'] | 'near', atMs: 0 });
  const kind = view.kind === 'waiting' && view.near ? 'near' : view.kind;
  useEffect(() => {
    const waitMs = kind === last.current.kind ? last.current.atMs + TOLD_EVERY_MS - Date.now() : 0;
    const tell = () => {
      last.current = { kind, atMs: Date.now() };
      setTold(said);
    };
    if (waitMs <= 0) return tell();
    const timer = setTimeout(tell, waitMs);
    return () => clearTimeout(timer);
  }, [kind, said]);
  return { polite: told, urgent: view.kind === 'called' ? t('called') : '' };
}
