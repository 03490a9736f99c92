import { type ReactNode, useId } from 'react';

/** A part of a restaurant's page under its heading, divided by a hairline from the one before. */
export function PageSection({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-5 border-hairline border-t pt-8 sm:pt-10">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={id} className="font-medium text-lg">
          {title}
        </h2>
        {hint ? <p className="text-faint text-sm">{hint}</p> : null}
      </div>
      {children}
    </section>
  );
}
