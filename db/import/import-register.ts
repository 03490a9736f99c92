import { statSync } from 'node:fs';
import type { DatabaseClient } from '../client';
import { readRecords } from './read-records';
import { COLUMNS, type RegisterRow, type RejectReason, readHeader, readRow } from './register-row';
import { RejectFile } from './reject-file';
import { writeBatch } from './write-batch';

const ROWS_A_BATCH = 1_000;
/** One batch is put together while others are at the database. */
const BATCHES_AT_ONCE = 2;

export type ImportCounts = { read: number; added: number; unchanged: number; rejected: Map<RejectReason, number> };
export type ImportProgress = ImportCounts & { bytesRead: number; bytesTotal: number };
/** `rejects` is where the rejected rows are; null when there were none. */
export type ImportResult = ImportCounts & { rejects: string | null };

/** A file that is no licence register; the message says why. */
export class NotARegister extends Error {}

type Waiting = RegisterRow & { line: number; fields: string[] };

/**
 * Reads a licence register into the database: a restaurant for each licence that has none yet. Memory does not grow
 * with the rows, but for the licence ids seen. Bad rows go to the reject file and stop nothing. What was written when
 * the process dies is whole batches; the next run adds the rest. Throws NotARegister.
 */
export async function importRegister(
  client: DatabaseClient,
  file: string,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ImportResult> {
  const counts: ImportCounts = { read: 0, added: 0, unchanged: 0, rejected: new Map() };
  const bytesTotal = sizeOf(file);
  const rejects = new RejectFile(file);
  const reject = (reason: RejectReason, line: number, fields: readonly string[]) => {
    counts.rejected.set(reason, (counts.rejected.get(reason) ?? 0) + 1);
    rejects.add(line, reason, fields);
  };
  const batches = new Batches(async (rows: readonly Waiting[]) => {
    const { added, unchanged, refused } = await writeBatch(client.pool, rows);
    counts.added += added;
    counts.unchanged += unchanged;
    for (const row of refused) reject('refused', row.line, row.fields);
  });
  let header: (ReturnType<typeof readHeader> & { width: number }) | undefined;
  let bytesRead = 0;
  const seen = new Set<string>();
  try {
    for await (const record of readRecords(file)) {
      bytesRead = record.bytesRead;
      if (!header) {
        header = { ...readHeader(record.fields), width: record.fields.length };
        checkHeader(file, header.missing);
        rejects.begin(record.fields);
        continue;
      }
      counts.read++;
      const answer = record.broken
        ? { reason: 'quotes' as const }
        : readRow(record.fields, header.width, header.places);
      if ('reason' in answer) reject(answer.reason, record.line, record.fields);
      else if (seen.has(answer.row.licenseId)) reject('duplicate', record.line, record.fields);
      else {
        seen.add(answer.row.licenseId);
        const full = batches.add({ ...answer.row, line: record.line, fields: record.fields });
        if (full) {
          await full;
          onProgress({ ...counts, bytesRead, bytesTotal });
        }
      }
    }
    if (!header) throw new NotARegister(`${file} is empty: a register begins with the line ${COLUMNS.join(',')}`);
  } finally {
    await batches.drain();
    await rejects.close();
  }
  onProgress({ ...counts, bytesRead: bytesTotal, bytesTotal });
  return { ...counts, rejects: rejects.path };
}

/** Throws NotARegister when there is no such file. */
function sizeOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw new NotARegister(stats ? `${file} is no file` : `There is no file ${file}`);
  return stats.size;
}

function checkHeader(file: string, missing: readonly string[]): void {
  if (missing.length === 0) return;
  throw new NotARegister(
    `${file} is no licence register: its first line lacks ${missing.join(', ')}. It must name the columns ${COLUMNS.join(',')}`,
  );
}

/** Collects rows into batches and keeps a bounded number of them under way. */
class Batches<R> {
  #rows: R[] = [];
  readonly #running = new Set<Promise<void>>();
  #failed: { error: unknown } | undefined;

  constructor(private readonly write: (rows: readonly R[]) => Promise<void>) {}

  /** Null while there is room; else a promise that there is again. It throws what a batch failed with. */
  add(row: R): Promise<void> | null {
    this.#rows.push(row);
    return this.#rows.length < ROWS_A_BATCH ? null : this.#send(BATCHES_AT_ONCE - 1);
  }

  /** Sends what is left and waits for everything. */
  drain(): Promise<void> {
    return this.#send(0);
  }

  async #send(mayRun: number): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0 && !this.#failed) {
      const running = this.write(rows)
        .catch((error) => {
          this.#failed ??= { error };
        })
        .finally(() => this.#running.delete(running));
      this.#running.add(running);
    }
    while (this.#running.size > mayRun) await Promise.race(this.#running);
    if (this.#failed) throw this.#failed.error;
  }
}
