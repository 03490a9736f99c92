import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { Tick } from '@/components/ui/tick';

/** The only size above the scale: what a whole page is about. */
const numberStyle = 'font-quiet text-[clamp(4rem,20vw,6.5rem)] leading-none tracking-[-0.045em] tabular';

/** The one number of a line, and what it counts. Screen readers are told by the page's own announcements. */
export function BigNumber({ value, label }: { value: string; label: ReactNode }) {
  return (
    <p className="grid gap-1">
      <span className={cn(numberStyle, value.startsWith('1') && '-ml-[0.1em]')}>
        <Tick value={value} />
      </span>
      <span className="text-lg text-soft">{label}</span>
    </p>
  );
}

/** A clock that is counted down: each digit ticks by itself, so that only what changes moves. */
export function BigClock({ clock, label }: { clock: string; label: ReactNode }) {
  return (
    <p className="grid gap-1">
      <span aria-hidden="true" className={numberStyle}>
        {[...clock].map((digit, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: digits have no other identity than their place from the right
          <Tick key={clock.length - at} value={digit} />
        ))}
      </span>
      <span className="text-lg text-soft">{label}</span>
    </p>
  );
}

/** The words of one state: a headline in the place of the number, and what it means. */
export function Headline({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h2 tabIndex={-1} className="font-quiet text-2xl focus:outline-none">
        {title}
      </h2>
      {children ? <p className="max-w-prose text-lg text-soft">{children}</p> : null}
    </div>
  );
}
