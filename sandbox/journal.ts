import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * An append-only file of JSON lines. A line is written with one synchronous call before anybody is answered, so what
 * was answered is still known after `kill -9`; a line torn by the kill is the last one, and is dropped on reading.
 * (Not synced to the disk: it outlives the process, not a power cut.)
 */
export class Journal<Entry> {
  private fd: number | undefined;

  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
  }

  /** Every whole line, oldest first. A line is a batch that was written together. */
  read(): Entry[][] {
    if (!existsSync(this.file)) return [];
    const batches: Entry[][] = [];
    for (const line of readFileSync(this.file, 'utf8').split('\n')) {
      if (line === '') continue;
      try {
        batches.push(JSON.parse(line) as Entry[]);
      } catch {
        break;
      }
    }
    return batches;
  }

  /** Appends `entries` as one line: after a crash either all of them are there or none. */
  append(entries: Entry[]): void {
    if (entries.length === 0) return;
    this.fd ??= openSync(this.file, 'a');
    writeSync(this.fd, `${JSON.stringify(entries)}\n`);
  }

  /** Replaces the whole content; the old one stays until the new one is complete. */
  rewrite(entries: Entry[]): void {
    this.close();
    const next = `${this.file}.next`;
    writeFileSync(next, entries.map((entry) => `${JSON.stringify([entry])}\n`).join(''));
    renameSync(next, this.file);
  }

  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }
}
