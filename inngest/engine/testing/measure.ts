import { availableParallelism } from 'node:os';
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
  const bench = await openBench('measure');
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
    const [began, cpu] = [Date.now(), process.cpuUsage()];
    await send(name, RUNS);
    await until('all ran', () => lasted.length === RUNS, 120_000);
    const seconds = (Date.now() - began) / 1_000;
    const used = process.cpuUsage(cpu);
    const share = ((used.user + used.system) / 1e6 / seconds) * 100;
    print(
      `${name}: ${Math.round(RUNS / seconds)} runs/s, ${engine.stats().transactions - transactions} transactions, ${Math.round(share)} % of a core`,
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
