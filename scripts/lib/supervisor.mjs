import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { notice, Plain, print } from './log.mjs';
import { markOf } from './owner.mjs';
import { signalGroup, sleep, tail } from './proc.mjs';

const RESTARTS_A_MINUTE = 5;
// Apps promise to end within 3 s of SIGTERM; together this stays below 5 s.
const APPS_MS = 3000;
const SERVICES_MS = 1800;

/**
 * Keeps processes alive: starts them, waits until they are ready, starts them again when they die, and stops them in
 * order (apps before the services they use). `onGivingUp` is called once, when one dies too often.
 */
export function createSupervisor({ home, onGivingUp }) {
  const children = new Map();
  let stopping;
  const logFile = (name) => path.join(home, 'logs', `${name}.log`);
  const pidFile = (name) => path.join(home, 'run', `${name}.pid`);

  function launch(child) {
    const { name, command, args, cwd, env } = child.spec;
    const log = openSync(logFile(name), 'a');
    // A group of its own: a Ctrl-C in the terminal reaches only us, and we stop things in order.
    child.process = spawn(command, args, { cwd, env, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    child.exited = new Promise((resolve) => {
      child.process.once('error', (error) => resolve(error.message));
      child.process.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    child.gone = false;
    if (child.process.pid) writeFileSync(pidFile(name), JSON.stringify(markOf(child.process.pid)));
    child.exited.then((reason) => {
      child.gone = true;
      // Whatever it had started itself ends with it.
      if (child.process.pid) signalGroup(child.process.pid, 'SIGKILL');
      if (!stopping && child.isReady) revive(child, reason);
    });
  }

  async function untilReady(child) {
    const { name, ready, readyMs = 60_000 } = child.spec;
    const deadline = Date.now() + readyMs;
    while (!child.gone && !stopping && Date.now() < deadline) {
      if (await ready()) {
        child.isReady = true;
        return;
      }
      await Promise.race([sleep(80), child.exited]);
    }
    if (stopping) throw new Plain('Stopped.');
    const why = child.gone
      ? `ended before it was ready (${await child.exited})`
      : `was not ready within ${readyMs / 1000} s`;
    throw new Plain(`The ${name} ${why}. Its log ends with:\n${tail(logFile(name))}\n    (${logFile(name)})`);
  }

  async function revive(child, reason) {
    const { name } = child.spec;
    child.isReady = false;
    const now = Date.now();
    child.deaths = [...child.deaths.filter((at) => now - at < 60_000), now];
    const end = tail(logFile(name), 8).trim();
    const log = end ? ` Its log ends with:\n    ${end}` : '';
    if (child.deaths.length > RESTARTS_A_MINUTE) {
      print(`\nThe ${name} ended ${child.deaths.length} times within a minute (${reason}).${log}`);
      onGivingUp(name);
      return;
    }
    notice(`the ${name} ended unexpectedly (${reason}); starting it again.${log}`);
    await sleep(50 * 2 ** child.deaths.length);
    if (stopping) return;
    launch(child);
    const failed = await untilReady(child).then(
      () => undefined,
      (error) => error,
    );
    if (stopping) return;
    if (!failed) notice(`the ${name} is back`);
    else if (child.gone) revive(child, await child.exited);
    else {
      signalGroup(child.process.pid, 'SIGKILL');
      revive(child, failed.message);
    }
  }

  async function stopGroup(group, patienceMs) {
    const alive = group.filter((child) => child.process?.pid && !child.gone);
    for (const child of alive) signalGroup(child.process.pid, 'SIGTERM');
    await Promise.race([Promise.all(alive.map((child) => child.exited)), sleep(patienceMs)]);
    for (const child of alive.filter((one) => !one.gone)) {
      notice(`the ${child.spec.name} did not stop by itself`);
      signalGroup(child.process.pid, 'SIGKILL');
    }
    await Promise.all(alive.map((child) => child.exited));
    for (const child of group) rmSync(pidFile(child.spec.name), { force: true });
  }

  async function stopAll() {
    const all = [...children.values()];
    await stopGroup(
      all.filter((child) => !child.spec.service),
      APPS_MS,
    );
    await stopGroup(
      all.filter((child) => child.spec.service),
      SERVICES_MS,
    );
  }

  return {
    /** Starts `spec` (`{ name, command, args, cwd, env, ready, readyMs, service }`) and returns once it is ready. */
    async start(spec) {
      mkdirSync(path.join(home, 'logs'), { recursive: true });
      if (existsSync(logFile(spec.name))) renameSync(logFile(spec.name), `${logFile(spec.name)}.old`);
      const child = { spec, deaths: [], isReady: false };
      children.set(spec.name, child);
      launch(child);
      await untilReady(child);
    },
    /** Stops everything, apps first; within 5 s, by force if need be. */
    stop: () => (stopping ??= stopAll()),
    isStopping: () => Boolean(stopping),
    /** Ends the apps at once; the services still get their time. */
    hurry: () => {
      for (const child of children.values())
        if (!child.spec.service && !child.gone) signalGroup(child.process.pid, 'SIGKILL');
    },
  };
}
