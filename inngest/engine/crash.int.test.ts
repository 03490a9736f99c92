import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, newClient, openBench, until } from './testing/harness';

const CHILD = fileURLToPath(new URL('./testing/crash-child.ts', import.meta.url));
const STEPS = ['one', 'two', 'three', 'four', 'five'];
const RUNS = 30;

let bench: Bench;
let child: ChildProcess | undefined;
let port: number;

beforeAll(async () => {
  bench = await openBench('crash');
  await bench.database.pool.query(
    'CREATE TABLE trial_marks (id INT AUTO_INCREMENT PRIMARY KEY, n INT NOT NULL, step VARCHAR(20) NOT NULL, token CHAR(36) NOT NULL)',
  );
  port = await freePort();
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await bench?.close();
});

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as { port: number };
  server.close();
  return free;
}

async function startWorker(): Promise<void> {
  const args = ['--import', 'tsx', CHILD, bench.database.url, String(port), bench.keys.eventKey, bench.keys.signingKey];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  await Promise.race([
    once(started.stdout, 'data'),
    once(started, 'exit').then(() => Promise.reject(new Error('the worker did not start'))),
  ]);
}

async function killWorker(): Promise<void> {
  const dying = child as ChildProcess;
  dying.kill('SIGKILL');
  await once(dying, 'exit');
}

const rows = async <Row>(sql: string): Promise<Row[]> => (await bench.database.pool.query(sql))[0] as Row[];
const countMarks = async () => (await rows<{ n: number }>('SELECT COUNT(*) AS n FROM trial_marks'))[0]?.n ?? 0;

describe('a worker killed with SIGKILL', () => {
  it('leaves runs that go on where they were: every step done, none lost, few repeated', {
    timeout: 90_000,
  }, async () => {
    await startWorker();
    const client = newClient(`http://127.0.0.1:${port}`, bench.keys);
    await client.send(Array.from({ length: RUNS }, (_, n) => ({ name: 't/chain', data: { n } })));
    const killedAt: number[] = [];
    for (const after of [10, 60, 95]) {
      await until(`${after} steps ran`, async () => (await countMarks()) >= after, 20_000);
      await killWorker();
      killedAt.push(await countMarks());
      await startWorker();
    }
    const restarted = Date.now();
    await until('all runs completed', async () => (await completed()).length === RUNS, 30_000);
    // The dead worker's leases (15 s) were taken back at the start, not waited for.
    expect(Date.now() - restarted).toBeLessThan(12_000);
    await expectConsistent();
    const repeated = (await countMarks()) - RUNS * STEPS.length;
    // Only what was under way at a kill may run again: at most one step of each run and kill.
    expect(repeated).toBeLessThanOrEqual(killedAt.length * RUNS);
    await killWorker();
  });
});

const completed = () => rows<{ result: string }>("SELECT result FROM engine_runs WHERE status = 'completed'");

/** The results a run went on with are results its steps gave, and the steps came in order. */
async function expectConsistent(): Promise<void> {
  const marks = await rows<{ n: number; step: string; token: string }>(
    'SELECT n, step, token FROM trial_marks ORDER BY id',
  );
  const byToken = new Map(marks.map((mark) => [mark.token, mark]));
  const seen = new Set<number>();
  for (const { result } of await completed()) {
    const used = (JSON.parse(result) as string[]).map((token) => byToken.get(token));
    expect(used.map((mark) => mark?.step)).toEqual(STEPS);
    expect(new Set(used.map((mark) => mark?.n)).size).toBe(1);
    seen.add(used[0]?.n ?? -1);
  }
  expect(seen.size).toBe(RUNS);
  for (const n of seen) {
    const own = marks.filter((mark) => mark.n === n).map((mark) => STEPS.indexOf(mark.step));
    expect(own).toEqual([...own].sort((a, b) => a - b));
  }
}
