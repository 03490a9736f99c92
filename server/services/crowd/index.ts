/** What keeps a crowd from harming itself: turns, a pace, help that may be missing, and one question for all who ask the same. */
export { FairQueue } from './fair-queue';
export { Lossy } from './lossy';
export { Pace } from './pace';
export { Together } from './together';
