'use client';

import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { cn } from './cn';
import { IconButton } from './icon-button';
import { Tick } from './tick';

/**
 * A small whole number, one press at a time. The new value is announced as `format(value)` ("4 guests").
 * `min` and `max` are inclusive; at an end the button is disabled and the value stays.
 */
export function Stepper({
  label,
  value,
  onValueChange,
  min,
  max,
  step = 1,
  format = String,
  labelHidden = false,
  className,
}: {
  label: string;
  value: number;
  onValueChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  format?: (value: number) => string;
  labelHidden?: boolean;
  className?: string;
}) {
  const t = useTranslations('ui');
  const id = useId();
  const change = (by: number) => onValueChange(Math.min(max, Math.max(min, value + by)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line in every browser
    <div role="group" aria-labelledby={id} className={cn('flex items-center justify-between gap-4', className)}>
      <span id={id} className={labelHidden ? 'sr-only' : 'font-medium'}>
        {label}
      </span>
      <div className="flex items-center rounded-md border border-edge">
        <IconButton label={t('fewer', { label })} onClick={() => change(-step)} disabled={value <= min}>
          <Minus aria-hidden="true" />
        </IconButton>
        <output aria-live="polite" className="min-w-16 px-1 text-center font-medium tabular">
          <Tick value={format(value)} />
        </output>
        <IconButton label={t('more', { label })} onClick={() => change(step)} disabled={value >= max}>
          <Plus aria-hidden="true" />
        </IconButton>
      </div>
    </div>
  );
}
