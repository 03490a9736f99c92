import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { alone } from './lock.mjs';
import { must, readJson } from './proc.mjs';
import { buildFingerprint } from './sources.mjs';

const buildId = (root) => {
  const file = path.join(root, '.next/BUILD_ID');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

/** Runs `next build` unless `.next` was built from exactly these sources. Returns what there is to say. */
export const build = ({ root, env, log, say }) =>
  alone(
    path.join(root, '.tablepick/cache/build.lock'),
    () => say('waiting for another build'),
    () => buildAlone(root, env, log),
  );

async function buildAlone(root, env, log) {
  const stamp = path.join(root, '.tablepick/cache/build.json');
  const fingerprint = buildFingerprint(root);
  const last = readJson(stamp);
  if (last?.fingerprint === fingerprint && last.id && last.id === buildId(root)) return 'unchanged';
  rmSync(stamp, { force: true });
  const next = path.join(root, 'node_modules/.bin/next');
  await must('next build', next, ['build'], { cwd: root, env: { ...env, NODE_ENV: 'production' }, log });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify({ fingerprint, id: buildId(root) }));
  return 'next build';
}
