import type { ReactNode } from 'react';
import { pageViewer } from '@/app/session';
import { ApiProvider } from '@/components/providers/api';
import { DinerShell } from '@/components/shell/diner-shell';

/** The frame of every page a diner sees. */
export default async function DinerLayout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer();
  return (
    <ApiProvider>
      <DinerShell
        viewer={
          viewer && {
            name: viewer.name,
            email: viewer.email,
            isStaff: viewer.restaurants.length > 0,
            isOperator: viewer.operator,
          }
        }
      >
        {children}
      </DinerShell>
    </ApiProvider>
  );
}
