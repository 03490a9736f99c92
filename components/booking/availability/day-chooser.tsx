'use client';

import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Calendar, type DayMark } from '@/components/ui/calendar';
import { formatDay, formatMonth } from '@/components/ui/format-date-time';
import { IconButton } from '@/components/ui/icon-button';
import type { DaySummary } from '@/server/domain/availability/day-view';
import type { Availability } from '@/server/services/restaurant';
import type { BookingPlace } from './booking-place';
import { DayCell } from './day-cell';
import { addDays, daysBetween, earlierOf, endOfMonth, laterOf } from './days';
import { useOpeningTime } from './not-yet';
import { takenShare, useDays, useSpokenDay } from './use-days';
import { useAtOpening } from './use-opening';

const WEEK = 7;
/** A month's page shows the days of its neighbours in its first and last week. */
const OVERHANG = 6;
const LEVELS = 3;

type Props = {
  place: BookingPlace;
  lastDay: string;
  /** The last day that is shown. */
  lookEnd: string;
  serverNow: () => number;
  party: number;
  date: string;
  onDate: (date: string) => void;
  /** How full the first days are, as the server read them. */
  initial: { party: number; days: DaySummary[] };
  /** The chosen day, known better than from the run it was read in. */
  shown: Availability | undefined;
};

/** The day, from a strip of seven or, for further away, from a calendar; each shows how full it is. */
export function DayChooser(props: Props) {
  const t = useTranslations('restaurant.days');
  const [wide, setWide] = useState(false);
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <div className="flex items-center justify-between">
        <h3 id={id} className="font-medium">
          {t('label')}
        </h3>
        <Button variant="quiet" className="-mr-3 px-3 text-sm" aria-pressed={wide} onClick={() => setWide(!wide)}>
          <CalendarDays aria-hidden="true" />
          {wide ? t('strip') : t('calendar')}
        </Button>
      </div>
      {wide ? (
        <Month
          {...props}
          onDate={(date) => {
            props.onDate(date);
            setWide(false);
          }}
        />
      ) : (
        <Strip {...props} />
      )}
    </section>
  );
}

/** Seven days in a row, counted from today; the arrows move by seven. */
function Strip({ place, lastDay, lookEnd, serverNow, party, date, onDate, initial, shown }: Props) {
  const t = useTranslations('restaurant.days');
  const weekOf = (day: string) => Math.floor(daysBetween(place.today, day) / WEEK);
  const [looked, setLooked] = useState<{ for: string; week: number } | null>(null);
  // Another chosen day brings its own week into view.
  const week = looked?.for === date ? looked.week : Math.max(0, weekOf(date));
  const from = addDays(place.today, week * WEEK);
  const dates = Array.from({ length: WEEK }, (_, index) => addDays(from, index));
  const days = useDays(place, party, { from, to: addDays(from, WEEK - 1) }, initial, shown);
  const go = (by: number) => setLooked({ for: date, week: week + by });
  return (
    <div className="grid gap-1">
      <ul className="grid grid-cols-7 gap-1">
        {dates.map((day) => (
          <li key={day} className="grid">
            <DayCell
              date={day}
              summary={days.get(day)}
              today={place.today}
              chosen={day === date}
              beyond={day > lookEnd}
              timeZone={place.limits.timeZone}
              onChoose={() => onDate(day)}
            />
          </li>
        ))}
      </ul>
      <div className="-mx-2 flex items-center justify-between">
        <IconButton label={t('previous')} disabled={week === 0} onClick={() => go(-1)}>
          <ChevronLeft aria-hidden="true" />
        </IconButton>
        <Window place={place} lastDay={lastDay} days={dates.map((day) => days.get(day))} serverNow={serverNow} />
        <IconButton label={t('next')} disabled={addDays(from, WEEK) > lookEnd} onClick={() => go(1)}>
          <ChevronRight aria-hidden="true" />
        </IconButton>
      </div>
    </div>
  );
}

function Month({ place, lastDay, lookEnd, serverNow, party, date, onDate, initial, shown }: Props) {
  const spoken = useSpokenDay(place.limits.timeZone);
  const [month, setMonth] = useState(date);
  const first = `${month.slice(0, 7)}-01`;
  const from = laterOf(place.today, addDays(first, -OVERHANG));
  const to = earlierOf(lookEnd, addDays(endOfMonth(month), OVERHANG));
  const days = useDays(place, party, { from, to: laterOf(from, to) }, initial, shown);
  const marks: Record<string, DayMark> = {};
  for (const [day, summary] of days) {
    marks[day] = {
      level: Math.round(takenShare(summary) * LEVELS) as DayMark['level'],
      label: spoken(summary),
      quiet: summary.state === 'not-yet',
    };
  }
  return (
    <Calendar
      value={date}
      today={place.today}
      min={place.today}
      max={lookEnd}
      marks={marks}
      isDisabled={(day) => ['closed', 'full'].includes(days.get(day)?.state ?? '')}
      onValueChange={onDate}
      onMonthChange={setMonth}
      footer={
        <Window
          place={place}
          lastDay={lastDay}
          days={[...days.values()].filter((day) => day.date.slice(0, 7) === month.slice(0, 7))}
          serverNow={serverNow}
        />
      }
      className="mx-auto"
    />
  );
}

/** How far bookings go; where days are in view that are not open yet, when the first of them opens. */
function Window({
  place,
  lastDay,
  days,
  serverNow,
}: {
  place: BookingPlace;
  lastDay: string;
  days: (DaySummary | undefined)[];
  serverNow: () => number;
}) {
  const t = useTranslations('restaurant.days');
  const locale = useLocale();
  const utils = api.useUtils();
  const opens = useOpeningTime(place.limits.timeZone);
  const next = days.find((day) => day?.opensAtMs !== undefined);
  useAtOpening(next?.opensAtMs ?? null, serverNow, () => {
    void utils.restaurants.week.invalidate({ restaurantId: place.id });
  });
  const known = days.reduce((last, day) => (day && day.state !== 'not-yet' ? laterOf(last, day.date) : last), lastDay);
  const words =
    next?.opensAtMs === undefined
      ? t('window', { day: formatDay(known, locale) })
      : place.limits.opening.kind === 'monthly'
        ? t('monthOpens', { month: formatMonth(next.date, locale), when: opens(next.opensAtMs) })
        : t('dayOpens', { day: formatDay(next.date, locale), when: opens(next.opensAtMs) });
  return <span className="text-center text-faint text-sm">{words}</span>;
}
