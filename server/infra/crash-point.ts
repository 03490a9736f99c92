/**
 * Places at which a test can make this process die, named after the design's transactions: T1 the hold, T2 the diner is back,
 * X3 the provider is asked, T4 its answer is applied.
 */
export const CRASH_POINTS = [
  'before-T1',
  'after-T1',
  'before-T2',
  'after-T2',
  'before-X3',
  'after-X3',
  'before-T4',
  'after-T4',
  'before-cancel',
  'after-cancel',
  'before-refund',
  'after-refund',
  'before-settle-refund',
  'after-settle-refund',
  'before-expire',
  'after-expire',
  'before-relay',
  'after-relay',
  'in-settlement',
  'after-settlement',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

let chosen: CrashPoint | null = null;
let passesLeft = 0;

/**
 * Chooses the place at which this process kills itself, when it comes there for the `passes`-th time. Only tests call it;
 * nothing is chosen in the product.
 */
export function crashAt(point: CrashPoint | null, passes = 1): void {
  chosen = point;
  passesLeft = passes;
}

/** Dies here, without any clean-up, when a test chose this place. */
export function crashPoint(point: CrashPoint): void {
  if (chosen === point && --passesLeft <= 0) process.kill(process.pid, 'SIGKILL');
}
