import type { ReactNode } from 'react';
import { cn } from './cn';

/** Label and value pairs (what, where, when, how much). `layout="rows"` puts value at the right, as on a bill. */
export function Facts({
  items,
  layout = 'stack',
  className,
}: {
  items: { label: ReactNode; value: ReactNode; strong?: boolean }[];
  layout?: 'stack' | 'rows';
  className?: string;
}) {
  return (
    <dl className={cn(layout === 'stack' ? 'grid gap-4 sm:grid-cols-2' : 'grid gap-2.5', className)}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, never reordered
        <div key={index} className={layout === 'rows' ? 'flex items-baseline justify-between gap-6' : 'grid gap-0.5'}>
          <dt className={cn('text-soft', layout === 'stack' ? 'text-sm' : item.strong && 'font-medium text-ink')}>
            {item.label}
          </dt>
          <dd className={cn('tabular', layout === 'rows' && 'text-right', item.strong && 'font-strong')}>
            {item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
