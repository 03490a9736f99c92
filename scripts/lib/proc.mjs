import { spawn } from 'node:child_process';
import {
  accessSync,
  closeSync,
  constants,
  createWriteStream,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { Plain } from './log.mjs';

/** Commands under way, so that a Ctrl-C in the middle of one ends it too. */
const running = new Set();

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Signals a whole process group; a group that is gone is no error. */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Ends every command of `run` that is under way. */
export function killRunning(signal = 'SIGKILL') {
  for (const child of running) signalGroup(child.pid, signal);
}

/**
 * Runs a command to its end in a process group of its own (a Ctrl-C reaches only us, we then decide the order).
 * Returns `{ code, stdout, output }`; `output` is both streams. `echo` shows them as well, `log` also writes them to a file.
 */
export function run(command, args, { cwd, env = process.env, log, echo = false, timeoutMs, onOutput } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', echo ? 'inherit' : 'pipe', echo ? 'inherit' : 'pipe'],
      detached: true,
    });
    running.add(child);
    const file = log && createWriteStream(log);
    const chunks = [];
    const answer = [];
    let late = false;
    const timer =
      timeoutMs &&
      setTimeout(() => {
        late = true;
        signalGroup(child.pid, 'SIGKILL');
      }, timeoutMs);
    const take = (chunk) => {
      chunks.push(chunk);
      file?.write(chunk);
      onOutput?.(chunk.toString());
    };
    child.stdout?.on('data', (chunk) => {
      answer.push(chunk);
      take(chunk);
    });
    child.stderr?.on('data', take);
    child.on('error', (error) => {
      running.delete(child);
      clearTimeout(timer);
      reject(error.code === 'ENOENT' ? new Plain(`The program "${command}" was not found.`) : error);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      clearTimeout(timer);
      file?.end();
      const output = Buffer.concat(chunks).toString();
      const stdout = Buffer.concat(answer).toString();
      resolve({
        code: code ?? 1,
        signal,
        stdout,
        output: late ? `${output}\n(stopped after ${timeoutMs / 1000} s)` : output,
      });
    });
  });
}

/** Like `run`, but an exit code other than 0 is an error with the last lines of what was printed. */
export async function must(what, command, args, options) {
  const { code, signal, output } = await run(command, args, options);
  if (code !== 0) throw new Plain(`${what} failed (${signal ?? `exit code ${code}`}):\n${lastLines(output)}`);
  return output;
}

export const lastLines = (text, count = 25) =>
  text
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map((row) => `    ${row}`)
    .join('\n');

/** The end of a log file, indented; a missing file is an empty text. */
export function tail(file, count = 20) {
  if (!existsSync(file)) return '';
  const size = statSync(file).size;
  const buffer = Buffer.alloc(Math.min(size, 16_384));
  const handle = openSync(file, 'r');
  readSync(handle, buffer, 0, buffer.length, size - buffer.length);
  closeSync(handle);
  return lastLines(buffer.toString(), count);
}

/** The first of `names` that is an executable in PATH or in `extra` folders; undefined if there is none. */
export function which(names, extra = []) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...extra].filter(Boolean);
  for (const name of names)
    for (const folder of folders) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        if (statSync(file).isFile()) return file;
      } catch {
        // not here
      }
    }
  return undefined;
}

/** Reads a JSON file; undefined when it is missing or was cut short by a crash. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
