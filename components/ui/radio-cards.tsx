'use client';

import { RadioGroup as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { useFieldWiring } from './field';

export type RadioCard<Value extends string = string> = {
  value: Value;
  title: ReactNode;
  hint?: ReactNode;
  /** At the right end: a price, a count. */
  aside?: ReactNode;
  disabled?: boolean;
};

/** One of a few, each explained. Arrow keys move; the whole card is pressed. */
export function RadioCards<Value extends string>({
  options,
  value,
  defaultValue,
  onValueChange,
  columns = 1,
  name,
  className,
  ...aria
}: {
  options: readonly RadioCard<Value>[];
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  columns?: 1 | 2 | 3;
  name?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  className?: string;
}) {
  return (
    <Radix.Root
      {...useFieldWiring()}
      {...aria}
      name={name}
      value={value}
      defaultValue={defaultValue}
      onValueChange={(next) => onValueChange?.(next as Value)}
      className={cn('grid gap-2', columns === 2 && 'sm:grid-cols-2', columns === 3 && 'sm:grid-cols-3', className)}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          className="group flex min-h-14 items-start gap-3 rounded-md border border-edge bg-raised px-4 py-3 text-left transition-colors hover:border-ink disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent-wash data-[state=checked]:shadow-[inset_0_0_0_1px_var(--color-accent)]"
        >
          <span
            aria-hidden="true"
            className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border border-edge bg-raised group-data-[state=checked]:border-accent"
          >
            <span className="size-2.5 scale-0 rounded-full bg-accent transition-transform group-data-[state=checked]:scale-100" />
          </span>
          <span className="grid min-w-0 grow gap-0.5">
            <span className="font-medium">{option.title}</span>
            {option.hint ? <span className="text-sm text-soft">{option.hint}</span> : null}
          </span>
          {option.aside ? <span className="shrink-0 font-medium tabular">{option.aside}</span> : null}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
