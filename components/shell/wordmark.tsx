import { cn } from '@/components/ui/cn';

/**
 * The logotype: every round letter is a round table seen from above, and the one that is picked is the dot of the i.
 * Drawn with strokes on a 24-unit line, so it takes the colour of the text beside it.
 */
export function Wordmark({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 125 26"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cn('h-6 w-auto', className)}
    >
      <path d="M2 4.5h12.4M8.2 4.5V22" />
      <circle cx="21.8" cy="16" r="6" />
      <path d="M27.8 10v12M33.4 3.5V22" />
      <circle cx="39.4" cy="16" r="6" />
      <path d="M50.9 3.5V22M56.4 16h12a6 6 0 1 0-2 4.45" />
      <path d="M75 22V4.5h5a5.2 5.2 0 0 1 0 10.4h-5" />
      <path d="M91.3 10.4V22" />
      <circle cx="91.3" cy="4.9" r="2.5" className="fill-accent" stroke="none" />
      <path d="M107 11.7a6 6 0 1 0 0 8.6M112.7 3.5V22M121.6 10.2l-8.9 7.2M116 14.9l6.2 7.1" />
    </svg>
  );
}
