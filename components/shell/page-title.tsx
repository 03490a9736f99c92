import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/**
 * The one h1 of a page. `lead` is a sentence below it, `above` a small line over it (a way back, a date), `actions` stand
 * at the right. `dense` is the size for staff.
 */
export function PageTitle({
  title,
  lead,
  above,
  actions,
  dense = false,
  className,
}: {
  title: ReactNode;
  lead?: ReactNode;
  above?: ReactNode;
  actions?: ReactNode;
  dense?: boolean;
  className?: string;
}) {
  return (
    <div
      className={cn('flex flex-wrap items-end justify-between gap-x-6 gap-y-4', dense ? 'mb-6' : 'mb-10', className)}
    >
      <div className="grid gap-1">
        {above ? <div className="text-sm text-soft">{above}</div> : null}
        <h1 className={cn('font-medium', dense ? 'text-xl' : 'font-quiet text-xl sm:text-2xl')}>{title}</h1>
        {lead ? <p className="max-w-prose text-soft">{lead}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
