import type { ReactNode } from 'react';
import { cn } from './cn';

/**
 * Nothing here, why, and what to do about it. `art` is a small drawing (an icon or a Cover); `level` the heading's level.
 */
export function EmptyState({
  title,
  children,
  art,
  action,
  level = 2,
  className,
}: {
  title: string;
  children?: ReactNode;
  art?: ReactNode;
  action?: ReactNode;
  level?: 1 | 2 | 3;
  className?: string;
}) {
  const Heading = `h${level}` as 'h2';
  return (
    <div
      className={cn(
        'grid justify-items-center gap-2 rounded-md border border-hairline border-dashed px-6 py-12 text-center',
        className,
      )}
    >
      {art ? <div className="mb-3 text-faint [&_svg:not([class*=size-])]:size-7">{art}</div> : null}
      <Heading className="font-medium text-lg">{title}</Heading>
      {children ? <div className="max-w-narrow text-soft">{children}</div> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-3">{action}</div> : null}
    </div>
  );
}
