import { writeFileSync } from 'node:fs';
import type { RunResult } from './run';

export type Row = {
  fault: string;
  runs: number;
  /** Runs in which the fault struck at least once. */
  struck: number;
  violations: number;
  recoveryMs: number;
  slowestMs: number;
  failed: number[];
};

/** One row a fault: how often it ran, what it broke, how long the product took to be quiet again (median and longest). */
export function rowsOf(results: readonly RunResult[]): Row[] {
  const names = [...new Set(results.map((result) => result.fault))];
  return names.map((fault) => {
    const runs = results.filter((result) => result.fault === fault);
    const recovery = runs.map((run) => run.recoveryMs).sort((a, b) => a - b);
    return {
      fault,
      runs: runs.length,
      struck: runs.filter((run) => run.struck > 0).length,
      violations: runs.reduce((sum, run) => sum + run.violations.length, 0),
      recoveryMs: recovery[Math.floor(recovery.length / 2)] ?? 0,
      slowestMs: recovery.at(-1) ?? 0,
      failed: runs.filter((run) => run.violations.length > 0).map((run) => run.seed),
    };
  });
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

export function tableOf(results: readonly RunResult[]): string {
  const rows = rowsOf(results);
  const wide = Math.max(...rows.map((row) => row.fault.length), 5);
  const line = (cells: string[]) =>
    `  ${cells[0]!.padEnd(wide)}  ${cells
      .slice(1, 6)
      .map((cell) => cell.padStart(10))
      .join('  ')}  ${cells[6] ?? ''}`.trimEnd();
  return [
    line(['fault', 'runs', 'struck', 'violations', 'recovery', 'slowest', 'seeds that failed']),
    ...rows.map((row) =>
      line([
        row.fault,
        String(row.runs),
        String(row.struck),
        String(row.violations),
        seconds(row.recoveryMs),
        seconds(row.slowestMs),
        row.failed.join(' '),
      ]),
    ),
  ].join('\n');
}

export function writeJson(file: string, seed: number, results: readonly RunResult[]): void {
  writeFileSync(
    file,
    `${JSON.stringify({ seed, at: new Date().toISOString(), rows: rowsOf(results), results }, null, 2)}\n`,
  );
}
