'use client';

import { ChartGantt, Keyboard, List, RadioTower, RefreshCw, Search } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { ToggleGroup } from 'radix-ui';
import type { RefObject } from 'react';
import { cn } from '@/components/ui/cn';
import { formatDateTime, formatMinute } from '@/components/ui/format-date-time';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { LiveRegion } from '@/components/ui/live-region';
import { Popover } from '@/components/ui/popover';
import { Switch } from '@/components/ui/switch';
import type { News } from './rules';

export type DayView = 'list' | 'timeline';

/** List or timeline. */
export function ViewToggle({ view, onChange }: { view: DayView; onChange: (view: DayView) => void }) {
  const t = useTranslations('owner.day');
  const item = (value: DayView, icon: React.ReactNode) => (
    <ToggleGroup.Item
      value={value}
      className="flex min-h-9 items-center gap-2 rounded-sm px-3 text-sm text-soft transition-colors hover:text-ink data-[state=on]:bg-wash data-[state=on]:font-medium data-[state=on]:text-ink pointer-coarse:min-h-11 [&_svg]:size-4"
    >
      {icon}
      {t(`view.${value}`)}
    </ToggleGroup.Item>
  );
  return (
    <ToggleGroup.Root
      type="single"
      value={view}
      onValueChange={(next) => next && onChange(next as DayView)}
      aria-label={t('view.label')}
      className="flex gap-0.5 rounded-md border border-hairline p-0.5"
    >
      {item('list', <List aria-hidden="true" />)}
      {item('timeline', <ChartGantt aria-hidden="true" />)}
    </ToggleGroup.Root>
  );
}

/** Finds a guest by name, code or table. */
export function DaySearch({
  value,
  onChange,
  field,
}: {
  value: string;
  onChange: (value: string) => void;
  field: RefObject<HTMLInputElement | null>;
}) {
  const t = useTranslations('owner.day');
  return (
    <div className="relative min-w-0 grow max-sm:order-last max-sm:basis-full sm:max-w-64">
      <Search aria-hidden="true" className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint" />
      <Input
        ref={field}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        className="min-h-10 pl-9 text-sm pointer-coarse:min-h-11"
      />
    </div>
  );
}

const ROWS = [['j', 'k'], ['↓', '↑'], ['s'], ['c'], ['n'], ['u'], ['/'], ['Esc'], ['?']] as const;
const MEANING = ['move', 'arrows', 'seat', 'complete', 'noShow', 'unseat', 'search', 'clear', 'help'] as const;

/** The keys of this page, and the switch that turns them off. */
export function ShortcutsHelp({
  open,
  onOpenChange,
  on,
  onToggle,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  on: boolean;
  onToggle: (on: boolean) => void;
}) {
  const t = useTranslations('owner.keys');
  return (
    <Popover
      label={t('title')}
      open={open}
      onOpenChange={onOpenChange}
      align="end"
      className="w-80"
      trigger={
        <IconButton label={t('title')} className="max-lg:hidden">
          <Keyboard aria-hidden="true" />
        </IconButton>
      }
    >
      <h2 className="mb-3 font-medium">{t('title')}</h2>
      <dl className={cn('grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 text-sm', !on && 'opacity-50')}>
        {MEANING.map((meaning, index) => (
          <div key={meaning} className="contents">
            <dt className="flex gap-1">
              {ROWS[index]!.map((key) => (
                <kbd
                  key={key}
                  className="grid min-w-6 place-items-center rounded-sm border border-edge px-1.5 font-sans text-xs leading-5"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-soft">{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 border-hairline border-t pt-2">
        <Switch label={t('on')} checked={on} onCheckedChange={onToggle} />
      </div>
    </Popover>
  );
}

/** Whether the page keeps itself current, and what came in lately: seen, and read out. */
export function LiveLine({
  live,
  asOfMs,
  timeZone,
  news,
}: {
  live: boolean;
  asOfMs: number;
  timeZone: string;
  news: readonly News[];
}) {
  const t = useTranslations('owner.day');
  const locale = useLocale();
  const latest = news[0];
  return (
    <div className="flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-sm ml-auto flex-row-reverse justify-end">
      <p className={cn('flex items-center gap-1.5', live ? 'text-pine' : 'text-soft')}>
        {live ? (
          <RadioTower aria-hidden="true" className="size-4" />
        ) : (
          <RefreshCw aria-hidden="true" className="size-4" />
        )}
        {live ? t('live') : t('asOf', { time: formatDateTime(new Date(asOfMs), { timeZone, locale, style: 'time' }) })}
      </p>
      <LiveRegion visible>
        {latest ? (
          <span className="animate-fade-in font-medium text-accent-text">
            {t(`news.${latest.kind}`, {
              time: formatMinute(latest.booking.startMinute),
              count: latest.booking.party,
              more: news.length - 1,
            })}
          </span>
        ) : null}
      </LiveRegion>
    </div>
  );
}
