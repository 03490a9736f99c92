import { type ReactNode, useId } from 'react';
import { cn } from './cn';

/** A heading and a sentence at the left, the fields at the right; stacked on phones. Sections are divided by hairlines. */
export function FormSection({
  title,
  hint,
  children,
  className,
}: {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn(
        'grid gap-4 border-hairline border-t py-6 first:border-t-0 first:pt-0 md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)] md:gap-10 md:py-10',
        className,
      )}
    >
      <div className="grid content-start gap-1">
        <h2 id={id} className="font-medium text-lg">
          {title}
        </h2>
        {hint ? <p className="text-sm text-soft">{hint}</p> : null}
      </div>
      <div className="grid content-start gap-5">{children}</div>
    </section>
  );
}
