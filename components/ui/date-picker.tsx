'use client';

import { CalendarDays } from 'lucide-react';
import { useLocale } from 'next-intl';
import { useState } from 'react';
import { Calendar, type CalendarProps } from './calendar';
import { cn } from './cn';
import { useFieldWiring } from './field';
import { formatDay } from './format-date-time';
import { controlStyle } from './input';
import { Popover } from './popover';

/** A form field that opens a `Calendar`. Value is `YYYY-MM-DD`. */
export function DatePicker({
  label,
  placeholder,
  onValueChange,
  className,
  ...calendar
}: CalendarProps & { label: string; placeholder?: string }) {
  const locale = useLocale();
  const wiring = useFieldWiring();
  const [open, setOpen] = useState(false);
  const { value, today } = calendar;
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      className="p-2"
      trigger={
        <button
          type="button"
          {...wiring}
          aria-label={wiring.id ? undefined : label}
          className={cn(
            controlStyle,
            'flex items-center justify-between gap-3 text-left tabular',
            !value && 'text-faint',
            className,
          )}
        >
          {value ? formatDay(value, locale, 'day', today) : placeholder}
          <CalendarDays aria-hidden="true" className="size-[1.125rem] shrink-0 text-soft" />
        </button>
      }
    >
      <Calendar
        {...calendar}
        onValueChange={(date) => {
          onValueChange(date);
          setOpen(false);
        }}
      />
    </Popover>
  );
}
