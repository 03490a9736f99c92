import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type CsvError, type Info, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';

/** One row of the file: its fields and the number of its first line. `broken` rows could not be cut into fields. */
export type CsvRecord = { line: number; fields: string[]; broken: boolean; bytesRead: number };

/** A row longer than this is a quote that was never closed. */
const LONGEST_RECORD = 16_384;

const occurrences = (fields: readonly string[], character: string) =>
  fields.reduce((sum, field) => sum + field.split(character).length - 1, 0);

/**
 * Streams a CSV file row by row, in memory that does not grow with it. A row whose quotes are wrong costs that row only:
 * an opening quote that is never closed would swallow all that follows, so reading starts again at the next line.
 * Throws when the file cannot be read.
 */
export async function* readRecords(file: string): AsyncGenerator<CsvRecord> {
  let offset = 0;
  let linesBefore = 0;
  for (;;) {
    let end = offset;
    let lines = linesBefore;
    const segment = openSegment(file, offset);
    try {
      for await (const { record, info } of segment.parser as AsyncIterable<{ record: string[]; info: Info }>) {
        if (info.records > segment.goodRecords()) break;
        end = offset + info.bytes;
        // The parser counts a line for each CR and each LF inside a field: CR LF there is one line too many.
        const returns = occurrences(record, '\r');
        const line = linesBefore + info.lines - returns - occurrences(record, '\n');
        linesBefore -= returns;
        lines = linesBefore + info.lines;
        yield { line, fields: record, broken: false, bytesRead: end };
      }
    } finally {
      segment.close();
    }
    if (segment.goodRecords() === Number.POSITIVE_INFINITY) return;
    const bad = await lineAt(file, end);
    if (!bad) return;
    yield { line: lines + bad.lines, ...cutAlone(bad.text), bytesRead: bad.end };
    offset = bad.end;
    linesBefore = lines + bad.lines;
  }
}

/** A parser on the file from `offset` on, and after how many records it met one that it could not read. */
function openSegment(file: string, offset: number) {
  let good = Number.POSITIVE_INFINITY;
  const source = createReadStream(file, { start: offset });
  const parser = parse({
    bom: offset === 0,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // Errors become events: one that ended the stream would take the good rows waiting in it along.
    skip_records_with_error: true,
    max_record_size: LONGEST_RECORD,
  });
  parser.on('skip', (error: CsvError) => {
    good = Math.min(good, Number(error.records));
    source.unpipe(parser);
    parser.end();
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  const close = () => {
    source.destroy();
    parser.destroy();
  };
  return { parser, goodRecords: () => good, close };
}

/** The first line with something on it at or after a byte, how many lines on it stands, and where the next one starts. */
async function lineAt(file: string, start: number): Promise<{ text: string; lines: number; end: number } | null> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(LONGEST_RECORD * 4);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    let from = 0;
    for (let lines = 1; from < bytesRead; lines++) {
      const newline = buffer.subarray(0, bytesRead).indexOf('\n', from);
      const end = newline === -1 ? bytesRead : newline + 1;
      const text = buffer.subarray(from, end).toString('utf8').trim();
      if (text) return { text, lines, end: start + end };
      from = end;
    }
    return null;
  } finally {
    await handle.close();
  }
}

/** A line by itself, its quotes taken as they stand: `"Dal" kitchen` is a name, if not well-formed CSV. */
function cutAlone(text: string): { fields: string[]; broken: boolean } {
  try {
    const [fields] = parseSync(text, { relax_quotes: true, relax_column_count: true }) as string[][];
    return { fields: fields ?? [], broken: !fields };
  } catch {
    return { fields: [text], broken: true };
  }
}
