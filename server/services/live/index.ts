export { LiveWatch, type WatchKind } from './watch';
