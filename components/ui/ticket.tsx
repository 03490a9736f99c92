import type { ReactNode } from 'react';
import { cn } from './cn';

/** A paper ticket: a hairline card whose parts are divided by `TicketTear`, a perforation with a notch at each side. */
export function Ticket({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn('relative rounded-lg border border-hairline bg-raised', className)}>{children}</div>;
}

/** One part of a ticket. */
export function TicketPart({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn('px-5 py-5 sm:px-8 sm:py-6', className)}>{children}</div>;
}

/** The perforation. The notches are cut in the colour of the page, so a ticket lies on `paper`. */
export function TicketTear() {
  const notch = 'absolute top-1/2 size-5 -translate-y-1/2 rounded-full border border-hairline bg-paper';
  return (
    <div aria-hidden="true" className="relative h-5">
      <span className={cn(notch, '-left-2.75 [clip-path:inset(0_0_0_50%)]')} />
      <span className="absolute inset-x-5 top-1/2 border-hairline border-t-2 border-dotted" />
      <span className={cn(notch, '-right-2.75 [clip-path:inset(0_50%_0_0)]')} />
    </div>
  );
}
