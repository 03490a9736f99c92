import type { ComponentProps } from 'react';
import { cn } from './cn';

type CardProps = ComponentProps<'div'> & {
  /** `article` or `section` when it has a heading of its own. */
  as?: 'div' | 'article' | 'section' | 'li';
  /** Hover feedback for a card that holds a link over its whole face. */
  interactive?: boolean;
  /** Padding: 24 px (16 on phones), or none for a card that bleeds (a cover on top). */
  padded?: boolean;
};

/** A hairline around paper; never a shadow. */
export function Card({ as = 'div', interactive, padded = true, className, ...rest }: CardProps) {
  const Tag = as as 'div';
  return (
    <Tag
      {...rest}
      className={cn(
        'rounded-md border border-hairline bg-raised',
        padded && 'p-4 sm:p-6',
        interactive && 'transition-colors hover:border-edge',
        className,
      )}
    />
  );
}
