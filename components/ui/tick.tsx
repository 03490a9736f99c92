import { cn } from './cn';

/** A value that changes while it is looked at: the new one rises softly into place. Says nothing by itself. */
export function Tick({ value, className }: { value: string | number; className?: string }) {
  return (
    <span key={value} className={cn('inline-block animate-tick tabular', className)}>
      {value}
    </span>
  );
}
