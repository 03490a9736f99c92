import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TICKS_A_SECOND = 100;
const READY_MS = 60_000;

export type Process = { pid: number; child: ChildProcess; stop(signal?: NodeJS.Signals): Promise<void> };

/**
 * Starts one of our own processes (`web/main.ts`) with settings over those of the benchmark, and returns once `readyUrl`
 * answers. Its output goes to a log file. Throws when it ends before, or is not ready within a minute.
 */
export async function startProcess(
  script: string,
  settings: Record<string, string>,
  readyUrl: string | null,
  args: string[] = [],
): Promise<Process> {
  const logs = path.join(process.env.TABLEPICK_HOME ?? path.join(ROOT, '.tablepick/bench'), 'logs');
  mkdirSync(logs, { recursive: true });
  const log = openSync(path.join(logs, `bench-${script.replaceAll('/', '-')}.log`), 'a');
  const child = spawn(process.execPath, ['--max-semi-space-size=64', '--import', 'tsx', script, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ['ignore', log, log],
  });
  const ended = once(child, 'exit');
  const deadline = Date.now() + READY_MS;
  while (readyUrl) {
    if (child.exitCode !== null) throw new Error(`${script} ended before it was ready; see ${logs}`);
    if (Date.now() > deadline) throw new Error(`${script} was not ready within a minute; see ${logs}`);
    const ready = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    pid: child.pid!,
    child,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}

/** The same with the processes it has started: the web serves in several. */
export function cpuSecondsOfAll(pid: number): number {
  let children: number[] = [];
  try {
    children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return Number.NaN;
  }
  return children.reduce((sum, child) => sum + cpuSecondsOfAll(child), cpuSecondsOf(pid));
}

/** Processor seconds a process has used so far, without its children's; NaN where /proc does not tell. */
export function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  } catch {
    return Number.NaN;
  }
}
