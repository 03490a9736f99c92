#!/usr/bin/env node
/**
 * `npm start`: from a fresh clone to a running TablePick. `--dev` runs the web process on sources, `--reset` starts over
 * with fresh data (asks first; `--yes` answers), `--demo-opening` lets a famous counter open a date two minutes later, with
 * 500 simulated people in line.
 */
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { loadSettings } from './lib/env.mjs';
import { accent, bold, dim, explain, notice, Plain, print, step } from './lib/log.mjs';
import { readJson } from './lib/proc.mjs';
import { ownDatabase } from './lib/services.mjs';
import { stopOnSignals } from './lib/signals.mjs';
import { ROOT } from './lib/sources.mjs';
import { allOf, bringUp, openStack } from './lib/stack.mjs';

const BASE = { web: 3000, worker: 3001, sandbox: 3100, smtp: 3125, database: 33060, redis: 36380 };
const FLAGS = ['--dev', '--reset', '--yes', '--demo-opening'];
const CROWD = 500;
const since = Date.now();

function readFlags(args) {
  const unknown = args.find((arg) => !FLAGS.includes(arg));
  if (unknown) throw new Plain(`npm start knows no ${unknown}. It takes: -- ${FLAGS.join(' ')}`);
  return {
    dev: args.includes('--dev'),
    reset: args.includes('--reset'),
    yes: args.includes('--yes'),
    demoOpening: args.includes('--demo-opening'),
  };
}

async function confirmReset(settings, yes) {
  if (!ownDatabase(settings))
    throw new Plain(
      '--reset only removes data that TablePick keeps in .tablepick/; your database is named by DATABASE_URL and stays as it is.',
    );
  if (yes) return;
  if (!process.stdin.isTTY)
    throw new Plain('--reset deletes all bookings of this demo. Add --yes to say that you mean it.');
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await reader.question('  This deletes all bookings in .tablepick/. Start over? [y/N] ');
  reader.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Plain('Nothing was changed.');
}

/** Prepares the opening and sends the people, who end by themselves. Returns what there is to say. */
async function openSoon(stack) {
  const file = path.join(ROOT, '.tablepick/run/opening.json');
  await step(
    'opening',
    async () => void (await stack.script('opening', 'db/seed/open-soon-main.ts', file, String(CROWD))),
  );
  const { restaurant, opensAtMs, roomId } = readJson(file);
  stack
    .script('crowd', 'sandbox/crowd/main.ts', file)
    .catch(() => notice('the people of the demo opening went home early'));
  const at = new Date(opensAtMs).toTimeString().slice(0, 5);
  return `${restaurant.name} opens at ${at}, ${CROWD} people come: ${stack.env.APP_URL}/line/${roomId}`;
}

function welcome(stack, opening) {
  const { APP_URL } = stack.env;
  const row = (name, text) => print(`  ${dim(name.padEnd(10))} ${text}`);
  print();
  row('open', bold(APP_URL));
  if (stack.sandbox.mail) row('mailbox', `http://localhost:${stack.ports.sandbox}/mail`);
  if (stack.sandbox.signIn) {
    row('sign in as', 'Kim Minji, diner · Park Jiho, owner · Lee Seoyeon, operator: one click each, no password');
  }
  if (opening) row('opening', bold(opening));
  row('stop', 'Ctrl-C');
  print();
  print(`TablePick is ready: ${APP_URL} (${Math.round((Date.now() - since) / 1000)} s)`);
}

async function main() {
  const { dev, reset, yes, demoOpening } = readFlags(process.argv.slice(2));
  const settings = loadSettings(ROOT);
  print();
  print(`  ${accent(bold('TablePick'))}`);
  print();
  if (reset) await confirmReset(settings, yes);
  let stack;
  let ready = false;
  const stop = async () => stack?.stop();
  const signals = stopOnSignals({ stop, hurry: () => stack?.hurry(), isReady: () => ready });
  try {
    stack = await openStack({
      home: path.join(ROOT, '.tablepick'),
      command: dev ? 'npm run dev' : 'npm start',
      settings,
      base: BASE,
      dev,
      reset,
      onGivingUp: () => stop().then(() => process.exit(1)),
    });
    await stack.locate();
    await allOf([stack.packages(), stack.services()]);
    await bringUp(stack);
    if (signals.isStopping()) return;
    const opening = demoOpening ? await openSoon(stack) : undefined;
    stack.owner.update({ url: stack.env.APP_URL });
    ready = true;
    welcome(stack, opening);
  } catch (error) {
    // Ended by a signal: what fails now fails because of it.
    if (signals.isStopping()) return;
    explain(error);
    await stop();
    process.exit(1);
  }
}

main().catch((error) => {
  explain(error);
  process.exit(1);
});
