import { CircleAlert, CircleCheck, Clock, Info, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

const LOOK: Record<'info' | 'good' | 'waiting' | 'trouble', { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: 'bg-wash', mark: 'text-soft' },
  good: { icon: CircleCheck, box: 'bg-pine-wash', mark: 'text-pine' },
  waiting: { icon: Clock, box: 'bg-amber-wash', mark: 'text-amber' },
  trouble: { icon: CircleAlert, box: 'bg-brick-wash', mark: 'text-brick' },
};

/** What happened (`title`), what it means (`children`), what to do (`action`). `announce` reads it out when it appears. */
export function Notice({
  tone = 'info',
  title,
  children,
  action,
  announce,
  className,
}: {
  tone?: keyof typeof LOOK;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  announce?: boolean;
  className?: string;
}) {
  const { icon: Icon, box, mark } = LOOK[tone];
  return (
    <div
      role={announce ? (tone === 'trouble' ? 'alert' : 'status') : undefined}
      className={cn('flex gap-3 rounded-md p-4 text-ink', box, className)}
    >
      <Icon aria-hidden="true" className={cn('mt-0.5 size-5 shrink-0', mark)} />
      <div className="grid min-w-0 grow gap-1">
        <p className="font-medium">{title}</p>
        {children ? <div className="text-sm text-soft">{children}</div> : null}
        {action ? <div className="mt-2 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
