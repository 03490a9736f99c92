#!/usr/bin/env node
import { spawn } from 'node:child_process';
/** `npm run import -- FILE.csv`: reads a licence register into the running TablePick's database, or into its stopped one. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { childEnv, loadSecrets, loadSettings } from './lib/env.mjs';
import { explain, Plain } from './lib/log.mjs';
import { currentOwner } from './lib/owner.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { ROOT } from './lib/sources.mjs';
import { allOf, openStack } from './lib/stack.mjs';

const BASE = { web: 3000, worker: 3001, sandbox: 3100, smtp: 3125, database: 33060, redis: 36380 };
const home = path.join(ROOT, '.tablepick');

/** Runs the import on our own terminal, so that its progress bar is one. */
function runImport(file, rest, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'db/import/main.ts', file, ...rest], {
      cwd: ROOT,
      env,
      stdio: 'inherit',
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function main() {
  const [given, ...rest] = process.argv.slice(2);
  if (!given) throw new Plain('Which file? npm run import -- FILE.csv');
  // npm changes into the project; the name was typed where the user stands.
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (!existsSync(file)) throw new Plain(`There is no file ${file}`);
  const settings = loadSettings(ROOT);
  const owner = currentOwner(home);
  if (owner?.databaseUrl) {
    const { ports, databaseUrl, redisUrl } = owner;
    const env = childEnv({ settings, secrets: loadSecrets(home), ports, databaseUrl, redisUrl, nodeEnv: 'production' });
    return runImport(file, rest, env);
  }
  let stack;
  stopOnSignals({ stop: async () => stack?.stop(), hurry: () => stack?.hurry(), isReady: () => false });
  stack = await openStack({ home, command: 'npm run import', settings, base: BASE, onGivingUp: () => process.exit(1) });
  try {
    await stack.locate();
    await allOf([stack.packages(), stack.services()]);
    await stack.schema();
    return await runImport(file, rest, stack.env);
  } finally {
    await stack.stop();
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    explain(error);
    process.exit(1);
  },
);
