#!/usr/bin/env node
/**
 * `npm run bench`: every benchmark, one after the other, on private services; `-- NAME …` runs those. Each prints a table
 * and writes bench/results/NAME.json. Exit status 1 when one of their checks is false.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { testSettings } from './lib/env.mjs';
import { accent, bold, explain, Plain, print } from './lib/log.mjs';
import { run } from './lib/proc.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { ROOT } from './lib/sources.mjs';
import { withDatabase } from './lib/sql.mjs';
import { allOf, openStack } from './lib/stack.mjs';

const BASE = { web: 3400, worker: 3401, sandbox: 3500, smtp: 3525, database: 33260, redis: 36580 };
/** They are driven over HTTP against the real web process, which serves a build. */
const OVER_HTTP = new Set(['booking', 'search']);
/** Each is made to end within four minutes on a machine that does nothing else. */
const RUN_MS = 12 * 60_000;
const home = path.join(ROOT, '.tablepick/bench');

function readNames(args) {
  const known = readdirSync(path.join(ROOT, 'bench'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -3));
  const unknown = args.find((name) => !known.includes(name));
  if (unknown) throw new Plain(`There is no benchmark ${unknown}. There are: ${known.join(', ')}`);
  return args.length > 0 ? args : known;
}

async function main() {
  const names = readNames(process.argv.slice(2));
  print(`\n  ${accent(bold('TablePick'))} benchmarks`);
  print();
  mkdirSync(home, { recursive: true });
  let stack;
  const stop = async () => stack?.stop();
  const signals = stopOnSignals({ stop, hurry: () => stack?.hurry(), isReady: () => false });
  const failed = [];
  try {
    stack = await openStack({
      home,
      command: 'npm run bench',
      settings: testSettings(),
      base: BASE,
      everything: true,
      reset: true,
      onGivingUp: () => stop().then(() => process.exit(1)),
    });
    await stack.locate();
    await allOf([existsSync(path.join(ROOT, 'node_modules')) ? undefined : stack.packages(), stack.services()]);
    if (names.some((name) => OVER_HTTP.has(name))) await stack.build();
    const env = {
      ...stack.env,
      LOG_LEVEL: 'warn',
      DATABASE_URL: withDatabase(stack.env.DATABASE_URL, 'tablepick_bench'),
    };
    for (const name of names) {
      print(`\n  ${bold(name)}\n`);
      // As the product's own processes are started.
      const args = ['--max-semi-space-size=64', '--import', 'tsx', `bench/${name}.ts`];
      const { code } = await run(process.execPath, args, { cwd: ROOT, env, echo: true, timeoutMs: RUN_MS });
      if (code !== 0) failed.push(name);
    }
  } catch (error) {
    if (!signals.isStopping()) explain(error);
    failed.push('setup');
  }
  if (signals.isStopping()) return;
  await stop();
  if (failed.length > 0) print(`\n  Not as it must be: ${failed.join(', ')}`);
  process.exit(failed.length > 0 ? 1 : 0);
}

main().catch((error) => {
  explain(error);
  process.exit(1);
});
