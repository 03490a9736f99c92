import { cn } from './cn';

/** What dialogs and sheets share: the veil over the page, and the panel's edge. */
export const veilStyle =
  'fixed inset-0 z-40 bg-scrim data-[state=open]:animate-fade-in data-[state=closed]:animate-fade-out';
export const panelStyle = cn(
  'fixed z-50 flex flex-col border-hairline bg-raised text-ink shadow-float focus:outline-none',
  'data-[state=closed]:pointer-events-none',
);
/** Bottom of the screen, full width, rounded at the top. */
export const bottomPanelStyle =
  'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-lg border-t data-[state=open]:animate-rise data-[state=closed]:animate-sink';
