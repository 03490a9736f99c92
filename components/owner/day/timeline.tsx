'use client';

import { Clock, Link2, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { formatMinute } from '@/components/ui/format-date-time';
import { minuteAt } from '@/server/domain/shared/time';
import type { DayBooking, ServiceDay } from '@/server/services/owner';
import { usePlaceName } from '../use-place-name';
import { guestsBySlot, lateMinutes, needsCare } from './rules';
import { layTimeline, type Timeline, type TimelineBar, type TimelineRow } from './timeline-layout';

const LANE_REM = 2.25;
const REM_PER_HOUR = 5;

type Shared = {
  day: ServiceDay;
  nowMs: number;
  selectedId: string | null;
  freshIds: ReadonlySet<string>;
  /** Ids that answer a search, or null while nothing is searched. */
  foundIds: ReadonlySet<string> | null;
  onSelect: (id: DayBooking['id']) => void;
};

/** The day as tables down and time across. It scrolls sideways inside itself; the table names stay. */
export function DayTimeline(shared: Shared) {
  const nowMinute = minuteAt(shared.nowMs, shared.day.date, shared.day.timeZone);
  const t = useTranslations('owner.day');
  const nameOf = usePlaceName();
  const timeline = layTimeline(shared.day);
  const scroller = useRef<HTMLElement>(null);
  const from = timeline?.from;
  // Where the screen is narrow the evening begins out of sight: now, a little to the right of the tables' names.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is opened; later it is the reader's own
  useEffect(() => {
    if (from === undefined || !scroller.current) return;
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    scroller.current.scrollLeft = ((nowMinute - from) / 60 - 1) * REM_PER_HOUR * remPx;
  }, [from]);
  if (!timeline) return null;
  const hours = (timeline.to - timeline.from) / 60;
  const showsNow = nowMinute >= timeline.from && nowMinute <= timeline.to;
  const areaName = (areaNo: number | null) => {
    const area = shared.day.areas.find((candidate) => candidate.areaNo === areaNo);
    return area ? nameOf(area) : t('offPlan');
  };
  return (
    <section
      ref={scroller}
      aria-label={t('timeline')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-hairline bg-raised"
    >
      <div className="relative" style={{ minWidth: `${6 + hours * REM_PER_HOUR}rem` }}>
        <TimelineHead day={shared.day} timeline={timeline} />
        {timeline.groups.map((group) => (
          <div key={group.areaNo ?? 'off'}>
            <h2 className="sticky left-0 w-fit px-4 pt-3 pb-1 font-medium text-faint text-xs">
              {areaName(group.areaNo)}
            </h2>
            <ul>
              {group.rows.map((row) => (
                <Row key={row.tableId} row={row} timeline={timeline} {...shared} />
              ))}
            </ul>
          </div>
        ))}
        {showsNow ? <NowLine minute={nowMinute} timeline={timeline} /> : null}
      </div>
    </section>
  );
}

const share = (minute: number, { from, to }: Timeline) => `${((minute - from) / (to - from)) * 100}%`;

function TimelineHead({ day, timeline }: { day: ServiceDay; timeline: Timeline }) {
  const t = useTranslations('owner.day');
  const hours = Array.from({ length: (timeline.to - timeline.from) / 60 }, (_, index) => timeline.from + index * 60);
  const slots = guestsBySlot(day.bookings, timeline.from, timeline.to, day.slotMinutes);
  const most = Math.max(1, ...slots.map(({ guests }) => guests));
  return (
    <div className="border-hairline border-b">
      <div className="flex" aria-hidden="true">
        <div className="sticky left-0 z-20 w-24 shrink-0 bg-raised px-4 pt-2 text-faint text-xs leading-tight">
          {t('inHouse')}
        </div>
        <div className="flex h-12 grow items-end">
          {slots.map(({ minute, guests }) => (
            <div key={minute} className="flex h-full min-w-0 flex-1 flex-col justify-end px-px">
              <span className="text-center text-[0.625rem] text-faint leading-none tabular">{guests || ''}</span>
              <div className="mt-0.5 rounded-t-[2px] bg-hairline" style={{ height: `${(guests / most) * 60}%` }} />
            </div>
          ))}
        </div>
      </div>
      <div className="flex border-hairline border-t">
        <div className="sticky left-0 z-20 w-24 shrink-0 bg-raised" />
        <ol className="flex grow" aria-label={t('hours')}>
          {hours.map((minute) => (
            <li key={minute} className="min-w-0 flex-1 border-hairline border-l py-1 pl-1.5 text-soft text-xs tabular">
              {formatMinute(minute)}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function Row({ row, timeline, day, ...shared }: Shared & { row: TimelineRow; timeline: Timeline }) {
  const t = useTranslations('owner.day');
  const hours = (timeline.to - timeline.from) / 60;
  return (
    <li className="flex border-hairline border-b last:border-b-0">
      <div className="sticky left-0 z-20 flex w-24 shrink-0 items-center justify-between gap-1 border-hairline border-r bg-raised pr-2 pl-4 text-sm">
        <span className="truncate font-medium">{row.table?.label ?? `#${row.tableId}`}</span>
        {row.table ? (
          <span className="text-faint text-xs tabular">
            <span aria-hidden="true">{row.table.seats}</span>
            <span className="sr-only">{t('seats', { count: row.table.seats })}</span>
          </span>
        ) : null}
      </div>
      <div
        className="relative grow bg-[linear-gradient(to_right,var(--color-hairline)_1px,transparent_1px)]"
        style={{ height: `${row.lanes * LANE_REM + 0.25}rem`, backgroundSize: `${100 / hours}% 100%` }}
      >
        {day.closures.map((part) => (
          <div
            key={part.fromMinute}
            className="absolute inset-y-0 bg-wash opacity-80"
            style={{
              left: share(Math.max(part.fromMinute, timeline.from), timeline),
              right: `calc(100% - ${share(Math.min(part.toMinute, timeline.to), timeline)})`,
            }}
          />
        ))}
        {row.bars.map((bar) => (
          <Bar key={bar.booking.id} bar={bar} timeline={timeline} day={day} {...shared} />
        ))}
      </div>
    </li>
  );
}

const BAR: Partial<Record<DayBooking['status'], string>> = {
  HELD: 'border-dashed border-amber bg-amber-wash text-amber',
  CONFIRMING: 'border-dashed border-amber bg-amber-wash text-amber',
  CONFIRMED: 'border-pine/50 bg-pine-wash text-pine',
  SEATED: 'border-ink bg-ink text-paper',
  COMPLETED: 'border-hairline bg-wash text-soft',
};

function Bar({
  bar: { booking, lane, leading },
  timeline,
  day,
  nowMs,
  selectedId,
  freshIds,
  foundIds,
  onSelect,
}: Shared & { bar: TimelineBar; timeline: Timeline }) {
  const t = useTranslations('owner');
  const selected = selectedId === booking.id;
  const look = cn(
    'absolute z-[1] flex items-center gap-1.5 overflow-hidden rounded-sm border px-1.5 text-left text-xs transition-[opacity,box-shadow]',
    BAR[booking.status],
    lateMinutes(booking, nowMs) > 0 && 'border-amber',
    selected && 'z-10 shadow-[0_0_0_2px_var(--color-accent)]',
    freshIds.has(booking.id) && 'shadow-[0_0_0_2px_var(--color-accent)]',
    foundIds && !foundIds.has(booking.id) && 'opacity-25',
  );
  const place = {
    left: `calc(${share(booking.startMinute, timeline)} + 1px)`,
    width: `calc(${share(timeline.from + booking.endMinute - booking.startMinute, timeline)} - 2px)`,
    top: `${0.25 + lane * LANE_REM}rem`,
    height: `${LANE_REM - 0.25}rem`,
  };
  const face = (
    <>
      <span className="font-strong tabular">{booking.party}</span>
      {lateMinutes(booking, nowMs) > 0 ? <Clock className="size-3.5 shrink-0 text-amber" /> : null}
      {booking.note && needsCare(booking.note) ? <TriangleAlert className="size-3.5 shrink-0" /> : null}
      {booking.tables.length > 1 ? <Link2 className="size-3.5 shrink-0" /> : null}
      <span className="truncate">{booking.guestName}</span>
    </>
  );
  // A party at two tables is one booking: pressed and read at its first.
  if (!leading)
    return (
      <div aria-hidden="true" onClick={() => onSelect(booking.id)} className={cn(look, 'cursor-pointer')} style={place}>
        {face}
      </div>
    );
  const labels = booking.tables.map((id) => day.tables.find((table) => table.tableId === id)?.label ?? `#${id}`);
  return (
    <button
      type="button"
      data-booking={booking.id}
      aria-pressed={selected}
      aria-label={t('day.barLabel', {
        time: formatMinute(booking.startMinute),
        name: booking.guestName,
        count: booking.party,
        labels: labels.join(' + '),
        status: t(`status.${booking.status}`),
      })}
      onClick={() => onSelect(booking.id)}
      className={look}
      style={place}
    >
      <span aria-hidden="true" className="contents">
        {face}
      </span>
    </button>
  );
}

function NowLine({ minute, timeline }: { minute: number; timeline: Timeline }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-0 left-24">
      <div className="absolute top-0 bottom-0 w-px bg-accent" style={{ left: share(minute, timeline) }}>
        <span className="absolute top-[3.1rem] left-0 -translate-x-1/2 whitespace-nowrap rounded-sm bg-accent px-1.5 py-0.5 font-medium text-on-accent text-xs tabular">
          {formatMinute(Math.floor(minute))}
        </span>
      </div>
    </div>
  );
}
