import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { alone } from './lock.mjs';
import { Plain } from './log.mjs';
import { lastLines, readJson, run } from './proc.mjs';

/** True when every package of package-lock.json is in node_modules in that version, by npm's own record of it. */
export function packagesMatch(lock, installed) {
  if (!installed) return false;
  return Object.entries(lock.packages).every(
    ([where, wanted]) =>
      where === '' ||
      installed.packages[where]?.version === wanted.version ||
      (wanted.optional && !installed.packages[where]),
  );
}

/** Runs `npm ci` when node_modules is missing or older than the lock file. Returns what there is to say. */
export const installPackages = ({ root, env, log, say }) =>
  alone(
    path.join(root, '.tablepick/cache/packages.lock'),
    () => say('waiting for another npm ci'),
    () => install(root, env, log),
  );

async function install(root, env, log) {
  const lockFile = path.join(root, 'package-lock.json');
  const text = readFileSync(lockFile);
  const stamp = path.join(root, '.tablepick/cache/packages');
  const hash = createHash('sha256').update(text).update(process.version).digest('hex');
  const lock = JSON.parse(text);
  const count = `${Object.keys(lock.packages).length - 1} packages`;
  const record = path.join(root, 'node_modules/.package-lock.json');
  // npm writes its record last: after an install that was cut short there is none.
  const known = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(record);
  if (known || packagesMatch(lock, readJson(record))) return `${count}, as locked`;
  // The build needs the development packages too, whatever NODE_ENV says.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const { code, output } = await run('npm', args, { cwd: root, env: { ...env, NODE_ENV: 'development' }, log });
  if (code !== 0) {
    // The reason comes first, then pages of advice.
    const reasons = output.split('\n').filter((row) => row.startsWith('npm error') && row.length > 10);
    throw new Plain(`npm ci failed (all of it in ${log}):\n${lastLines(reasons.slice(0, 8).join('\n') || output)}`);
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return `${count}, npm ci`;
}
