import { availableParallelism } from 'node:os';
import { copyEnvironment } from '@/env';
import { openBench, until } from './harness';

const RUNS = 600;
const SINGLE = 60;
const print = (line: string) => process.stdout.write(`${line}\n`);
const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/**
 * Measures three-step runs on a fresh database: how many a second when many wait, and how long one takes when the engine is
 * idle. `DATABASE_URL=mysql://… node --import tsx inngest/engine/testing/measure.ts`
 */
async function main(): Promise<void> {
  copyEnvironment();
  const bench = await openBench('measure', true);
  const lasted: number[] = [];
  const body = async ({
    event,
    step,
  }: {
    event: { data: { n: number; sentAt: number } };
    step: { run: (id: string, fn: () => number) => Promise<number> };
  }) => {
    const a = await step.run('one', () => event.data.n);
    const b = await step.run('two', () => a + 1);
    const c = await step.run('three', () => b + 1);
    lasted.push(Date.now() - event.data.sentAt);
    return c;
  };
  const free = bench.client.createFunction({ id: 'free', triggers: [{ event: 't/free' }] }, body as never);
  const keyed = bench.client.createFunction(
    { id: 'keyed', concurrency: { limit: 1, key: 'event.data.n' }, triggers: [{ event: 't/keyed' }] },
    body as never,
  );
  const engine = await bench.launch([free, keyed], { pollMs: 200 });
  /** Statements and commits of the whole server so far. */
  const counted = async () => {
    const [rows] = await bench.database.pool.query(
      "SHOW GLOBAL STATUS WHERE Variable_name IN ('Questions', 'Handler_commit', 'Com_commit')",
    );
    return Object.fromEntries(
      (rows as { Variable_name: string; Value: string }[]).map((row) => [row.Variable_name, Number(row.Value)]),
    );
  };
  const send = (name: string, count: number) =>
    bench.client.send(Array.from({ length: count }, (_, n) => ({ name, data: { n, sentAt: Date.now() } })));
  const [[server]] = (await bench.database.pool.query('SELECT VERSION() AS version')) as unknown as [
    [{ version: string }],
  ];
  print(`${server.version}, ${availableParallelism()} cores, Node ${process.version}`);
  await send('t/free', 100);
  await until('warm', () => lasted.length === 100, 60_000);
  for (const name of ['t/free', 't/keyed']) {
    lasted.length = 0;
    const { transactions } = engine.stats();
    const before = await counted();
    const [began, cpu] = [Date.now(), process.cpuUsage()];
    await send(name, RUNS);
    await until('all ran', () => lasted.length === RUNS, 120_000);
    const seconds = (Date.now() - began) / 1_000;
    const used = process.cpuUsage(cpu);
    const cpuMs = (used.user + used.system) / 1e3;
    const after = await counted();
    const per = (what: string) => (((after[what] ?? 0) - (before[what] ?? 0)) / RUNS).toFixed(2);
    print(
      `${name}: ${Math.round(RUNS / seconds)} runs/s, ${(cpuMs / RUNS).toFixed(1)} ms of processor a run, ${per('Questions')} statements and ${per('Com_commit')} commits a run, ${engine.stats().transactions - transactions} transactions`,
    );
  }
  lasted.length = 0;
  for (let n = 0; n < SINGLE; n++) {
    await send('t/free', 1);
    await until('it ran', () => lasted.length === n + 1);
  }
  const sorted = lasted.toSorted((a, b) => a - b);
  print(`one run alone, from sending its event: p50 ${at(sorted, 0.5)} ms, p95 ${at(sorted, 0.95)} ms`);
  print(`transactions run again: ${engine.stats().repeated}`);
  await bench.close();
}

await main();
