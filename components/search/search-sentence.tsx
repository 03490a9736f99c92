'use client';

import { useLocale, useTranslations } from 'next-intl';
import { areaName } from '@/components/restaurant/words';
import { formatDay, formatMinute } from '@/components/ui/format-date-time';
import type { Option } from '@/components/ui/select';
import { Sentence, SentenceDate, SentenceSelect } from '@/components/ui/sentence';
import { DISTRICTS, NEIGHBOURHOODS } from '@/server/domain/restaurant/places';
import { PARTY_CHOICES, TIME_CHOICES } from './query';
import { useSearch } from './search-frame';

const ANYWHERE = 'anywhere';
const DAY_MINUTES = 1440;

/** A list of choices that has the present one too, wherever it came from. */
const withChosen = (choices: number[], chosen: number) =>
  choices.includes(chosen) ? choices : [...choices, chosen].sort((a, b) => a - b);

/** "A table for [2] on [Fri 27 Nov] at [19:00] in [Seongsu]": each blank changes the search. */
export function SearchSentence() {
  const t = useTranslations('home');
  return (
    <Sentence>
      {t.rich('sentence', {
        party: () => <PartyBlank key="party" />,
        date: () => <DateBlank key="date" />,
        time: () => <TimeBlank key="time" />,
        area: () => <AreaBlank key="area" />,
        // A particle stays with its blank, a preposition too.
        keep: (words) => <span className="whitespace-nowrap">{words}</span>,
      })}
    </Sentence>
  );
}

function PartyBlank() {
  const t = useTranslations('home');
  const { query, ask } = useSearch();
  return (
    <SentenceSelect
      label={t('labels.party')}
      value={String(query.party)}
      display={t('party', { count: query.party })}
      options={withChosen(PARTY_CHOICES, query.party).map((count) => ({
        value: String(count),
        label: t('partyOption', { count }),
      }))}
      onValueChange={(value) => ask({ party: Number(value) })}
    />
  );
}

function DateBlank() {
  const t = useTranslations('home');
  const locale = useLocale();
  const { query, today, lastDay, ask } = useSearch();
  return (
    <SentenceDate
      label={t('labels.date')}
      display={formatDay(query.date, locale, locale === 'ko' ? 'longDay' : 'day', today)}
      value={query.date}
      today={today}
      min={today}
      max={lastDay}
      onValueChange={(date) => ask({ date })}
    />
  );
}

function TimeBlank() {
  const t = useTranslations('home');
  const { query, ask } = useSearch();
  const label = (minute: number) =>
    minute < DAY_MINUTES ? formatMinute(minute) : t('nextMorning', { time: formatMinute(minute) });
  return (
    <SentenceSelect
      label={t('labels.time')}
      value={String(query.minute)}
      display={formatMinute(query.minute)}
      options={withChosen(TIME_CHOICES, query.minute).map((minute) => ({
        value: String(minute),
        label: label(minute),
      }))}
      onValueChange={(value) => ask({ minute: Number(value) })}
    />
  );
}

function AreaBlank() {
  const t = useTranslations('home');
  const locale = useLocale();
  const { query, ask } = useSearch();
  const areas: Option[] = [
    { value: ANYWHERE, label: t('wholeCity') },
    ...Object.values(NEIGHBOURHOODS).map((place) => ({
      value: place.key,
      label: place[locale],
      hint: DISTRICTS[place.district][locale],
    })),
    ...Object.entries(DISTRICTS).map(([value, district]) => ({ value, label: district[locale] })),
  ];
  if (query.area && !areas.some((area) => area.value === query.area)) {
    areas.push({ value: query.area, label: areaName(query.area, locale) });
  }
  return (
    <SentenceSelect
      label={t('labels.area')}
      value={query.area ?? ANYWHERE}
      display={query.area ? areaName(query.area, locale) : t('city')}
      options={areas}
      onValueChange={(value) => ask({ area: value === ANYWHERE ? null : value })}
    />
  );
}
