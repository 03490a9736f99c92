import { cn } from './cn';

/** A hairline, hidden from screen readers: it groups for the eye what headings group already. */
export function Separator({ vertical = false, className }: { vertical?: boolean; className?: string }) {
  return (
    <div aria-hidden="true" className={cn('bg-hairline', vertical ? 'w-px self-stretch' : 'h-px w-full', className)} />
  );
}
