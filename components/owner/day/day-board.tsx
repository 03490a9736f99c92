'use client';

import { CalendarX2, Moon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMemo, useRef, useState } from 'react';
import { api } from '@/components/providers/api';
import { buttonStyle } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { EmptyState } from '@/components/ui/empty-state';
import { formatMinute } from '@/components/ui/format-date-time';
import { LiveRegion } from '@/components/ui/live-region';
import { Notice } from '@/components/ui/notice';
import type { RestaurantId } from '@/server/domain/shared/ids';
import { minuteAt } from '@/server/domain/shared/time';
import type { DayBooking, ServiceDay, UpcomingDay } from '@/server/services/owner';
import { BookingDetail } from './booking-detail';
import { BookingList, QuietBookings } from './booking-list';
import { tableLabels } from './booking-parts';
import { DayStrip, DayTitle, DayTotals } from './day-head';
import { DaySearch, LiveLine, ShortcutsHelp, ViewToggle } from './day-toolbar';
import { commandsFor, isQuiet, matches, type ServeCommand } from './rules';
import { DayTimeline } from './timeline';
import { useDay } from './use-day';
import { useDayView, useNow } from './use-device';
import { useServe } from './use-serve';
import { type ShortcutKey, useShortcuts, useShortcutsOn } from './use-shortcuts';

/**
 * One day of service: who comes when to which table, current without a reload, and moved on by a press or a key.
 * `nowMs` is the server's clock when the page was made.
 */
export function DayBoard({
  restaurantId,
  initialDay,
  initialStrip,
  stripFrom,
  serviceToday,
  nowMs: serverNowMs,
  phone,
}: {
  restaurantId: RestaurantId;
  initialDay: ServiceDay;
  initialStrip: UpcomingDay[];
  stripFrom: string;
  /** The service day that is being worked now; after midnight it may be yesterday's date. */
  serviceToday: string;
  nowMs: number;
  /** What the request said of the device, for the first drawing. */
  phone: boolean;
}) {
  const base = `/owner/${restaurantId}`;
  const { day, live, asOfMs, news } = useDay(restaurantId, initialDay);
  const strip = api.owner.upcoming.useQuery(
    { restaurantId, from: stripFrom, days: initialStrip.length },
    { initialData: initialStrip },
  );
  const nowMs = useNow(serverNowMs);
  const [view, setView] = useDayView(phone);
  const board = useBoard(day, restaurantId, nowMs);
  const freshIds = useMemo(() => new Set<string>(news.map(({ booking }) => booking.id)), [news]);
  const shared = { day, selectedId: board.selected?.id ?? null, freshIds, onSelect: board.select };
  const empty = day.bookings.length === 0 && day.periods.length === 0;
  return (
    <>
      <DayTitle day={day} today={serviceToday} base={base} />
      <DayStrip days={strip.data} date={day.date} today={serviceToday} base={base} />
      <ClosedNotice day={day} base={base} />
      <DayTotals day={day} />
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <ViewToggle view={view} onChange={setView} />
        <DaySearch value={board.search} onChange={board.setSearch} field={board.searchField} />
        <div className="ml-auto">
          <ShortcutsHelp open={board.help} onOpenChange={board.setHelp} on={board.keysOn} onToggle={board.setKeysOn} />
        </div>
        <div className="w-full">
          <LiveLine live={live} asOfMs={asOfMs} timeZone={day.timeZone} news={news} />
        </div>
      </div>
      {empty || board.shown.length === 0 ? <NothingHere day={day} searched={board.search !== ''} /> : null}
      {view === 'list' && board.shown.length > 0 ? (
        <BookingList bookings={board.shown} nowMs={nowMs} onServe={board.ask} {...shared} />
      ) : null}
      {view === 'timeline' && !empty ? (
        <DayTimeline nowMinute={minuteAt(nowMs, day.date, day.timeZone)} foundIds={board.foundIds} {...shared} />
      ) : null}
      {view === 'timeline' && board.selected ? (
        <BookingDetail
          booking={board.selected}
          day={day}
          nowMs={nowMs}
          onServe={board.ask}
          onClose={() => board.select(null)}
        />
      ) : null}
      <QuietBookings bookings={day.bookings.filter(isQuiet)} day={day} />
      <NoShowQuestion
        booking={board.asked}
        open={board.asking}
        onOpenChange={board.setAsking}
        onConfirm={board.serve}
      />
      <LiveRegion>{board.said}</LiveRegion>
    </>
  );
}

