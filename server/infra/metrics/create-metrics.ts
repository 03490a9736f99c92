import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** From a millisecond to ten seconds: what a caller may wait for a hold, from not noticing to giving up. */
export const WAIT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
export const BATCH_COMMANDS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const CALL_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** How a pool of connections stands, as `poolUse` of the database tells it. */
type PoolUse = { limit: number; used: number; free: number; waiting: number };

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * The metrics of one process, in Prometheus' own terms: seconds, `…_total` for what only grows. No label takes more values
 * than there are procedures and codes; restaurants and people are never one.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const holds = holdMetrics(registry);
  const calls = new Histogram({
    name: 'tablepick_call_seconds',
    help: 'API calls by procedure and outcome: OK, or the code of the refusal',
    labelNames: ['procedure', 'outcome'],
    buckets: CALL_SECONDS,
    registers,
  });
  const pages = new Histogram({
    name: 'tablepick_http_request_seconds',
    help: 'Requests that are no API calls, by part (page, static, api) and class of status',
    labelNames: ['part', 'status'],
    buckets: CALL_SECONDS,
    registers,
  });
  // A label's values are put together once, not at every call.
  const children = new Map<string, { observe(seconds: number): void }>();
  const childOf = (histogram: typeof calls | typeof pages, a: string, b: string) => {
    const key = `${a} ${b}`;
    const child = children.get(key) ?? histogram.labels(a, b);
    children.set(key, child);
    return child;
  };
  return {
    registry,
    holds,
    /** An API call has its outcome. */
    called(procedure: string, outcome: string, ms: number): void {
      childOf(calls, procedure, outcome).observe(ms / 1000);
    },
    /** A request that was no API call has its answer. */
    answered(path: string, status: number, ms: number): void {
      const part = path.startsWith('/_next/') ? 'static' : path.startsWith('/api/') ? 'api' : 'page';
      childOf(pages, part, `${Math.floor(status / 100)}xx`).observe(ms / 1000);
    },
    /** Tells of pools whenever somebody asks, by the names given. */
    watchPools: (pools: Record<string, () => PoolUse>) => watchPools(registry, pools),
    /** Tells how many hold commands wait whenever somebody asks. */
    watchQueue(queued: () => number): void {
      const gauge: Gauge = new Gauge({
        name: 'tablepick_hold_queued_commands',
        help: 'Hold commands that wait for the writer',
        registers,
        collect: () => gauge.set(queued()),
      });
    },
    /** Processor time, memory, event-loop lag, garbage collection: prom-client's own. Once a process. */
    watchProcess: () => collectDefaultMetrics({ register: registry }),
  };
}

/** What the hold writer tells as it works (a `HoldObserver`), counted. */
function holdMetrics(registry: Registry) {
  const registers = [registry];
  const seconds = (name: string, help: string) =>
    new Histogram({ name: `tablepick_hold_${name}_seconds`, help, buckets: WAIT_SECONDS, registers });
  const count = <L extends string>(name: string, help: string, label: L) =>
    new Counter({ name: `tablepick_hold_${name}_total`, help, labelNames: [label], registers });
  const wait = seconds('wait', 'How long the oldest command of a batch had waited for the writer');
  const lock = seconds('lock', 'Until a batch had its locks and facts');
  const commit = seconds('commit', 'Until the writes of a batch were committed');
  const leaseWait = seconds('lease_wait', 'How long a batch waited for the lease of a hot day');
  const size = new Histogram({
    name: 'tablepick_hold_batch_commands',
    help: 'Commands decided in one transaction',
    buckets: BATCH_COMMANDS,
    registers,
  });
  const commands = count('commands', 'Commands by outcome: accepted, refused, busy', 'outcome');
  const retries = count('retries', 'Batches that ran again, by reason', 'reason');
  const leases = count('leases', 'Leases asked for: taken, missed, no-answer', 'outcome');
  const gate = count('gate', 'The sold-out gate: refused, closed, opened', 'outcome');
  return {
    batch(batch: { size: number; refused: number; waitMs: number; lockMs: number; commitMs: number }): void {
      size.observe(batch.size);
      wait.observe(batch.waitMs / 1000);
      lock.observe(batch.lockMs / 1000);
      // A batch of refusals only has nothing to commit.
      if (batch.commitMs > 0) commit.observe(batch.commitMs / 1000);
      commands.inc({ outcome: 'accepted' }, batch.size - batch.refused);
      commands.inc({ outcome: 'refused' }, batch.refused);
    },
    retry: (reason: string) => retries.inc({ reason }),
    lease(outcome: 'taken' | 'missed' | 'no-answer', waitMs: number): void {
      leases.inc({ outcome });
      leaseWait.observe(waitMs / 1000);
    },
    gate: (outcome: 'refused' | 'closed' | 'opened') => gate.inc({ outcome }),
    busy: () => commands.inc({ outcome: 'busy' }),
  };
}

function watchPools(registry: Registry, pools: Record<string, () => PoolUse>): void {
  const registers = [registry];
  const labelNames = ['pool'] as const;
  const of = (name: string, help: string, read: (use: PoolUse) => number) => {
    const gauge: Gauge<'pool'> = new Gauge({
      name: `tablepick_database_${name}`,
      help,
      labelNames,
      registers,
      collect: () => {
        for (const [pool, use] of Object.entries(pools)) gauge.set({ pool }, read(use()));
      },
    });
  };
  of('connections_limit', 'Connections a pool may open', (use) => use.limit);
  of('connections_used', 'Connections at work', (use) => use.used);
  of('connections_free', 'Open connections at rest', (use) => use.free);
  of('connection_waiters', 'Callers that wait for a connection', (use) => use.waiting);
}
