import type { ReactNode } from 'react';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';
import { SkipLink } from './skip-link';
import type { Viewer } from './types';

/** Head, main and foot of a diner's page. The page puts its own `page` containers inside, so that covers may bleed. */
export function DinerShell({ viewer, children }: { viewer: Viewer | null; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <SiteHeader viewer={viewer} />
      <main id="content" tabIndex={-1} className="grow focus:outline-none">
        {children}
      </main>
      <SiteFooter />
    </div>
  );
}
