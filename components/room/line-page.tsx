'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Cover } from '@/components/cover/cover';
import { nameOf } from '@/components/restaurant/words';
import { LiveRegion } from '@/components/ui/live-region';
import { isCoverTone } from '@/server/domain/restaurant/tags';
import type { RoomPage } from '@/server/services/room';
import { Conditions } from './conditions';
import { DrawNote } from './draw-note';
import { LeaveLine } from './leave-line';
import { LineStage } from './line-stage';
import type { LineView } from './line-view';
import type { StageProps } from './stage-props';
import { TimesLeft } from './times-left-table';
import { type Line, type LineStart, useLine } from './use-line';
import { useNotify } from './use-notify';
import { useLineTitle, useSpoken } from './use-told';
import { useLineWords } from './use-words';

/** In line: one number, what moves it, and what is left. `joinNow`: the reader went to sign in so as to join. */
export function LinePage({ joinNow, ...start }: LineStart & { joinNow: boolean }) {
  const { restaurant } = start.room;
  const locale = useLocale();
  const name = nameOf(locale, restaurant);
  const line = useLine(start);
  const { view } = line;
  const words = useLineWords(restaurant.timeZone);
  const notify = useNotify(view, name, line.document.id);
  const spoken = useSpoken(view, words);
  useLineTitle(view, name);
  useJoinOnce(line, joinNow);
  return (
    <>
      <LineFrame room={start.room} line={line} notify={notify} />
      <LiveRegion>{spoken.polite}</LiveRegion>
      <LiveRegion assertive>{spoken.urgent}</LiveRegion>
    </>
  );
}

/** How the page looks, whatever it knows. */
export function LineFrame({ room, line, notify }: StageProps) {
  const { restaurant } = room;
  const name = nameOf(useLocale(), restaurant);
  return (
    <div className="page pb-16 sm:pt-10">
      <div className="mx-auto grid max-w-[66rem] gap-12 lg:grid-cols-[minmax(0,1fr)_21rem] lg:gap-16">
        <section className="grid min-w-0 content-start gap-8">
          <Head room={room} name={name} />
          <Conditions line={line} slug={restaurant.slug} />
          <Stage line={line} room={room} notify={notify} />
          {isInLine(line.view) ? <LeaveLine line={line} /> : null}
        </section>
        <aside className="grid min-w-0 content-start gap-10">
          <TimesLeft document={line.document} maxParty={restaurant.maxParty} slug={restaurant.slug} />
          <DrawNote document={line.document} />
        </aside>
      </div>
    </div>
  );
}

const isInLine = ({ kind }: LineView) => ['lobby', 'drawing', 'waiting', 'called', 'late', 'inside'].includes(kind);

function Head({ room: { restaurant, document }, name }: { room: RoomPage; name: string }) {
  const t = useTranslations('room');
  const words = useLineWords(restaurant.timeZone);
  const { coverTone } = restaurant;
  return (
    <header className="grid gap-5">
      <Cover
        cuisine={restaurant.cuisine}
        seed={restaurant.id}
        tone={coverTone && isCoverTone(coverTone) ? coverTone : undefined}
        format="hero"
        className="-mx-5 aspect-[3/1] w-[calc(100%+2.5rem)] sm:mx-0 sm:aspect-[4/1] sm:w-full sm:rounded-md"
      />
      <div className="grid gap-1">
        <h1 className="font-medium text-lg">{name}</h1>
        <p className="text-sm text-soft tabular">{t('for', { days: words.days(document) })}</p>
      </div>
    </header>
  );
}

/** Keeps the reader's place on the page when the button they pressed goes with its state. */
function Stage(props: StageProps) {
  const { kind } = props.line.view;
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(kind);
  useEffect(() => {
    if (shown.current === kind) return;
    shown.current = kind;
    if (document.activeElement === document.body) box.current?.querySelector<HTMLElement>('h2')?.focus();
  }, [kind]);
  return (
    <div ref={box} className="grid gap-6">
      <LineStage {...props} />
    </div>
  );
}

function useJoinOnce({ view, join }: Line, joinNow: boolean): void {
  const [done, setDone] = useState(!joinNow);
  useEffect(() => {
    if (done) return;
    setDone(true);
    // A reload is no wish to join again.
    window.history.replaceState(null, '', window.location.pathname);
    if (view.kind === 'outside') join.run();
  }, [done, view.kind, join]);
}
