'use client';

import { CalendarClock, CalendarOff } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { FormSection } from '@/components/ui/form-section';
import { formatDay, formatMinute } from '@/components/ui/format-date-time';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toaster';
import type { ClosedPart, DayChange, Settings, SpecialDay } from '@/server/services/owner';
import { useRefusalWords } from '../use-refusal-words';
import { CloseDayDialog } from './close-day-dialog';
import { SpecialDayDialog } from './special-day-dialog';

type Shared = { settings: Settings; version: number; onSaved: (version: number) => void };

/** Days that differ from their weekday: closed, closed in part, or with hours of their own. Each is saved at once. */
export function DaysPanel({ settings: initial, version, onSaved }: Shared) {
  const t = useTranslations('owner.days');
  const utils = api.useUtils();
  const input = { restaurantId: initial.restaurantId };
  const { data: settings } = api.owner.settings.useQuery(input, { initialData: initial });
  const [stay, setStay] = useState<{ date: string; change: DayChange } | null>(null);
  const changed = (date: string, change: DayChange) => {
    onSaved(change.configVersion);
    setStay(change.inClosedPart > 0 ? { date, change } : null);
    void utils.owner.settings.invalidate(input);
    void utils.owner.day.invalidate();
  };
  return (
    <FormSection title={t('title')} hint={t('hint')}>
      {stay ? <StayNotice {...stay} settings={settings} /> : null}
      {settings.closures.length + settings.specialDays.length === 0 ? <p className="text-soft">{t('none')}</p> : null}
      <ul className="grid gap-2">
        {settings.closures.map((part) => (
          <ClosureRow
            key={`${part.serviceDate} ${part.fromMinute}`}
            part={part}
            settings={settings}
            onChanged={changed}
          />
        ))}
        {settings.specialDays.map((day) => (
          <SpecialRow key={day.serviceDate} day={day} settings={settings} version={version} onChanged={changed} />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CloseDayDialog settings={settings} onChanged={changed} />
        <SpecialDayDialog settings={settings} version={version} onChanged={changed} />
      </div>
    </FormSection>
  );
}

/** Closing takes nobody's booking: the owner is told whose they are and where. */
function StayNotice({ date, change, settings }: { date: string; change: DayChange; settings: Settings }) {
  const t = useTranslations('owner.days');
  const locale = useLocale();
  return (
    <Notice
      tone="waiting"
      announce
      title={t('stay', { count: change.inClosedPart, day: formatDay(date, locale, 'day', settings.today) })}
      action={
        <Button size="sm" asChild>
          <Link href={`/owner/${settings.restaurantId}?date=${date}`}>{t('showThem')}</Link>
        </Button>
      }
    >
      {t('stayBody')}
    </Notice>
  );
}

type RowProps = { settings: Settings; onChanged: (date: string, change: DayChange) => void };

function ClosureRow({ part, settings, onChanged }: RowProps & { part: ClosedPart }) {
  const t = useTranslations('owner.days');
  const locale = useLocale();
  const words = useRefusalWords();
  const [error, setError] = useState<string | null>(null);
  const reopen = api.owner.reopenDay.useMutation();
  const whole = part.fromMinute === 0 && part.toMinute >= 1440;
  const reason = (locale === 'en' && part.reasonEn) || part.reason;
  const day = formatDay(part.serviceDate, locale, 'day', settings.today);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md border border-hairline bg-raised py-2 pr-2 pl-4">
      <CalendarOff aria-hidden="true" className="size-5 text-soft" />
      <span className="grid min-w-0 grow">
        <span className="font-medium tabular">
          {day} ·{' '}
          {whole
            ? t('closed')
            : t('closedPart', { from: formatMinute(part.fromMinute), to: formatMinute(part.toMinute) })}
        </span>
        {reason ? <span className="text-sm text-soft">{reason}</span> : null}
      </span>
      <Confirm
        trigger={
          <Button size="sm" variant="quiet">
            {t('reopen')}
          </Button>
        }
        title={t('reopenTitle', { day })}
        confirmLabel={t('reopen')}
        cancelLabel={t('keepClosed')}
        error={error}
        onConfirm={async () => {
          try {
            const change = await reopen.mutateAsync({
              restaurantId: settings.restaurantId,
              serviceDate: part.serviceDate,
              fromMinute: part.fromMinute,
            });
            toast.success(t('reopened', { day }));
            onChanged(part.serviceDate, change);
          } catch (failure) {
            setError(words(failure).title);
            return false;
          }
        }}
      >
        {t('reopenBody')}
      </Confirm>
    </li>
  );
}

function SpecialRow({ day, settings, version, onChanged }: RowProps & { day: SpecialDay; version: number }) {
  const t = useTranslations('owner.days');
  const locale = useLocale();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md border border-hairline bg-raised py-2 pr-2 pl-4">
      <CalendarClock aria-hidden="true" className="size-5 text-soft" />
      <span className="grid min-w-0 grow">
        <span className="font-medium">
          {formatDay(day.serviceDate, locale, 'day', settings.today)} · {t('ownHours')}
        </span>
        <span className="text-sm text-soft tabular">
          {day.periods
            .map((period) => {
              const name = (locale === 'en' && period.nameEn) || period.name;
              return `${name} ${formatMinute(period.opensMinute)}–${formatMinute(period.lastSeatingMinute)}`;
            })
            .join(' · ')}
        </span>
      </span>
      <SpecialDayDialog settings={settings} version={version} day={day} onChanged={onChanged} />
    </li>
  );
}
