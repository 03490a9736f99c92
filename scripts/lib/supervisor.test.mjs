import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAlive, startedAt } from './owner.mjs';
import { createSupervisor } from './supervisor.mjs';

describe('the supervisor', () => {
  let home;
  let supervisor;
  let gaveUp;
  beforeEach(() => {
    home = mkdtempSync(path.join(os.tmpdir(), 'tablepick-supervisor-'));
    mkdirSync(path.join(home, 'run'));
    gaveUp = vi.fn();
    supervisor = createSupervisor({ home, onGivingUp: gaveUp });
  });
  afterEach(async () => {
    await supervisor.stop();
    rmSync(home, { recursive: true, force: true });
  });
  const flag = (name) => path.join(home, name);
  const mark = (name) => JSON.parse(readFileSync(path.join(home, 'run', `${name}.pid`), 'utf8'));
  /** A process that says it is ready by writing a file with its number, after `code`. */
  const spec = (name, code, more = {}) => ({
    name,
    command: process.execPath,
    args: [
      '-e',
      `${code}; require('node:fs').writeFileSync(${JSON.stringify(flag(name))}, String(process.pid)); setInterval(() => {}, 1000)`,
    ],
    cwd: home,
    env: process.env,
    ready: () => existsSync(flag(name)),
    ...more,
  });

  it('starts a process again when it dies', async () => {
    await supervisor.start(spec('web', ''));
    const first = mark('web').pid;
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(Number(readFileSync(flag('web'), 'utf8'))).not.toBe(first), { timeout: 5000 });
    expect(isAlive(mark('web'))).toBe(true);
    expect(gaveUp).not.toHaveBeenCalled();
  });
  it('gives up on one that dies again and again', async () => {
    // It dies only once it was seen ready: on a busy machine "after 50 ms" may come before anyone looked.
    const seen = flag('seen');
    const dying = spec(
      'web',
      `setInterval(() => require('node:fs').existsSync(${JSON.stringify(seen)}) && process.exit(3), 10)`,
    );
    const ready = () => {
      if (!dying.ready()) return false;
      writeFileSync(seen, '');
      return true;
    };
    await supervisor.start({ ...dying, ready });
    await vi.waitFor(() => expect(gaveUp).toHaveBeenCalledExactlyOnceWith('web'), { timeout: 18_000, interval: 100 });
  });
  it('shows the log of one that ends before it is ready', async () => {
    const broken = spec('worker', 'console.error("DATABASE_URL is missing"); process.exit(1)');
    await expect(supervisor.start(broken)).rejects.toThrow(/ended before it was ready[\s\S]*DATABASE_URL is missing/);
  });
  it('stops apps before services, and within 5 s also one that does not listen', async () => {
    const note = (name) =>
      `process.on('SIGTERM', () => { require('node:fs').appendFileSync(${JSON.stringify(flag('order'))}, ' ${name}'); process.exit() })`;
    await supervisor.start(spec('database', note('database'), { service: true }));
    await supervisor.start(spec('web', note('web')));
    await supervisor.start(spec('deaf', "process.on('SIGTERM', () => {})"));
    const marks = ['database', 'web', 'deaf'].map(mark);
    const since = Date.now();
    await supervisor.stop();
    expect(Date.now() - since).toBeLessThan(5000);
    expect(marks.map(isAlive)).toEqual([false, false, false]);
    expect(readFileSync(flag('order'), 'utf8')).toBe(' web database');
  });
  it('ends what a process had started itself', async () => {
    const child = `const c = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); require('node:fs').writeFileSync(${JSON.stringify(flag('child'))}, String(c.pid))`;
    await supervisor.start(spec('web', child));
    const pid = Number(readFileSync(flag('child'), 'utf8'));
    expect(startedAt(pid)).toBeDefined();
    await supervisor.stop();
    await vi.waitFor(() => expect(startedAt(pid)).toBeUndefined());
  });
});
