'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { Tick } from '@/components/ui/tick';

/** How many are left, as a line that shortens and as a number that ticks. Without a limit it says nothing. */
export function LeftCount({
  left,
  quantity,
  large = false,
}: {
  left: number | null;
  quantity: number | null;
  large?: boolean;
}) {
  const t = useTranslations('coupons.left');
  if (left === null || quantity === null) return null;
  const few = left <= Math.max(1, quantity / 10);
  return (
    <div className={cn('grid', large ? 'gap-3' : 'gap-1.5')}>
      <p className={cn('tabular', large ? 'text-soft' : 'text-sm text-soft')}>
        {t.rich('of', {
          left,
          quantity,
          number: () => (
            <Tick
              value={left.toLocaleString('en')}
              className={cn('font-medium text-ink', large && 'mr-1 text-2xl leading-none')}
            />
          ),
        })}
      </p>
      <div aria-hidden="true" className="h-1 overflow-hidden rounded-full bg-wash">
        <div
          className={cn(
            'h-full origin-left rounded-full transition-transform duration-200 motion-reduce:transition-none',
            few ? 'bg-amber' : 'bg-edge/60',
          )}
          style={{ transform: `scaleX(${left / quantity})` }}
        />
      </div>
    </div>
  );
}
