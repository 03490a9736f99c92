/** Places at which a test can make this process die, named after the design's transactions. */
export type CrashPoint =
  | 'before-X3'
  | 'after-X3'
  | 'after-T4'
  | 'before-refund'
  | 'after-refund'
  | 'after-settle-refund'
  | 'after-relay'
  | 'in-settlement'
  | 'after-settlement';

let chosen: string | null = null;

/** Chooses the place at which this process kills itself, once. Only tests call it; nothing is chosen in the product. */
export function crashAt(point: CrashPoint | null): void {
  chosen = point;
}

/** Dies here, without any clean-up, when a test chose this place. */
export function crashPoint(point: CrashPoint): void {
  if (chosen === point) process.kill(process.pid, 'SIGKILL');
}
