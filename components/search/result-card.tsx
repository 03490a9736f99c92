'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Cover } from '@/components/cover/cover';
import { restaurantHref } from '@/components/restaurant/address';
import { Dotted } from '@/components/restaurant/dotted';
import { PriceLevel } from '@/components/restaurant/price-level';
import { cuisineName, nameOf, placeOf, wording } from '@/components/restaurant/words';
import { Button } from '@/components/ui/button';
import { formatDateTime, formatMinute } from '@/components/ui/format-date-time';
import { formatMoney } from '@/components/ui/format-money';
import { Skeleton } from '@/components/ui/skeleton';
import { isCoverTone } from '@/server/domain/restaurant/tags';
import type { SearchItem } from '@/server/services/restaurant';
import type { SearchQuery } from './query';
import { ResultTimes } from './result-times';

/** A restaurant in a list, ending in its times. While another answer is on its way its times are blank, and it stays. */
export function ResultCard({
  item,
  query,
  pending,
  onChoose,
}: {
  item: SearchItem;
  query: SearchQuery;
  pending: boolean;
  onChoose: (item: SearchItem, minute: number) => void;
}) {
  const locale = useLocale();
  const name = nameOf(locale, item);
  const tagline = wording(locale, item.tagline, item.taglineEn);
  return (
    <article className="relative grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-4 gap-y-4 py-6 sm:grid-cols-[11rem_minmax(0,1fr)] sm:gap-x-6 lg:grid-cols-[13rem_minmax(0,1fr)_26.5rem] lg:items-center">
      <Cover
        cuisine={item.cuisine}
        seed={item.id}
        tone={item.coverTone && isCoverTone(item.coverTone) ? item.coverTone : undefined}
        className="aspect-square self-start rounded-md sm:row-span-2 sm:aspect-[8/5] lg:row-span-1"
      />
      <div className="grid min-w-0 content-center gap-1">
        <h3 className="font-quiet text-lg">
          <Link
            href={restaurantHref(item.slug, query)}
            className="after:absolute after:inset-0 after:rounded-md hover:underline hover:decoration-1 hover:underline-offset-4"
          >
            {name}
          </Link>
        </h3>
        {tagline ? (
          <p lang={tagline.lang} className="line-clamp-2 text-sm text-soft">
            {tagline.text}
          </p>
        ) : null}
        <CardFacts item={item} />
      </div>
      <div className="relative z-10 col-span-2 sm:col-span-1 sm:col-start-2 lg:col-start-3">
        {pending ? <TimesSkeleton /> : <Answer item={item} query={query} name={name} onChoose={onChoose} />}
      </div>
    </article>
  );
}

function CardFacts({ item }: { item: SearchItem }) {
  const t = useTranslations('home.card');
  const locale = useLocale();
  const deposit = formatMoney({ amountMinor: item.depositMinorFor, currency: item.currency }, locale);
  return (
    <Dotted className="text-faint text-sm">
      <span>{cuisineName(item.cuisine, locale)}</span>
      <span>{placeOf(item, locale)}</span>
      <PriceLevel level={item.priceLevel} />
      <span className="tabular">{item.depositMinorFor > 0 ? t('deposit', { amount: deposit }) : t('noDeposit')}</span>
    </Dotted>
  );
}

/** The times, or the truth about why there are none. */
function Answer({
  item,
  query,
  name,
  onChoose,
}: {
  item: SearchItem;
  query: SearchQuery;
  name: string;
  onChoose: (item: SearchItem, minute: number) => void;
}) {
  const t = useTranslations('home.card');
  const locale = useLocale();
  const times = <ResultTimes item={item} query={query} name={name} onChoose={(minute) => onChoose(item, minute)} />;
  if (item.status === 'times') return times;
  if (item.status === 'none-near') {
    return (
      <div className="grid gap-2">
        <p className="text-sm text-soft">{t('noneNear', { time: formatMinute(query.minute) })}</p>
        {times}
      </div>
    );
  }
  const reason = {
    full: t('full'),
    closed: t('closed'),
    'not-yet': t('notYet', {
      when:
        item.opensAtMs === null ? '' : formatDateTime(new Date(item.opensAtMs), { timeZone: item.timeZone, locale }),
    }),
    'party-too-large': t('tooLarge', { party: query.party }),
    'party-too-small': t('tooSmall', { party: query.party }),
  }[item.status];
  const matterOfDay = !item.status.startsWith('party');
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="text-soft">{reason}</p>
      <Button asChild variant="secondary">
        <Link href={restaurantHref(item.slug, query)}>
          {matterOfDay ? t('otherDays') : t('look')}
          <span className="sr-only">: {name}</span>
        </Link>
      </Button>
    </div>
  );
}

function TimesSkeleton() {
  return (
    <div className="grid grid-cols-5 gap-1.5 sm:max-w-md sm:gap-2">
      {['a', 'b', 'c', 'd', 'e'].map((key) => (
        <Skeleton key={key} shape="chip" className="h-11 w-full" />
      ))}
    </div>
  );
}

/** A card before it is known which. */
export function ResultSkeleton() {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-4 gap-y-4 py-6 sm:grid-cols-[11rem_minmax(0,1fr)] sm:gap-x-6 lg:grid-cols-[13rem_minmax(0,1fr)_26.5rem] lg:items-center">
      <Skeleton shape="cover" className="aspect-square sm:row-span-2 sm:aspect-[8/5] lg:row-span-1" />
      <div className="grid content-center gap-2.5">
        <Skeleton className="h-5 w-2/5" />
        <Skeleton className="w-4/5" />
        <Skeleton className="w-3/5" />
      </div>
      <div className="col-span-2 sm:col-span-1 sm:col-start-2 lg:col-start-3">
        <TimesSkeleton />
      </div>
    </div>
  );
}
