import { cva, type VariantProps } from 'class-variance-authority';
import { CircleAlert, CircleCheck, CircleDashed, Clock, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

const badgeStyle = cva(
  'inline-flex min-h-6 items-center gap-1.5 whitespace-nowrap rounded-sm px-2 py-0.5 font-medium text-xs tabular',
  {
    variants: {
      tone: {
        neutral: 'bg-wash text-soft',
        accent: 'bg-accent-wash text-accent-text',
        good: 'bg-pine-wash text-pine',
        waiting: 'bg-amber-wash text-amber',
        trouble: 'bg-brick-wash text-brick',
        outline: 'border border-hairline text-soft',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeStyle>['tone']>;

/** A word with a tint: a tag, a count. A state is a `StatusBadge`, which has an icon beside its word. */
export function Badge({ tone, className, children }: { tone?: Tone; className?: string; children: ReactNode }) {
  return <span className={cn(badgeStyle({ tone }), className)}>{children}</span>;
}

const ICONS: Record<'good' | 'waiting' | 'trouble' | 'neutral', LucideIcon> = {
  good: CircleCheck,
  waiting: Clock,
  trouble: CircleAlert,
  neutral: CircleDashed,
};

/** A state: colour, icon and word together, so that none of the three has to carry it alone. `icon` replaces the usual one. */
export function StatusBadge({
  tone,
  icon,
  className,
  children,
}: {
  tone: keyof typeof ICONS;
  icon?: LucideIcon;
  className?: string;
  children: ReactNode;
}) {
  const Icon = icon ?? ICONS[tone];
  return (
    <span className={cn(badgeStyle({ tone }), className)}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {children}
    </span>
  );
}
