'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldWiring } from './field';
import { controlStyle } from './input';

/** Several lines; grows with its content where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...useFieldWiring()}
      rows={rows}
      {...rest}
      className={cn(controlStyle, 'field-sizing-content resize-y py-2.5', className)}
    />
  );
}
