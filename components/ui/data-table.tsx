import type { ReactNode } from 'react';
import { cn } from './cn';

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Right-aligned with tabular numerals. */
  numeric?: boolean;
  /** The cell that names the row; read out before the others. One a table. */
  rowHeader?: boolean;
  /** Left out below 768 px. */
  wideOnly?: boolean;
  className?: string;
};

/**
 * A table with a caption. It scrolls sideways inside itself, never the page. `captionHidden` keeps the caption for screen
 * readers; `empty` is shown instead when there is no row; `dense` is for staff.
 */
export function DataTable<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  empty,
  dense = false,
  foot,
  className,
}: {
  caption: string;
  captionHidden?: boolean;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
  dense?: boolean;
  /** A `<tr>` for totals. */
  foot?: ReactNode;
  className?: string;
}) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  // Where the last columns are left out, the one before them ends the row.
  const lastOnPhone = columns.findLast(({ wideOnly }) => !wideOnly);
  const cellStyle = (column: Column<Row>) =>
    cn(
      'px-3 text-left align-middle first:pl-4 last:pr-4',
      dense ? 'py-2' : 'py-3.5',
      column.numeric && 'text-right tabular',
      column.wideOnly && 'hidden md:table-cell',
      column === lastOnPhone && 'max-md:pr-4',
      column.className,
    );
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      className={cn('relative overflow-x-auto rounded-md border border-hairline bg-raised', className)}
    >
      <table className="w-full border-collapse text-sm">
        <caption className={captionHidden ? 'sr-only' : 'px-4 py-3 text-left font-medium text-base'}>{caption}</caption>
        <thead>
          <tr className="border-hairline border-b text-soft">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cn(cellStyle(column), 'whitespace-nowrap py-2.5 font-medium text-xs')}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className="border-hairline border-b transition-colors last:border-b-0 hover:bg-wash/60"
            >
              {columns.map((column) =>
                column.rowHeader ? (
                  <th key={column.key} scope="row" className={cn(cellStyle(column), 'font-medium')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={cellStyle(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot ? <tfoot className="border-hairline border-t font-medium">{foot}</tfoot> : null}
      </table>
    </section>
  );
}
