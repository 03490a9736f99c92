import { accessSync, constants, createWriteStream, rmSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { REJECT_REASONS, type RejectReason } from './register-row';

const quoted = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const csvLine = (fields: readonly string[]) => `${fields.map(quoted).join(',')}\n`;

/**
 * `<FILE>.rejects.csv`: the rows that were not taken, with their line and the reason before them. Beside the register, or
 * in the current directory when its folder cannot be written to. It is of the last run: one without rejects removes it.
 * Its columns are the register's with two more, so that a mended reject file can be imported as it is.
 */
export class RejectFile {
  #stream: WriteStream | undefined;
  #header: readonly string[] = [];
  #path: string;

  constructor(register: string) {
    this.#path = `${register}.rejects.csv`;
    try {
      accessSync(path.dirname(register), constants.W_OK);
    } catch {
      this.#path = path.resolve(path.basename(this.#path));
    }
  }

  /** The file, when a row was rejected. */
  get path(): string | null {
    return this.#stream ? this.#path : null;
  }

  /** The register's own header; before this there is nothing to reject. */
  begin(header: readonly string[]): void {
    this.#header = header;
    rmSync(this.#path, { force: true });
  }

  add(line: number, reason: RejectReason, fields: readonly string[]): void {
    if (!this.#stream) {
      this.#stream = createWriteStream(this.#path);
      this.#stream.write(csvLine(['line', 'reason', ...this.#header]));
    }
    this.#stream.write(csvLine([String(line), REJECT_REASONS[reason], ...fields]));
  }

  /** Waits until everything is on disk. */
  async close(): Promise<void> {
    if (!this.#stream) return;
    this.#stream.end();
    await finished(this.#stream);
  }
}
