import type { ImportProgress } from './import-register';

const BAR = 24;
const PLAIN_EVERY_MS = 3_000;
const total = (rejected: ImportProgress['rejected']) => [...rejected.values()].reduce((sum, count) => sum + count, 0);
const grouped = (count: number) => count.toLocaleString('en-US');

/** One line of progress; `bar` draws it. */
export function progressLine(progress: ImportProgress, elapsedMs: number, bar: boolean): string {
  const { bytesRead, bytesTotal, read, added, unchanged, rejected } = progress;
  const share = bytesTotal > 0 ? Math.min(1, bytesRead / bytesTotal) : 1;
  const full = Math.round(share * BAR);
  const drawn = bar ? `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ` : '';
  const pace = elapsedMs > 0 ? Math.round(read / (elapsedMs / 1000)) : 0;
  return `${drawn}${String(Math.floor(share * 100)).padStart(3)} %  ${grouped(read)} rows: ${grouped(added)} added, ${grouped(unchanged)} unchanged, ${grouped(total(rejected))} rejected, ${grouped(pace)} rows/s`;
}

/** Shows progress as a bar that is redrawn on a terminal, as a line every few seconds elsewhere. */
export function showProgress(out: NodeJS.WriteStream, nowMs: () => number = () => performance.now()) {
  const startedMs = nowMs();
  let shownMs = startedMs;
  return {
    update(progress: ImportProgress): void {
      const elapsedMs = nowMs() - startedMs;
      if (out.isTTY) {
        const line = progressLine(progress, elapsedMs, true);
        out.write(`\r${line.slice(0, (out.columns ?? 100) - 1)}\u001b[K`);
      } else if (nowMs() - shownMs >= PLAIN_EVERY_MS) {
        shownMs = nowMs();
        out.write(`${progressLine(progress, elapsedMs, false)}\n`);
      }
    },
    /** Leaves the bar's line; nothing where there is none. */
    end(): void {
      if (out.isTTY) out.write('\n');
    },
  };
}
