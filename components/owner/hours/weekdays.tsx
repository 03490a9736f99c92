'use client';

import { useLocale, useTranslations } from 'next-intl';
import { ToggleGroup } from 'radix-ui';

/** A Monday; the days after it are the rest of the week. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Which days of the week: 1 is Monday. */
export function Weekdays({ value, onChange }: { value: number[]; onChange: (days: number[]) => void }) {
  const t = useTranslations('owner.hours');
  const locale = useLocale();
  const name = (day: number, weekday: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(new Date(MONDAY + (day - 1) * DAY_MS));
  return (
    <ToggleGroup.Root
      type="multiple"
      value={value.map(String)}
      onValueChange={(days) => onChange(days.map(Number).sort((a, b) => a - b))}
      aria-label={t('weekdays')}
      className="grid max-w-96 grid-cols-7 gap-1"
    >
      {[1, 2, 3, 4, 5, 6, 7].map((day) => (
        <ToggleGroup.Item
          key={day}
          value={String(day)}
          aria-label={name(day, 'long')}
          className="min-h-11 min-w-0 rounded-md border border-edge bg-raised px-1 text-sm text-soft transition-colors hover:border-ink data-[state=on]:border-accent data-[state=on]:bg-accent-wash data-[state=on]:font-medium data-[state=on]:text-ink"
        >
          {name(day, 'short')}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
