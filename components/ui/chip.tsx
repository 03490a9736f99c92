import { cva } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

export type ChipState = 'available' | 'wanted' | 'nearlyGone' | 'chosen' | 'gone';

const chipStyle = cva(
  [
    'inline-flex min-h-11 min-w-[4.75rem] flex-col items-center justify-center rounded-md border px-3 py-1 text-center leading-tight tabular',
    'transition-[background-color,border-color,color] select-none',
  ],
  {
    variants: {
      state: {
        available: 'border-edge text-ink hover:border-ink hover:bg-wash',
        wanted:
          'border-accent bg-accent-wash font-strong text-ink shadow-[inset_0_0_0_1px_var(--color-accent)] hover:bg-accent hover:text-on-accent',
        nearlyGone: 'border-amber text-ink hover:border-amber hover:bg-amber-wash',
        chosen: 'border-accent bg-accent font-strong text-on-accent',
        gone: 'cursor-not-allowed border-hairline text-faint line-through decoration-1',
      },
    },
    defaultVariants: { state: 'available' },
  },
);

type ChipLook = {
  state?: ChipState;
  /** A second, smaller line: "2 left", "counter". A nearly gone chip needs one: colour is not enough. */
  note?: ReactNode;
};

export type ChipProps = ComponentProps<'button'> & ChipLook & { asChild?: boolean };

/** A time to press. `aria-pressed` is set for you; with `asChild` its child (a Link) is the chip. */
export function Chip({ state = 'available', note, asChild, className, children, type, ...rest }: ChipProps) {
  const look = cn(chipStyle({ state }), className);
  if (asChild) {
    return (
      <Slot.Root className={look} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={look}
      disabled={rest.disabled || state === 'gone'}
      aria-pressed={state === 'chosen'}
    >
      <ChipFace note={note} state={state}>
        {children}
      </ChipFace>
    </button>
  );
}

/** The inside of a chip, for the child of `<Chip asChild>`. */
export function ChipFace({ note, state, children }: ChipLook & { children: ReactNode }) {
  return (
    <>
      <span>{children}</span>
      {note ? (
        <span className={cn('font-medium text-xs', state === 'nearlyGone' ? 'text-amber' : 'opacity-75')}>{note}</span>
      ) : null}
    </>
  );
}

/** A row of chips that wraps; on phones it scrolls sideways when `scroll` is set. */
export function ChipRow({
  label,
  scroll,
  className,
  children,
}: {
  label: string;
  scroll?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would add a form's meaning to a row of links
    <div
      role="group"
      aria-label={label}
      className={cn(
        'flex gap-2',
        scroll ? '-mx-5 scroll-quiet overflow-x-auto px-5 py-1 sm:mx-0 sm:flex-wrap sm:px-0' : 'flex-wrap',
        className,
      )}
    >
      {children}
    </div>
  );
}
