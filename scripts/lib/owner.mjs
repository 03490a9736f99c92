import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Plain } from './log.mjs';
import { readJson, signalGroup, sleep } from './proc.mjs';

const linux = process.platform === 'linux';

/** When a process started, as its system tells it: with the number it names one process for good. Undefined if it is gone. */
export function startedAt(pid) {
  try {
    if (!linux)
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** True while the very process that wrote `mark` (`{ pid, started }`) lives. */
export const isAlive = (mark) => Boolean(mark?.pid && mark.started && startedAt(mark.pid) === mark.started);

export const markOf = (pid) => ({ pid, started: startedAt(pid) });

/** Who uses this folder's services now: `{ pid, command, url, ports … }`, or undefined. */
export function currentOwner(home) {
  const owner = readJson(path.join(home, 'run/owner.json'));
  return isAlive(owner) ? owner : undefined;
}

/** Makes this process the owner of `home`; refuses when another one that lives is. Call `update` to add what others may read. */
export async function own(home, command) {
  mkdirSync(path.join(home, 'run'), { recursive: true });
  const file = path.join(home, 'run/owner.json');
  const mine = { ...markOf(process.pid), command };
  const refuse = (owner) => {
    const where = owner.url ? ` at ${owner.url}` : '';
    throw new Plain(
      `TablePick is already running${where} (${owner.command}, process ${owner.pid}). Stop that one first.`,
    );
  };
  const write = (data) => {
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(data), { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  };
  const before = currentOwner(home);
  if (before) refuse(before);
  write(mine);
  // Two starts in the same moment: the last to write owns the folder, the other one sees it here.
  await sleep(100);
  const now = readJson(file);
  if (now?.pid !== process.pid) refuse(now ?? { command: 'another command', pid: 0 });
  return {
    update: (more) => write(Object.assign(mine, more)),
    release: () => rmSync(file, { force: true }),
  };
}

const SERVERS = /^(mysqld|mariadbd|redis-server|valkey-server|redis-check-rdb|valkey-check-rdb)$/;

function ancestors() {
  const pids = new Set([process.pid]);
  let pid = process.ppid;
  while (pid > 1 && !pids.has(pid)) {
    pids.add(pid);
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  }
  return pids;
}

/** A process belongs to `home` when it was started for it (TABLEPICK_HOME) or is a server working inside of it. */
function belongs(pid, home) {
  try {
    if (readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`TABLEPICK_HOME=${home}`)) return true;
    const program = path.basename(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/)[0]);
    if (!SERVERS.test(program)) return false;
    // Exactly these: below `.tablepick/` lie also the folders of other stacks, such as `test`.
    return [home, path.join(home, 'mysql'), path.join(home, 'redis')].includes(readlinkSync(`/proc/${pid}/cwd`));
  } catch {
    return false;
  }
}

/** Processes that an earlier run left behind: `[{ pid, server }]`, servers being databases, which must end last. */
export function findOrphans(home) {
  let pids;
  if (linux) {
    const own = ancestors();
    pids = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => !own.has(pid) && belongs(pid, home));
  } else {
    const folder = path.join(home, 'run');
    const marks = readdirSync(folder)
      .filter((name) => name.endsWith('.pid'))
      .map((name) => readJson(path.join(folder, name)));
    pids = marks.filter(isAlive).map((mark) => mark.pid);
  }
  return pids.map((pid) => ({ pid, server: SERVERS.test(programOf(pid)) }));
}

function programOf(pid) {
  try {
    const command = linux
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return path.basename(command.split(/[\0 ]/)[0]);
  } catch {
    return '';
  }
}

async function end(pids, patienceMs) {
  const marks = pids.map(markOf);
  const signal = (pid, name) => signalGroup(pid, name) || safeKill(pid, name);
  for (const pid of pids) signal(pid, 'SIGTERM');
  const deadline = Date.now() + patienceMs;
  while (marks.some(isAlive) && Date.now() < deadline) await sleep(50);
  for (const mark of marks.filter(isAlive)) signal(mark.pid, 'SIGKILL');
  while (marks.some(isAlive)) await sleep(20);
}

function safeKill(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Ends what an earlier run left behind, databases last and with time to write. Returns how many there were. */
export async function sweep(home) {
  const orphans = findOrphans(home);
  await end(
    orphans.filter((orphan) => !orphan.server).map((orphan) => orphan.pid),
    3000,
  );
  await end(
    orphans.filter((orphan) => orphan.server).map((orphan) => orphan.pid),
    15_000,
  );
  const folder = path.join(home, 'run');
  for (const name of readdirSync(folder)) if (name.endsWith('.pid')) rmSync(path.join(folder, name), { force: true });
  return orphans.length;
}
