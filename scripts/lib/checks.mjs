import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { print, step } from './log.mjs';
import { lastLines, run } from './proc.mjs';
import { ROOT, sourceFiles } from './sources.mjs';

const bin = (name) => path.join(ROOT, 'node_modules', '.bin', name);
const command = (name, args, options) => run(bin(name), args, { cwd: ROOT, timeoutMs: 120_000, ...options });

// The native compiler checks in a third of the time; what parses TypeScript by itself still needs the version before.
const TSC = path.join(ROOT, 'node_modules/typescript-native/bin/tsc');

async function types() {
  mkdirSync(path.join(ROOT, '.tablepick/cache'), { recursive: true });
  const { code, output } = await run(process.execPath, [TSC, '--noEmit', '-p', 'tsconfig.json', '--pretty', 'false'], {
    cwd: ROOT,
    timeoutMs: 120_000,
  });
  return { ok: code === 0, output };
}

async function lint() {
  const { code, output } = await command('biome', ['ci', '.', '--colors=off']);
  return { ok: code === 0, output };
}

/** The import rules over every source file in `root`; also fails when a file was not looked at. */
export async function rooms(root = ROOT) {
  const files = sourceFiles(root);
  const folders = [...new Set(files.map((file) => file.split('/')[0]))];
  const config = path.join(ROOT, '.dependency-cruiser.cjs');
  const args = ['--config', config, '-T', 'json', ...folders];
  const { stdout, output } = await run(bin('depcruise'), args, { cwd: root, timeoutMs: 120_000 });
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    return { ok: false, output, violations: [] };
  }
  const seen = new Set(report.modules.map((module) => module.source));
  const missed = files.filter((file) => !seen.has(file));
  const violations = report.summary.violations;
  const lines = [
    ...violations.map(({ rule, from, to, cycle }) =>
      [`${rule.name}: ${from}`, ...(cycle ? cycle.map((one) => one.name) : [to])].join(' → '),
    ),
    ...missed.map((file) => `not looked at: ${file}`),
  ];
  return {
    ok: lines.length === 0 && files.length > 0,
    output: lines.join('\n'),
    detail: `${files.length} files`,
    violations,
    missed,
  };
}

/** Generates migrations into a copy: when a file appears or changes there, the committed ones lag behind the schema. */
async function migrations() {
  const copy = path.join(ROOT, '.tablepick/cache', `drift-${process.pid}`);
  const out = path.join(copy, 'migrations');
  try {
    mkdirSync(copy, { recursive: true });
    if (existsSync(path.join(ROOT, 'db/migrations')))
      cpSync(path.join(ROOT, 'db/migrations'), out, { recursive: true });
    const before = contents(out);
    const config = path.join(copy, 'drizzle.config.ts');
    writeFileSync(
      config,
      `import config from '../../../drizzle.config';\nexport default { ...config, out: './${path.relative(ROOT, out)}' };\n`,
    );
    const { code, output } = await command('drizzle-kit', ['generate', `--config=${path.relative(ROOT, config)}`]);
    if (code !== 0) return { ok: false, output };
    const after = contents(out);
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    if (changed.length === 0) return { ok: true, output: '' };
    const sql = changed.filter((file) => file.endsWith('.sql')).map((file) => after[file]);
    return {
      ok: false,
      output: ['The schema has changes without a migration: npm run db:generate', ...sql].join('\n'),
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function contents(folder) {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => [
      path.join(entry.parentPath, entry.name),
      readFileSync(path.join(entry.parentPath, entry.name), 'utf8'),
    ]),
  );
}

/** Longest first, so that two at a time end together. */
export const CHECKS = [
  { name: 'types', work: types },
  { name: 'rooms', work: rooms },
  { name: 'lint', work: lint },
  { name: 'migrations', work: migrations },
];

/** Runs the checks two at a time; prints a line for each, then what the failed ones said. Returns `{ name, ok }` of each. */
export async function runChecks(checks) {
  const results = [];
  const queue = [...checks];
  const lane = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const { name, work } = check;
      let result = { ok: false, output: '' };
      await step(name, async () => {
        result = await work();
        if (!result.ok) throw new Error(name);
        return result.detail;
      }).catch((error) => {
        if (error.message !== name) result.output = error.stack;
      });
      results.push({ name, ...result });
    }
  };
  await Promise.all([lane(), lane()]);
  for (const { name, output } of results.filter((result) => !result.ok)) print(`\n${name}:\n${lastLines(output, 80)}`);
  return results;
}
