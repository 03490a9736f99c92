'use client';

import { Select as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Calendar, type CalendarProps } from './calendar';
import { cn } from './cn';
import { Popover } from './popover';
import { type Option, SelectList } from './select';

const blank = cn(
  '-mx-[0.1em] inline-flex min-h-11 cursor-pointer items-baseline whitespace-nowrap rounded-sm px-[0.1em] font-medium text-accent-text tabular',
  'underline decoration-[0.06em] decoration-accent underline-offset-[0.2em] transition-colors',
  'hover:bg-accent-wash data-[state=open]:bg-accent-wash',
);

/** A sentence to fill in. Put words and blanks in it as they are read: "A table for [2] on [Fri 27 Nov]". */
export function Sentence({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <p className={cn('text-pretty font-quiet text-xl leading-[1.6] sm:text-2xl sm:leading-[1.45]', className)}>
      {children}
    </p>
  );
}

/** A blank with a list behind it. `label` names it for screen readers ("Guests"). */
export function SentenceSelect<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  display,
}: {
  label: string;
  options: readonly Option<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  /** What stands in the sentence when it is not the option's own label. */
  display?: ReactNode;
}) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onValueChange(next as Value)}>
      <Radix.Trigger aria-label={label} className={blank}>
        <Radix.Value>{display ?? options.find((option) => option.value === value)?.label ?? value}</Radix.Value>
      </Radix.Trigger>
      <SelectList options={options} />
    </Radix.Root>
  );
}

/** A blank with a calendar behind it. `display` is the chosen day in words. */
export function SentenceDate({
  label,
  display,
  onValueChange,
  ...calendar
}: CalendarProps & { label: string; display: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      className="p-2"
      trigger={
        <button type="button" className={blank}>
          <span className="sr-only">{label}: </span>
          {display}
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