/** What is chosen, searched and asked on the board, and the keys that do it. */
function useBoard(day: ServiceDay, restaurantId: RestaurantId, nowMs: number) {
  const { serve, said } = useServe(restaurantId, day.date);
  const [selectedId, select] = useState<DayBooking['id'] | null>(null);
  const [asked, setAsked] = useState<DayBooking | null>(null);
  const [asking, setAsking] = useState(false);
  const [search, setSearch] = useState('');
  const [help, setHelp] = useState(false);
  const [keysOn, setKeysOn] = useShortcutsOn();
  const searchField = useRef<HTMLInputElement>(null);
  const shown = day.bookings.filter(
    (booking) => !isQuiet(booking) && matches(booking, search, tableLabels(day, booking)),
  );
  const selected = shown.find(({ id }) => id === selectedId) ?? null;
  /** A no-show is final and concerns the guest's money, so it is asked; the rest happens at once. */
  const ask = (booking: DayBooking, command: ServeCommand) => {
    if (command !== 'no-show') return serve(booking, command);
    setAsked(booking);
    setAsking(true);
  };

  const move = (by: 1 | -1) => {
    const at = shown.findIndex(({ id }) => id === selectedId);
    const start = shown.findIndex((booking) => booking.status === 'CONFIRMED' || booking.status === 'SEATED');
    const next = at === -1 ? Math.max(0, start) : Math.min(shown.length - 1, Math.max(0, at + by));
    const booking = shown[next];
    if (!booking) return;
    select(booking.id);
    document.querySelector<HTMLElement>(`[data-booking="${booking.id}"]`)?.focus();
  };
  const onShortcut = (key: ShortcutKey): boolean => {
    if (key === 'next' || key === 'previous') move(key === 'next' ? 1 : -1);
    else if (key === 'search') searchField.current?.focus();
    else if (key === 'help') setHelp(true);
    else if (key === 'clear') {
      if (document.activeElement === searchField.current) searchField.current?.blur();
      setSearch('');
      select(null);
    } else {
      if (!selected || !commandsFor(selected, nowMs).some(({ command }) => command === key)) return false;
      ask(selected, key);
    }
    return true;
  };
  useShortcuts(keysOn, onShortcut);
  const foundIds = search === '' ? null : new Set<string>(shown.map(({ id }) => id));
  return {
    shown,
    selected,
    select,
    asked,
    asking,
    setAsking,
    ask,
    serve,
    said,
    search,
    setSearch,
    searchField,
    foundIds,
    help,
    setHelp,
    keysOn,
    setKeysOn,
  };
}

function NoShowQuestion({
  booking,
  open,
  onOpenChange,
  onConfirm,
}: {
  booking: DayBooking | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: (booking: DayBooking, command: ServeCommand) => void;
}) {
  const t = useTranslations('owner.noShow');
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title={t('title', { name: booking?.guestName ?? '' })}
      confirmLabel={t('confirm')}
      cancelLabel={t('keep')}
      danger
      onConfirm={() => booking && onConfirm(booking, 'no-show')}
    >
      {booking?.deposit ? t('bodyDeposit') : t('body')}
    </Confirm>
  );
}

function ClosedNotice({ day, base }: { day: ServiceDay; base: string }) {
  const t = useTranslations('owner.day');
  if (day.closures.length === 0) return null;
  const whole = day.closures.some((part) => part.fromMinute === 0 && part.toMinute >= 1440);
  return (
    <Notice
      className="mb-5"
      title={
        whole
          ? t('closedDay')
          : t('closedPart', {
              parts: day.closures
                .map((part) => `${formatMinute(part.fromMinute)}–${formatMinute(part.toMinute)}`)
                .join(', '),
            })
      }
      action={
        <Link href={`${base}/hours`} className={buttonStyle({ size: 'sm' })}>
          {t('toHours')}
        </Link>
      }
    >
      {day.closures
        .map((part) => part.reason)
        .filter(Boolean)
        .join(' · ') || null}
    </Notice>
  );
}

function NothingHere({ day, searched }: { day: ServiceDay; searched: boolean }) {
  const t = useTranslations('owner.empty');
  const kind = searched ? 'search' : day.periods.length === 0 ? 'noService' : 'noBookings';
  return (
    <EmptyState
      className="mb-4"
      title={t(`${kind}.title`)}
      art={kind === 'noService' ? <Moon aria-hidden="true" /> : <CalendarX2 aria-hidden="true" />}
    >
      {t(`${kind}.body`)}
    </EmptyState>
  );
}
