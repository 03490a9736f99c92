'use client';

import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import type { Words } from '@/server/domain/coupon/words';
import { useSay } from './use-say';

/** A discount's words as a ticket writes them: what it takes off large, what limits that small below. */
export function splitDiscount(text: string): { head: string; tail: string } {
  const at = text.indexOf(', ');
  return at < 0 ? { head: text, tail: '' } : { head: text.slice(0, at), tail: text.slice(at + 2) };
}

/**
 * A coupon as a paper ticket: its worth on the stub at the left, what it is and needs at the right. `quiet` is one
 * that cannot be used any more; `footer` stands at the foot of the right part.
 */
export function CouponTicket({
  discount,
  quiet = false,
  level = 3,
  title,
  lang,
  children,
  footer,
  className,
}: {
  discount: Words;
  quiet?: boolean;
  level?: 2 | 3;
  title: ReactNode;
  lang?: string;
  children?: ReactNode;
  footer?: ReactNode;
  className?: string;
}) {
  const { say } = useSay();
  const { head, tail } = splitDiscount(say(discount));
  const Heading = `h${level}` as 'h3';
  return (
    <article
      className={cn(
        'relative grid grid-cols-[var(--stub)_minmax(0,1fr)] overflow-hidden rounded-lg border border-hairline bg-raised [--stub:6.75rem] sm:[--stub:9.5rem]',
        className,
      )}
    >
      <p
        className={cn(
          'grid content-center gap-1 px-3 py-5 text-center sm:px-4',
          quiet ? 'bg-wash text-soft' : 'bg-accent-wash text-accent-text',
        )}
      >
        <span className="text-balance font-medium text-lg leading-tight tabular">{head}</span>
        {tail ? <span className="text-balance text-xs">{tail}</span> : null}
      </p>
      <Perforation />
      <div className="grid min-w-0 content-start gap-2 py-4 pr-4 pl-6 sm:py-5 sm:pr-6 sm:pl-8">
        <Heading className={cn('font-medium', quiet && 'text-soft')} lang={lang}>
          {title}
        </Heading>
        {children}
        {footer ? <div className="mt-1">{footer}</div> : null}
      </div>
    </article>
  );
}

const NOTCH = 'absolute left-1/2 size-4 -translate-x-1/2 rounded-full border border-hairline bg-paper';

function Perforation() {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 left-(--stub) w-0">
      <span className={cn(NOTCH, '-top-2.25')} />
      <span className="absolute inset-y-3.5 left-0 border-hairline border-l-2 border-dotted" />
      <span className={cn(NOTCH, '-bottom-2.25')} />
    </div>
  );
}
