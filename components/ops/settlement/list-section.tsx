import type { ReactNode } from 'react';
import { type Column, DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';

/** One of the page's lists under its heading, with what can be done at its right, what has to be known above it and what leads on below. */
export function ListSection<Row extends { id: string }>({
  id,
  title,
  actions,
  notice,
  foot,
  columns,
  rows,
  empty,
}: {
  id: string;
  title: string;
  actions?: ReactNode;
  notice?: ReactNode;
  foot?: ReactNode;
  columns: Column<Row>[];
  rows: Row[];
  empty: { title: string; body: string; art: ReactNode };
}) {
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id={id} className="font-medium text-lg">
          {title}
        </h2>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      {notice}
      <DataTable
        dense
        captionHidden
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState level={3} title={empty.title} art={empty.art}>
            {empty.body}
          </EmptyState>
        }
      />
      {foot}
    </section>
  );
}
