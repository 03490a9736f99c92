export type Figure = number | string | boolean;
/** One thing that was measured. Figures carry their unit in the name (`medianMs`, `perSecond`). */
export type Row = { label: string; ours: boolean } & Record<string, Figure | undefined>;

const show = (value: Figure | undefined): string => {
  if (value === undefined) return '';
  if (typeof value !== 'number') return String(value);
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
};

/** Prints rows as aligned columns, in the order in which their figures first appear. */
export function printTable(rows: Row[]): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== 'ours');
  const cells = rows.map((row) =>
    columns.map((name) => (name === 'label' ? `${row.ours ? '▸' : ' '} ${row.label}` : show(row[name]))),
  );
  const widths = columns.map((name, at) => Math.max(name.length, ...cells.map((line) => line[at]!.length)));
  const line = (texts: string[]) =>
    `  ${texts.map((text, at) => (at === 0 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join('  ')}`;
  console.log(line(columns.map((name) => (name === 'label' ? '' : name))));
  for (const texts of cells) console.log(line(texts));
  console.log();
}
