import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const SKIPPED = new Set(['node_modules', 'test-results', 'playwright-report', 'public', 'docs']);

function walk(root, folder, skip, found) {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    if (entry.name.startsWith('.') || skip.has(entry.name)) continue;
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) walk(root, name, skip, found);
    else if (entry.isFile()) found.push(name);
  }
  return found;
}

/** Every source file below `root`, as paths with `/`: what the import rules must have looked at. */
export const sourceFiles = (root = ROOT) =>
  walk(root, '', SKIPPED, []).filter((file) => /\.(ts|tsx|mts|mjs|js|cjs)$/.test(file) && !file.endsWith('.d.ts'));

/** Rooms that `next build` never reads, so that a change in them does not build again. */
const NOT_BUILT = new Set([
  'node_modules',
  'tests',
  'bench',
  'scripts',
  'docs',
  'worker',
  'web',
  'sandbox',
  'test-results',
  'playwright-report',
]);

// `next build` rewrites tsconfig.json itself; the others never reach a browser.
const NO_SOURCE = /\.test\.tsx?$|\.md$|\.log$|^next-env\.d\.ts$|^tsconfig\.json$/;

/** A hash over the content of everything that a build may read. */
export function buildFingerprint(root = ROOT) {
  const hash = createHash('sha256').update(process.version);
  const files = walk(root, '', NOT_BUILT, []).filter((file) => !NO_SOURCE.test(file));
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}
