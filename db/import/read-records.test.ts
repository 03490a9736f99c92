import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CsvRecord, readRecords } from './read-records';

const folder = mkdtempSync(path.join(tmpdir(), 'records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(text: string | Buffer): Promise<CsvRecord[]> {
  const file = path.join(folder, 'file.csv');
  writeFileSync(file, text);
  const records: CsvRecord[] = [];
  for await (const record of readRecords(file)) records.push(record);
  return records;
}
const cut = async (text: string) =>
  (await read(text)).map(({ line, fields, broken }) => [line, broken ? 'broken' : fields]);

describe('a file read row by row', () => {
  it('is cut as CSV is: quotes, commas and line breaks in fields, blank lines between, a last line without an end', async () => {
    expect(await cut('\ufeffa,b\r\n\r\n"1,""x""","two\r\nlines"\r\n한글,2')).toEqual([
      [1, ['a', 'b']],
      [3, ['1,"x"', 'two\r\nlines']],
      [5, ['한글', '2']],
    ]);
    expect(await cut('')).toEqual([]);
    expect(await cut('\n\n')).toEqual([]);
  });

  it('takes quotes inside a field as they stand', async () => {
    expect(await cut('a,b\n"Dal" kitchen,1\nin"ner,2\nlast,3\n')).toEqual([
      [1, ['a', 'b']],
      [2, ['"Dal" kitchen', '1']],
      [3, ['in"ner', '2']],
      [4, ['last', '3']],
    ]);
  });

  it('loses to a quote that is never closed the row it stands in, wherever that is', async () => {
    expect(await cut('"open,1\na,2\n\n"open\n"b",3\n"open')).toEqual([
      [1, 'broken'],
      [2, ['a', '2']],
      [4, 'broken'],
      [5, ['b', '3']],
      [6, 'broken'],
    ]);
  });

  it('finds its place again at any byte of a long file', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => {
      if (i % 1_499 === 700) return `${i},"열린 집 ${i}`;
      return i % 11 === 0 ? `${i},"쉼표, 집 ${i}"` : `${i},식당 ${'가'.repeat(i % 7)}${i}`;
    });
    const records = await read(lines.join('\n'));
    expect(records.map((record) => record.line)).toEqual(lines.map((_, i) => i + 1));
    expect(records.filter((record) => record.broken).map((record) => record.line - 1)).toEqual(
      lines.flatMap((_, i) => (i % 1_499 === 700 ? [i] : [])),
    );
    const good = records.filter((record) => !record.broken);
    expect(good.every((record) => Number(record.fields[0]) === record.line - 1 && record.fields.length === 2)).toBe(
      true,
    );
    expect(records.at(-1)!.bytesRead).toBe(Buffer.byteLength(lines.join('\n')));
  });
});
