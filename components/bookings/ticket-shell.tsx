import type { ReactNode, Ref } from 'react';
import { cn } from '@/components/ui/cn';

/**
 * A ticket and its stub: one above the other on phones, side by side from 1024 px, with a perforation between. Checkout
 * and pass share it, so that the one can turn into the other in place. On phones `terms` stands below the stub; with `sticky` the
 * `action` stays at the foot of the screen, in thumb's reach.
 */
export function TicketShell({
  face,
  terms,
  stub,
  action,
  sticky = false,
  stubRef,
  label,
}: {
  face: ReactNode;
  terms: ReactNode;
  stub: ReactNode;
  action?: ReactNode;
  sticky?: boolean;
  stubRef?: Ref<HTMLDivElement>;
  label: string;
}) {
  return (
    <section
      aria-label={label}
      className="flex flex-col rounded-lg border border-hairline bg-raised lg:grid lg:grid-cols-[minmax(0,1fr)_1.25rem_22rem]"
    >
      <div className="contents lg:block">
        <div className="order-1">{face}</div>
        <div className="order-5 px-5 pt-4 pb-6 sm:px-8 lg:pb-8">{terms}</div>
      </div>
      <Tear className="order-2 lg:order-none" upright />
      <div ref={stubRef} className="contents origin-left lg:flex lg:flex-col">
        <div className="order-3 px-5 py-5 sm:px-8 lg:grow lg:px-7 lg:py-8">{stub}</div>
        <Tear className="order-4 lg:hidden" />
        {action ? (
          <div
            className={cn(
              'order-3',
              sticky &&
                'sticky bottom-0 z-10 order-6 -mx-px rounded-b-lg border-hairline border-x border-t bg-raised lg:static lg:mx-0 lg:border-0',
            )}
          >
            {action}
          </div>
        ) : null}
      </div>
    </section>
  );
}

const NOTCH = 'absolute size-5 rounded-full border border-hairline bg-paper';

/** The perforation, with a notch at each end in the colour of the page; `upright` stands from 1024 px. */
function Tear({ className, upright = false }: { className?: string; upright?: boolean }) {
  return (
    <div aria-hidden="true" className={cn('relative h-5 shrink-0', upright && 'lg:h-auto lg:w-5', className)}>
      <span
        className={cn(
          NOTCH,
          'top-1/2 -left-2.75 -translate-y-1/2 [clip-path:inset(0_0_0_50%)]',
          upright && 'lg:-top-2.75 lg:left-1/2 lg:-translate-x-1/2 lg:translate-y-0 lg:[clip-path:inset(50%_0_0_0)]',
        )}
      />
      <span
        className={cn(
          'absolute inset-x-5 top-1/2 border-hairline border-t-2 border-dotted',
          upright && 'lg:inset-x-auto lg:inset-y-5 lg:left-1/2 lg:border-t-0 lg:border-l-2',
        )}
      />
      <span
        className={cn(
          NOTCH,
          'top-1/2 -right-2.75 -translate-y-1/2 [clip-path:inset(0_50%_0_0)]',
          upright &&
            'lg:top-auto lg:right-auto lg:-bottom-2.75 lg:left-1/2 lg:-translate-x-1/2 lg:translate-y-0 lg:[clip-path:inset(0_0_50%_0)]',
        )}
      />
    </div>
  );
}
