import { Children, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** Short facts in a line, divided by dots. Where the line breaks no dot is left standing at either end. */
export function Dotted({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cn('overflow-hidden', className)}>
      <ul className="-ml-5 flex flex-wrap">
        {Children.toArray(children).map((fact, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of facts is never reordered
            key={index}
            className="relative pl-5 before:absolute before:left-2 before:text-edge before:content-['·']"
          >
            {fact}
          </li>
        ))}
      </ul>
    </div>
  );
}
