'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldWiring } from './field';
import { controlStyle } from './input';

/** Several lines, `rows` at least; grows with its content where the browser can, which by itself would begin with one. */
export function Textarea({ className, rows = 3, style, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...useFieldWiring()}
      rows={rows}
      {...rest}
      style={{ minHeight: `calc(${rows}lh + 1.375rem)`, ...style }}
      className={cn(controlStyle, 'field-sizing-content resize-y py-2.5', className)}
    />
  );
}
