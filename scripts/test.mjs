#!/usr/bin/env node
/**
 * `npm test`: from a fresh clone to one line `N passed, N failed`. `-- --only check|unit|e2e` runs a part; `-- NAME` runs
 * the vitest files with that name. Uses DATABASE_URL and Redis variables when they are set, else private instances.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './lib/browser.mjs';
import { CHECKS, runChecks } from './lib/checks.mjs';
import { countPlaywright, countVitest, sum } from './lib/counts.mjs';
import { namedInngest, testSettings } from './lib/env.mjs';
import { accent, bold, explain, Plain, print, step } from './lib/log.mjs';
import { readJson, run } from './lib/proc.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { ROOT } from './lib/sources.mjs';
import { withDatabase } from './lib/sql.mjs';
import { allOf, bringUp, openStack } from './lib/stack.mjs';

const BASE = { web: 3200, worker: 3201, sandbox: 3300, smtp: 3325, database: 33160, redis: 36480 };
const PARTS = ['check', 'unit', 'e2e'];
const RUNNER_MS = 30 * 60_000;
const home = path.join(ROOT, '.tablepick/test');
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);

function readArguments(args) {
  const at = args.indexOf('--only');
  const only = at >= 0 ? args[at + 1] : undefined;
  if (at >= 0 && !PARTS.includes(only)) throw new Plain(`--only takes one of: ${PARTS.join(', ')}`);
  const filters = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  if (only) return { parts: [only], filters };
  return { parts: filters.length > 0 ? ['unit'] : PARTS, filters };
}

const headline = (text) => print(`\n  ${bold(text)}\n`);

async function check() {
  headline('check');
  const results = await runChecks(CHECKS);
  const passed = results.filter((result) => result.ok).length;
  return { passed, failed: results.length - passed };
}

/** Runs one test runner on our own terminal and reads the report it leaves. */
async function runner(program, args, env, report, count) {
  rmSync(report, { force: true });
  const { code } = await run(bin(program), args, { cwd: ROOT, env, echo: true, timeoutMs: RUNNER_MS });
  return count(readJson(report), code);
}

function unit(stack, filters) {
  headline('unit and integration tests');
  const report = path.join(home, 'vitest.json');
  const env = {
    LOG_LEVEL: 'silent',
    ...stack.env,
    ...namedInngest(),
    NODE_ENV: 'test',
    DATABASE_URL: withDatabase(stack.env.DATABASE_URL, 'tablepick_test'),
  };
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters];
  return runner('vitest', args, env, report, countVitest);
}

async function e2e(stack, browser, filters) {
  headline('browser tests');
  stack.switchDatabase(withDatabase(stack.env.DATABASE_URL, 'tablepick_test_e2e'));
  await bringUp(stack, { fresh: true });
  const report = path.join(home, 'playwright.json');
  const env = {
    ...stack.env,
    NODE_ENV: 'test',
    BASE_URL: stack.env.APP_URL,
    SANDBOX_URL: `http://localhost:${stack.ports.sandbox}`,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    ...(browser && { CHROMIUM_PATH: browser }),
  };
  return runner('playwright', ['test', '--reporter=list,json', ...filters], env, report, countPlaywright);
}

/** One part's counts; a part that cannot even run is one failure, explained. */
async function counted(work) {
  try {
    return await work();
  } catch (error) {
    explain(error);
    return { passed: 0, failed: 1 };
  }
}

async function main() {
  const { parts, filters } = readArguments(process.argv.slice(2));
  print(`\n  ${accent(bold('TablePick'))} tests`);
  print();
  const settings = testSettings();
  mkdirSync(home, { recursive: true });
  let stack;
  const stop = async () => stack?.stop();
  const signals = stopOnSignals({ stop, hurry: () => stack?.hurry(), isReady: () => false });
  const counts = [];
  let browser;
  try {
    stack = await openStack({
      home,
      command: 'npm test',
      settings,
      base: BASE,
      everything: true,
      // Each run begins with empty services.
      reset: true,
      onGivingUp: () => stop().then(() => process.exit(1)),
    });
    const needs = (part) => parts.includes(part);
    const needsServices = needs('unit') || needs('e2e');
    if (needsServices) await stack.locate();
    const packages = stack.packages();
    const findBrowser = async (say) => {
      browser = await ensureBrowser({
        root: ROOT,
        settings,
        log: path.join(home, 'logs/apt-browser.log'),
        say,
        packages,
      });
      return browser ?? 'playwright’s own Chromium';
    };
    await allOf([packages, needsServices && stack.services(), needs('e2e') && step('browser', findBrowser)]);
    if (needs('check')) counts.push(await counted(check));
    if (needs('unit')) counts.push(await counted(() => unit(stack, filters)));
    if (needs('e2e')) counts.push(await counted(() => e2e(stack, browser, filters)));
  } catch (error) {
    if (!signals.isStopping()) explain(error);
    counts.push({ passed: 0, failed: 1 });
  }
  if (signals.isStopping()) return;
  await stop();
  const { passed, failed } = sum(counts);
  print(`\n${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

main().catch((error) => {
  explain(error);
  print('\n0 passed, 1 failed');
  process.exit(1);
});
