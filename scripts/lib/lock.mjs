import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive, markOf } from './owner.mjs';
import { readJson, sleep } from './proc.mjs';

/**
 * Runs `work` while no other process of ours holds `file` (`npm start` and `npm test` share node_modules and the build).
 * A holder that was killed holds nothing. `onWait` is called once when there is somebody to wait for.
 */
export async function alone(file, onWait, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let waited = false; !take(file); ) {
    if (isAlive(readJson(file))) {
      if (!waited) onWait();
      waited = true;
      await sleep(200);
    } else rmSync(file, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  // Linked into place whole: a lock that can be seen can also be read.
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(markOf(process.pid)));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}
