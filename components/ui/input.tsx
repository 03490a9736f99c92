'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldWiring } from './field';

export const controlStyle = cn(
  'w-full min-h-11 rounded-md border border-edge bg-raised px-3 text-base text-ink transition-colors',
  'placeholder:text-faint hover:border-ink',
  'focus-visible:border-accent focus-visible:outline-offset-0',
  'aria-invalid:border-brick aria-invalid:bg-brick-wash',
  'disabled:cursor-not-allowed disabled:border-hairline disabled:bg-wash disabled:text-faint',
);

export type InputProps = ComponentProps<'input'> & {
  /** Tabular numerals: times, money, codes. */
  numeric?: boolean;
};

/** One line of text. Inside a `Field` it is wired by itself; `{...register('name')}` of react-hook-form fits. */
export function Input({ numeric, className, ...rest }: InputProps) {
  return <input {...useFieldWiring()} {...rest} className={cn(controlStyle, numeric && 'tabular', className)} />;
}
