import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentOwner, findOrphans, isAlive, markOf, own, sweep } from './owner.mjs';

const WAIT = 'process.stdout.write("up"); setInterval(() => {}, 1000);';
const DEAF = `process.on('SIGTERM', () => {}); ${WAIT}`;

describe('the owner of a folder', () => {
  let home;
  const started = [];
  beforeEach(() => {
    home = mkdtempSync(path.join(os.tmpdir(), 'tablepick-owner-'));
    mkdirSync(path.join(home, 'run'));
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });

  /** A process of its own group that lives until it is ended; resolves once it runs. */
  const launch = (program, options, belongsTo) =>
    new Promise((resolve) => {
      const env = { PATH: process.env.PATH, ...(belongsTo && { TABLEPICK_HOME: belongsTo }) };
      const child = spawn(program, ['-e', options.code ?? WAIT], {
        env,
        cwd: options.cwd,
        detached: true,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      started.push(child);
      child.stdout.once('data', () => resolve({ pid: child.pid, mark: markOf(child.pid) }));
    });
  const writeOwner = (data) => writeFileSync(path.join(home, 'run/owner.json'), JSON.stringify(data));

  it('is refused a second time while the first one lives, with its address', async () => {
    const { mark } = await launch(process.execPath, {});
    writeOwner({ ...mark, command: 'npm start', url: 'http://localhost:3000' });
    await expect(own(home, 'npm start')).rejects.toThrow('already running at http://localhost:3000');
  });
  it('is replaced when it was killed, or when its process number now belongs to another', async () => {
    const { mark } = await launch(process.execPath, {});
    writeOwner({ ...mark, started: 'at another time', command: 'npm start' });
    const lock = await own(home, 'npm test');
    expect(currentOwner(home)).toMatchObject({ pid: process.pid, command: 'npm test' });
    lock.release();
    expect(currentOwner(home)).toBeUndefined();
  });
  it('is replaced when its record was cut short', async () => {
    writeFileSync(path.join(home, 'run/owner.json'), '{"pid": 12');
    await expect(own(home, 'npm start')).resolves.toBeDefined();
  });
  it('ends what an earlier run left, also what does not listen to SIGTERM, and nothing else', async () => {
    const left = await launch(process.execPath, {}, home);
    const deaf = await launch(process.execPath, { code: DEAF }, home);
    const other = await launch(process.execPath, {}, `${home}-other`);
    const stranger = await launch(process.execPath, {});
    expect(await sweep(home)).toBe(2);
    expect([left, deaf, other, stranger].map(({ mark }) => isAlive(mark))).toEqual([false, false, true, true]);
  });
  it.runIf(process.platform === 'linux')(
    'finds a server by its working folder, but no shell that stands in it and no server of another stack below',
    async () => {
      const program = path.join(home, 'redis-server');
      symlinkSync(process.execPath, program);
      const data = path.join(home, 'redis');
      const other = path.join(home, 'test/redis');
      for (const folder of [data, other]) mkdirSync(folder, { recursive: true });
      const server = await launch(program, { cwd: data });
      await launch(program, { cwd: other });
      await launch(process.execPath, { cwd: data });
      expect(findOrphans(home)).toEqual([{ pid: server.pid, server: true }]);
    },
  );
});
