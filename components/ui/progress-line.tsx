import { cn } from './cn';

/**
 * A thin line that shortens: `value` of `max` left. Words for screen readers in `valueText` ("4 minutes left"); update
 * those once a minute, not once a second. Moves over `stepMs` between two values.
 */
export function ProgressLine({
  value,
  max,
  label,
  valueText,
  tone = 'accent',
  stepMs = 1000,
  className,
}: {
  value: number;
  max: number;
  label: string;
  valueText: string;
  tone?: 'accent' | 'amber' | 'pine';
  stepMs?: number;
  className?: string;
}) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={valueText}
      className={cn('h-[3px] w-full overflow-hidden rounded-full bg-hairline', className)}
    >
      <div
        className={cn(
          'h-full w-full origin-left rounded-full transition-transform ease-linear',
          tone === 'accent' && 'bg-accent',
          tone === 'amber' && 'bg-amber',
          tone === 'pine' && 'bg-pine',
        )}
        style={{ transform: `scaleX(${share})`, transitionDuration: `${stepMs}ms` }}
      />
    </div>
  );
}
