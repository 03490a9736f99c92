'use client';

import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, use, useId, useMemo } from 'react';
import { cn } from './cn';

type FieldWiring = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-required'?: true };

const FieldContext = createContext<FieldWiring | null>(null);

/**
 * What a control inside a `Field` takes over: its id (the label points there), the hint and error that describe it, and
 * whether it is wrong. Props given to the control itself win.
 */
export function useFieldWiring(): Partial<FieldWiring> {
  return use(FieldContext) ?? {};
}

/** Label, control, hint and error. The error stands next to the control and is announced when it appears. */
export function Field({
  label,
  hint,
  error,
  required,
  optionalLabel,
  labelHidden,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  /** In words: what is wrong and what to do. */
  error?: ReactNode;
  required?: boolean;
  /** Shown after the label of a field that may stay empty ("optional"). */
  optionalLabel?: string;
  labelHidden?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(' ') || undefined;
  const wiring = useMemo<FieldWiring>(
    () => ({
      id,
      'aria-describedby': describedBy,
      'aria-invalid': errorId ? true : undefined,
      'aria-required': required ? true : undefined,
    }),
    [id, describedBy, errorId, required],
  );
  return (
    <div className={cn('grid content-start gap-1.5', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'flex items-baseline gap-2 font-medium text-sm'}>
        {label}
        {optionalLabel ? <span className="font-normal text-faint">{optionalLabel}</span> : null}
      </label>
      <FieldContext value={wiring}>{children}</FieldContext>
      <FieldError id={`${id}-error`}>{error}</FieldError>
      {hint ? (
        <p id={hintId} className="text-sm text-soft">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** The live place of an error: always on the page, so that its text is announced when it comes. */
export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  return (
    <div aria-live="polite" className="contents">
      {children ? (
        <p id={id} className="flex items-start gap-1.5 text-brick text-sm">
          <CircleAlert aria-hidden="true" className="mt-[0.2em] size-4 shrink-0" />
          <span>{children}</span>
        </p>
      ) : null}
    </div>
  );
}
