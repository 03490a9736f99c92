import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Spinner } from './spinner';

export const buttonStyle = cva(
  [
    'relative inline-flex items-center justify-center gap-2 rounded-md border text-center font-medium select-none',
    'transition-[background-color,border-color,color,opacity] active:translate-y-px motion-reduce:active:translate-y-0',
    'disabled:cursor-not-allowed disabled:not-aria-busy:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50',
    '[&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent font-strong text-on-accent hover:bg-accent-strong',
        secondary: 'border-edge bg-transparent text-ink hover:border-ink hover:bg-wash',
        quiet: 'border-transparent bg-transparent text-soft hover:bg-wash hover:text-ink',
        danger: 'border-transparent bg-brick-fill font-strong text-on-brick hover:opacity-90',
        dangerQuiet: 'border-brick/80 bg-transparent text-brick hover:border-brick hover:bg-brick-wash',
      },
      size: {
        md: 'min-h-11 px-4 py-2 text-base [&_svg:not([class*=size-])]:size-[1.125rem]',
        lg: 'min-h-13 px-6 py-3 text-base [&_svg:not([class*=size-])]:size-5',
        /** Staff only: 36 px tall with a fine pointer, 44 px under a thumb. */
        sm: 'min-h-9 px-3 py-1 text-sm pointer-coarse:min-h-11 [&_svg:not([class*=size-])]:size-4',
      },
      block: { true: 'w-full' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** Keeps its width, shows a turning arc and refuses presses; the label stays readable to screen readers. */
    loading?: boolean;
    /** Renders its single child (a Link, say) with the look of a button. */
    asChild?: boolean;
  };

/** At most one `primary` a view. */
export function Button({ variant, size, block, loading, asChild, className, children, type, ...rest }: ButtonProps) {
  const look = cn(buttonStyle({ variant, size, block }), className);
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
      aria-busy={loading || undefined}
      disabled={rest.disabled || loading}
    >
      {loading ? (
        <>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
          <span className="inline-flex items-center gap-2 opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
