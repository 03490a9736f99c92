import { cn } from './cn';

const SHAPES = {
  line: 'h-[0.875em] rounded-sm',
  heading: 'h-7 rounded-sm',
  chip: 'h-11 w-20 rounded-md',
  button: 'h-11 w-32 rounded-md',
  circle: 'size-11 rounded-full',
  cover: 'aspect-[8/5] w-full rounded-md',
  block: 'h-24 w-full rounded-md',
} as const;

/** The shape of what is on its way. Wrap a group of them in `SkeletonGroup`, which says so once. */
export function Skeleton({ shape = 'line', className }: { shape?: keyof typeof SHAPES; className?: string }) {
  return <div aria-hidden="true" className={cn('animate-breathe bg-wash', SHAPES[shape], className)} />;
}

/** `label` is read once ("Loading times"); the shapes inside are silent. */
export function SkeletonGroup({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}

/** `lines` of text, the last one shorter. */
export function SkeletonText({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div className={cn('grid gap-2.5', className)}>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key, line) => (
        <Skeleton key={key} className={line === lines - 1 && lines > 1 ? 'w-3/5' : 'w-full'} />
      ))}
    </div>
  );
}
