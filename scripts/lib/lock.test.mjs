import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { alone } from './lock.mjs';

let folder;
let file;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tablepick-lock-'));
  file = path.join(folder, 'build.lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('two builds never run at once: the second waits and says so', async () => {
  const order = [];
  let finish;
  const first = alone(
    file,
    () => {},
    async () => {
      order.push('first');
      await new Promise((resolve) => {
        finish = resolve;
      });
      order.push('first done');
    },
  );
  const onWait = vi.fn();
  const second = alone(file, onWait, async () => order.push('second'));
  await vi.waitFor(() => expect(onWait).toHaveBeenCalledOnce());
  finish();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'first done', 'second']);
});
it('a lock whose holder was killed, or that was cut short, holds nobody up', async () => {
  for (const left of [JSON.stringify({ pid: process.pid, started: 'another time' }), '{"pid":']) {
    writeFileSync(file, left);
    expect(
      await alone(
        file,
        () => {},
        async () => 'done',
      ),
    ).toBe('done');
  }
});
it('a failure gives the lock back', async () => {
  await expect(
    alone(
      file,
      () => {},
      () => Promise.reject(new Error('no')),
    ),
  ).rejects.toThrow('no');
  expect(
    await alone(
      file,
      () => {},
      async () => 'done',
    ),
  ).toBe('done');
});
