'use client';

import { Switch as Radix } from 'radix-ui';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn';

/** On or off, at once and without a save button; the label stands left, the switch right. */
export function Switch({
  label,
  hint,
  className,
  ...rest
}: ComponentProps<typeof Radix.Root> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  const own = rest.id ?? id;
  return (
    <div className={cn('flex min-h-11 items-center justify-between gap-6', className)}>
      <label htmlFor={own} className="grid cursor-pointer gap-0.5">
        <span className="text-balance">{label}</span>
        {hint ? (
          <span id={`${own}-hint`} className="text-sm text-soft">
            {hint}
          </span>
        ) : null}
      </label>
      <Radix.Root
        {...rest}
        id={own}
        aria-describedby={hint ? `${own}-hint` : undefined}
        className="group relative h-7 w-12 shrink-0 rounded-full border border-edge bg-wash transition-colors after:absolute after:-inset-2 disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-5 translate-x-[3px] rounded-full bg-edge transition-transform data-[state=checked]:translate-x-[1.4375rem] data-[state=checked]:bg-on-accent" />
      </Radix.Root>
    </div>
  );
}
