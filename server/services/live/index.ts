export { LiveWatch, type WatchKind } from './watch';
export { watchDay, watchDayInput } from './watch-day';
