import { useLocale, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { formatDay, formatMinute } from '@/components/ui/format-date-time';
import type { Hours, RestaurantPage } from '@/server/services/restaurant';
import { PageSection } from './page-section';
import { nameOf, wording } from './words';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** The week with today marked, and the coming days that differ from it. */
export function OpeningHours({ page, weekday }: { page: RestaurantPage; weekday: number }) {
  const t = useTranslations('restaurant');
  return (
    <PageSection title={t('page.hours')} hint={t('page.hoursHint')}>
      <dl className="grid max-w-prose">
        {page.week.map((day) => {
          const today = day.weekday === weekday;
          return (
            <div
              key={day.weekday}
              className={cn(
                '-mx-3 grid grid-cols-[8rem_1fr] gap-4 rounded-sm px-3 py-1.5',
                today && 'bg-wash font-medium',
              )}
            >
              <dt className="flex items-baseline gap-2">
                {t(`weekdays.${WEEKDAYS[day.weekday - 1] ?? '1'}`)}
                {today ? <span className="text-accent-text text-xs">{t('page.today')}</span> : null}
              </dt>
              <dd className="text-soft tabular">
                <Periods periods={day.periods} />
              </dd>
            </div>
          );
        })}
      </dl>
      <OtherDays page={page} />
    </PageSection>
  );
}

function Periods({ periods }: { periods: Hours[] }) {
  const t = useTranslations('restaurant.page');
  const locale = useLocale();
  if (periods.length === 0) return <span className="text-faint">{t('closedDay')}</span>;
  return (
    <ul className="grid gap-0.5">
      {periods.map((period) => (
        <li key={period.opensMinute} className="flex flex-wrap gap-x-3">
          <span>
            {formatMinute(period.opensMinute)}–{formatMinute(period.lastSeatingMinute)}
          </span>
          <span className="text-faint">{nameOf(locale, period)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Closed days, and days with hours of their own, in order. */
function OtherDays({ page }: { page: RestaurantPage }) {
  const t = useTranslations('restaurant.page');
  const locale = useLocale();
  const days = [
    ...page.closures.map((closure) => ({ date: closure.serviceDate, closure, periods: null })),
    ...page.specialDays.map((day) => ({ date: day.serviceDate, closure: null, periods: day.periods })),
  ].sort((a, b) => a.date.localeCompare(b.date));
  if (days.length === 0) return null;
  return (
    <div className="grid max-w-prose gap-2">
      <h3 className="font-medium text-sm">{t('coming')}</h3>
      <ul className="grid gap-1.5">
        {days.map(({ date, closure, periods }) => (
          <li key={`${date}-${closure?.fromMinute ?? 'hours'}`} className="grid grid-cols-[8rem_1fr] gap-4 tabular">
            <span>{formatDay(date, locale, 'day', page.today)}</span>
            <span className="text-soft">
              {periods ? <Periods periods={periods} /> : null}
              {closure ? (
                <>
                  {closure.wholeDay
                    ? t('closedOn')
                    : t('closedPart', { from: formatMinute(closure.fromMinute), to: formatMinute(closure.toMinute) })}
                  {closure.reason ? (
                    <span className="text-faint"> · {wording(locale, closure.reason, closure.reasonEn)?.text}</span>
                  ) : null}
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
