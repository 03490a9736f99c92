import type { ComponentProps } from 'react';
import { cn } from './cn';

export type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & {
  /** What it does, in words; also the tooltip of a mouse. */
  label: string;
  variant?: 'quiet' | 'hairline';
};

/** A 44 px square with one icon. */
export function IconButton({ label, variant = 'quiet', className, type, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-label={label}
      title={rest.title ?? label}
      className={cn(
        'inline-grid size-11 shrink-0 place-items-center rounded-md text-soft transition-colors hover:bg-wash hover:text-ink',
        'disabled:cursor-not-allowed disabled:opacity-40 disabled:hover:bg-transparent [&_svg:not([class*=size-])]:size-5',
        variant === 'hairline' && 'border border-edge text-ink',
        className,
      )}
    />
  );
}
