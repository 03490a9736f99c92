'use client';

import { CalendarX2, Moon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { api } from '@/components/providers/api';
import { Confirm } from '@/components/ui/confirm';
import { EmptyState } from '@/components/ui/empty-state';
import { LiveRegion } from '@/components/ui/live-region';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { DayBooking, DayClosing, ServiceDay, UpcomingDay } from '@/server/services/owner';
import { BookingDetail } from './booking-detail';
import { BookingList, QuietBookings } from './booking-list';
import { ClosedNotice } from './closed-notice';
import { DayStrip, DayTitle, DayTotals } from './day-head';
import { DaySearch, LiveLine, ShortcutsHelp, ViewToggle } from './day-toolbar';
import { OwnsRestaurant } from './money-actions';
import { isQuiet, isWholeDay, type ServeCommand } from './rules';
import { DayTimeline } from './timeline';
import { useBoard } from './use-board';
import { useDay } from './use-day';
import { useDayView, useNow } from './use-device';

/**
 * One day of service: who comes when to which table, current without a reload, and moved on by a press or a key.
 * `nowMs` is the server's clock when the page was made.
 */
export function DayBoard({
  restaurantId,
  initialDay,
  initialStrip,
  initialClosings,
  stripFrom,
  serviceToday,
  nowMs: serverNowMs,
  phone,
  owns,
}: {
  restaurantId: RestaurantId;
  /** The reader owns the restaurant: may cancel bookings and give money back. */
  owns: boolean;
  initialDay: ServiceDay;
  initialStrip: UpcomingDay[];
  /** Empty for staff, whom a closing's page does not open to. */
  initialClosings: DayClosing[];
  stripFrom: string;
  /** The service day that is being worked now; after midnight it may be yesterday's date. */
  serviceToday: string;
  nowMs: number;
  /** What the request said of the device, for the first drawing. */
  phone: boolean;
}) {
  const base = `/owner/${restaurantId}`;
  const { day, live, asOfMs, news } = useDay(restaurantId, initialDay, serverNowMs);
  const strip = api.owner.upcoming.useQuery(
    { restaurantId, from: stripFrom, days: initialStrip.length },
    { initialData: initialStrip },
  );
  const nowMs = useNow(serverNowMs);
  const [view, setView] = useDayView(phone);
  const board = useBoard(day, restaurantId, nowMs, view);
  const freshIds = useMemo(() => new Set<string>(news.map(({ booking }) => booking.id)), [news]);
  const shared = { day, nowMs, selectedId: board.selected?.id ?? null, freshIds, onSelect: board.select };
  const empty = day.bookings.length === 0 && day.periods.length === 0;
  return (
    <OwnsRestaurant value={owns}>
      <DayTitle day={day} today={serviceToday} base={base} />
      <DayStrip days={strip.data} date={day.date} today={serviceToday} base={base} />
      <ClosedNotice restaurantId={restaurantId} day={day} initial={initialClosings} />
      <DayTotals day={day} />
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <ViewToggle view={view} onChange={setView} />
        <DaySearch value={board.search} onChange={board.setSearch} field={board.searchField} />
        <LiveLine live={live} asOfMs={asOfMs} timeZone={day.timeZone} news={news} />
        <ShortcutsHelp open={board.help} onOpenChange={board.setHelp} on={board.keysOn} onToggle={board.setKeysOn} />
      </div>
      {empty || board.shown.length === 0 ? <NothingHere day={day} searched={board.search !== ''} /> : null}
      {view === 'list' && board.shown.length > 0 ? (
        <BookingList bookings={board.listed} onServe={board.ask} {...shared} />
      ) : null}
      {view === 'timeline' && !empty ? <DayTimeline foundIds={board.foundIds} {...shared} /> : null}
      {view === 'timeline' && board.selected ? (
        <BookingDetail
          booking={board.selected}
          day={day}
          nowMs={nowMs}
          onServe={board.ask}
          onClose={() => board.select(null)}
        />
      ) : null}
      {view === 'list' ? <QuietBookings title="leftAlready" bookings={board.gone} day={day} /> : null}
      <QuietBookings title="quiet" bookings={day.bookings.filter(isQuiet)} day={day} />
      <NoShowQuestion
        booking={board.asked}
        open={board.asking}
        onOpenChange={board.setAsking}
        onConfirm={board.serve}
      />
      <LiveRegion>{board.said}</LiveRegion>
    </OwnsRestaurant>
  );
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

function NothingHere({ day, searched }: { day: ServiceDay; searched: boolean }) {
  const t = useTranslations('owner.empty');
  // Nobody is waited for on a closed day, which is said above.
  if (!searched && day.closures.some(isWholeDay)) return null;
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
