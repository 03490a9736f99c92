'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLocale } from 'next-intl';
import { createContext, type ReactNode, use, useEffect, useRef } from 'react';
import { type ChevronProps, type DayButtonProps, DayPicker, type Matcher } from 'react-day-picker';
import { enUS } from 'react-day-picker/locale/en-US';
import { ko } from 'react-day-picker/locale/ko';
import { cn } from './cn';

/** How full a day is, drawn as a thin line under its number and read out as `label`; `quiet` is a day with nothing yet. */
export type DayMark = { level: 0 | 1 | 2 | 3; label: string; quiet?: boolean };

export type CalendarProps = {
  /** `YYYY-MM-DD`: dates on a wall calendar, never instants. */
  value?: string;
  onValueChange: (date: string) => void;
  /** Today where the restaurant is. Required: the reader's own today may be another day. */
  today: string;
  min?: string;
  max?: string;
  isDisabled?: (date: string) => boolean;
  marks?: Record<string, DayMark>;
  /** Called with the first day of the month that is shown, to load its marks. */
  onMonthChange?: (month: string) => void;
  footer?: ReactNode;
  className?: string;
};

/** Noon keeps the calendar day in every zone the browser may be in. */
const toDate = (date: string) => new Date(`${date}T12:00:00`);
const toText = (date: Date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

/** Marks reach the days through context, so that the day's component stays the same one between renderings. */
const Marks = createContext<Record<string, DayMark> | undefined>(undefined);

const WIDTH = ['w-0', 'w-2', 'w-4', 'w-6'] as const;

/** A month as a grid: arrow keys move by day and week, Page Up and Down by month. */
export function Calendar({
  value,
  onValueChange,
  today,
  min,
  max,
  isDisabled,
  marks,
  onMonthChange,
  footer,
  className,
}: CalendarProps) {
  const locale = useLocale();
  const disabled: Matcher[] = [];
  if (min) disabled.push({ before: toDate(min) });
  if (max) disabled.push({ after: toDate(max) });
  if (isDisabled) disabled.push((date) => isDisabled(toText(date)));
  return (
    <Marks value={marks}>
      <DayPicker
        mode="single"
        required
        locale={locale === 'ko' ? ko : enUS}
        weekStartsOn={locale === 'ko' ? 0 : 1}
        today={toDate(today)}
        selected={value ? toDate(value) : undefined}
        onSelect={(date) => date && onValueChange(toText(date))}
        defaultMonth={toDate(value ?? today)}
        startMonth={min ? toDate(min) : undefined}
        endMonth={max ? toDate(max) : undefined}
        onMonthChange={(month) => onMonthChange?.(toText(month))}
        disabled={disabled}
        footer={footer}
        className={cn('relative w-fit select-none', className)}
        classNames={{
          months: 'relative',
          month: 'grid gap-2',
          month_caption: 'flex h-11 items-center px-2',
          caption_label: 'font-medium tabular',
          nav: 'absolute top-0 right-0 z-10 flex',
          button_previous: navButton,
          button_next: navButton,
          month_grid: 'border-collapse',
          weekday: 'size-11 font-normal text-faint text-xs',
          day: 'p-0 text-center',
          footer: 'px-2 pt-2 text-sm text-soft',
          hidden: 'invisible',
        }}
        components={COMPONENTS}
      />
    </Marks>
  );
}

const navButton =
  'inline-grid size-11 place-items-center rounded-md text-soft transition-colors hover:bg-wash hover:text-ink aria-disabled:opacity-30';

function Day({ day, modifiers, className, ...rest }: DayButtonProps) {
  const mark = use(Marks)?.[toText(day.date)];
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (modifiers.focused) button.current?.focus();
  }, [modifiers.focused]);
  return (
    <button
      ref={button}
      {...rest}
      type="button"
      aria-label={mark ? `${rest['aria-label']}, ${mark.label}` : rest['aria-label']}
      className={cn(
        'relative grid size-11 place-items-center rounded-md tabular transition-colors hover:bg-wash',
        mark?.quiet && 'font-normal text-faint',
        modifiers.today && 'font-strong underline decoration-2 decoration-accent underline-offset-4',
        modifiers.selected && 'bg-accent font-strong text-on-accent decoration-on-accent hover:bg-accent-strong',
        modifiers.disabled && 'font-normal text-faint line-through decoration-1 opacity-60 hover:bg-transparent',
        className,
      )}
    >
      {day.date.getDate()}
      {mark && !modifiers.disabled ? (
        <span
          aria-hidden="true"
          className={cn(
            'absolute bottom-1 h-0.5 rounded-full',
            WIDTH[mark.level],
            modifiers.selected ? 'bg-on-accent' : 'bg-edge',
          )}
        />
      ) : null}
    </button>
  );
}

function Arrow({ orientation }: ChevronProps) {
  const Icon = orientation === 'left' ? ChevronLeft : ChevronRight;
  return <Icon aria-hidden="true" className="size-5" />;
}

const COMPONENTS = { Chevron: Arrow, DayButton: Day };
