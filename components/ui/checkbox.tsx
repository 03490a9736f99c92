'use client';

import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn';
import { FieldError } from './field';

/** A box with its words; the whole line is pressed. `checked` may be `'indeterminate'`. */
export function Checkbox({
  label,
  hint,
  error,
  className,
  ...rest
}: ComponentProps<typeof Radix.Root> & { label: ReactNode; hint?: ReactNode; error?: ReactNode }) {
  const id = useId();
  const own = rest.id ?? id;
  const described = [error ? `${own}-error` : '', hint ? `${own}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div className={cn('grid gap-1', className)}>
      <div className="flex min-h-11 items-start gap-3 py-2.5">
        <Radix.Root
          {...rest}
          id={own}
          aria-describedby={described || undefined}
          aria-invalid={error ? true : undefined}
          className="relative mt-px grid size-[1.375rem] shrink-0 place-items-center rounded-sm border border-edge bg-raised text-on-accent transition-colors after:absolute after:-inset-3 hover:border-ink disabled:opacity-50 aria-invalid:border-brick data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent"
        >
          <Radix.Indicator>
            {rest.checked === 'indeterminate' ? (
              <Minus aria-hidden="true" className="size-4 stroke-[3]" />
            ) : (
              <Check aria-hidden="true" className="size-4 stroke-[3]" />
            )}
          </Radix.Indicator>
        </Radix.Root>
        <label htmlFor={own} className="grid cursor-pointer gap-0.5">
          <span>{label}</span>
          {hint ? (
            <span id={`${own}-hint`} className="text-sm text-soft">
              {hint}
            </span>
          ) : null}
        </label>
      </div>
      <FieldError id={`${own}-error`}>{error}</FieldError>
    </div>
  );
}
