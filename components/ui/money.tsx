'use client';

import { useLocale } from 'next-intl';
import { cn } from './cn';
import { formatMoney, type MoneyValue } from './format-money';

/** An amount in the reader's language, with tabular numerals. */
export function Money({ value, className }: { value: MoneyValue; className?: string }) {
  return <span className={cn('whitespace-nowrap tabular', className)}>{formatMoney(value, useLocale())}</span>;
}
