import type { ReactNode } from 'react';
import { cn } from './cn';

/**
 * Announces its content when it changes. It has to be on the page before the content arrives, so render it empty first.
 * `assertive` interrupts: only for what cannot wait (a hold that ends).
 */
export function LiveRegion({
  children,
  assertive = false,
  visible = false,
  className,
}: {
  children?: ReactNode;
  assertive?: boolean;
  visible?: boolean;
  className?: string;
}) {
  return (
    <div
      role={assertive ? 'alert' : 'status'}
      aria-live={assertive ? 'assertive' : 'polite'}
      aria-atomic="true"
      className={cn(!visible && 'sr-only', className)}
    >
      {children}
    </div>
  );
}
