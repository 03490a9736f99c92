import { applyAnswer, applyCheckpoint, type Checkpointed } from './apply';
import { createBatcher, type Job } from './batch';
import { createCaller, fetchRegistration, leaseName, loadRuns, type RunInput } from './call';
import { createCheckpointApi, isCheckpoint } from './checkpoint';
import { readFunctions } from './config';
import { readSchedules, registerCrons, type Schedule, tick } from './cron';
import { serverBackoffMs } from './duration';
import { createEventApi } from './http';
import { newInstance, register, renew, unregister } from './instances';
import { type Applied, applyTimer, applyUndeliverable, type Leased } from './lease';
import { LIMITS } from './limits';
import { registerPlaces } from './places';
import { claim, type Item } from './queue';
import { prune } from './retention';
import { createStore, type Tx } from './store';
import type { Engine, EngineOptions, EngineStats, FunctionConfig, Op } from './types';
import { newWork, type Work } from './work';

const PRUNE_EVERY_MS = 600_000;
/** With work waiting, more is fetched when the calls under way have fallen to this part of `maxInflight`. */
const REFILL_AT = 0.75;
const SILENT = { info() {}, warn() {}, error() {} };

/** Makes an embedded executor over `options.pool`; nothing happens until `start`. */
export function createEngine(options: EngineOptions): Engine {
  return new EmbeddedEngine(options);
}

class EmbeddedEngine implements Engine {
  readonly #options;
  readonly #store;
  readonly #claimStore;
  /** Heartbeats and clearing up: neither waits for the work, nor holds it up. */
  readonly #upkeepStore;
  readonly #batch: <T>(job: Job<T>) => Promise<T>;
  readonly #call;
  readonly #api;
  readonly #checkpointApi;
  readonly #self = newInstance();
  readonly #inflight = new Map<Item, Promise<void>>();
  /** Leases of calls that were told to end, and whose answer is here already. */
  readonly #ended = new Set<string>();
  #functions: ReadonlyMap<string, FunctionConfig> = new Map();
  #schedules: Schedule[] = [];
  #state: 'new' | 'running' | 'stopping' | 'stopped' = 'new';
  #timers: NodeJS.Timeout[] = [];
  #pump: Promise<void> = Promise.resolve();
  /** The last look into the queue found no room for more calls. */
  #full = false;
  #signal: { wake: () => void; woken: boolean } = { wake: () => {}, woken: false };
  #counters = { calls: 0, runsStarted: 0, runsFinished: 0, lostLeases: 0 };

  constructor(options: EngineOptions) {
    this.#options = {
      backoff: serverBackoffMs,
      pollMs: 200,
      leaseMs: 15_000,
      maxInflight: 64,
      drainMs: 2_000,
      retentionDays: 30,
      clock: Date.now,
      logger: SILENT,
      ...options,
    };
    if (this.#options.retentionDays < 1)
      throw new Error('retentionDays must be at least 1: event ids are remembered that long');
    this.#store = createStore(options.pool, 1);
    this.#claimStore = createStore(options.pool, 1);
    this.#upkeepStore = createStore(options.pool, 1);
    this.#batch = createBatcher({
      store: this.#store,
      open: (tx, ended) => this.#open(tx, ended),
      committed: (work) => this.#committed(work),
    });
    this.#call = createCaller(this.#options);
    this.#api = createEventApi({
      eventKey: options.eventKey,
      clock: this.#options.clock,
      accept: (events) => this.#batch({ events }),
      // Before the functions are known an event would start nothing; after the end nobody would store it.
      accepting: () => this.#state === 'running' || this.#state === 'stopping',
      failed: (error) => this.#options.logger.error({ err: error }, 'events could not be stored'),
    });
    this.#checkpointApi = createCheckpointApi({
      signingKey: options.signingKey,
      accept: (leased, ops) => this.#checkpoint(leased, ops),
      failed: (error) => this.#options.logger.error({ err: error }, 'a checkpoint could not be stored'),
    });
  }

  async start(): Promise<void> {
    if (this.#state !== 'new') throw new Error('This engine was started before; make a new one');
    const { clock, leaseMs, logger, retentionDays } = this.#options;
    const configs = readFunctions(await fetchRegistration(this.#options));
    this.#functions = new Map(configs.map((fn) => [fn.id, fn]));
    const freed = await this.#store.transact(async (tx) => {
      const now = clock();
      await registerPlaces(tx);
      return register(tx, this.#self, now, leaseMs * 2);
    });
    this.#schedules = await this.#store.transact((tx) => registerCrons(tx, this.#functions, clock()));
    this.#state = 'running';
    this.#every(leaseMs / 3, () => this.#renew());
    this.#every(PRUNE_EVERY_MS, () =>
      prune(this.#upkeepStore, retentionDays, clock(), () => this.#state === 'running'),
    );
    this.#pump = this.#run();
    logger.info({ functions: this.#functions.size, takenBack: freed }, 'engine started');
  }

  async stop(): Promise<void> {
    if (this.#state !== 'running') return;
    this.#state = 'stopping';
    for (const timer of this.#timers) clearInterval(timer);
    this.wake();
    await this.#pump;
    await this.#drain();
    await this.#upkeepStore.transact((tx) => unregister(tx, this.#self, this.#options.clock()));
    this.#state = 'stopped';
    this.#options.logger.info({ givenBack: this.#inflight.size }, 'engine stopped');
  }

  async #drain(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let patient = true;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#options.drainMs);
    }).then(() => {
      patient = false;
    });
    while (patient && this.#inflight.size > 0) {
      await Promise.race([Promise.allSettled(this.#inflight.values()), patience]);
    }
    clearTimeout(timer);
  }

  handleHttp(request: Request): Promise<Response> {
    return isCheckpoint(new URL(request.url).pathname) ? this.#checkpointApi(request) : this.#api(request);
  }

  wake(): void {
    this.#signal.woken = true;
    this.#signal.wake();
  }

  stats(): EngineStats {
    const counts = [this.#store, this.#claimStore, this.#upkeepStore].map((store) => store.counts());
    return {
      instanceId: this.#self.id,
      running: this.#state === 'running',
      inflight: this.#inflight.size,
      ...this.#counters,
      transactions: counts.reduce((sum, one) => sum + one.transactions, 0),
      repeated: counts.reduce((sum, one) => sum + one.repeated, 0),
    };
  }

  #every(ms: number, task: () => Promise<unknown>): void {
    const timer = setInterval(() => {
      task().catch((error) => this.#options.logger.error({ err: error }, 'engine upkeep failed'));
    }, ms);
    timer.unref();
    this.#timers.push(timer);
  }

  #renew(): Promise<void> {
    const { clock, leaseMs } = this.#options;
    return this.#upkeepStore.transact((tx) =>
      renew(
        tx,
        this.#self,
        [...this.#inflight.keys()].map((item) => item.id),
        clock(),
        leaseMs,
      ),
    );
  }

  #open(tx: Tx, ended: number): Work {
    const { backoff, clock, leaseMs } = this.#options;
    const lease = { owner: this.#self.id, ms: leaseMs };
    const room = this.#state === 'running' ? ended : 0;
    return newWork(tx, { functions: this.#functions, backoff, lease, room, clock });
  }

  async #committed(work: Work): Promise<void> {
    this.#counters.runsStarted += work.started;
    this.#counters.runsFinished += work.finished;
    if (work.due) this.wake();
    await this.#beginAll(work.handed);
  }

  async #checkpoint(leased: Leased, ops: Op[]): Promise<Checkpointed> {
    const last = this.#state !== 'running';
    const body = (work: Work) => applyCheckpoint(work, leased, ops, last);
    const done = await this.#batch({ runId: leased.runId, body });
    const ours = [...this.#inflight.keys()].some((item) => leaseName(item) === leaseName(leased));
    if (done === 'applied' && ours) this.#ended.add(leaseName(leased));
    return done;
  }

  /** Looks for what is due, again and again, until the engine is stopped. */
  async #run(): Promise<void> {
    const { pollMs, logger } = this.#options;
    while (this.#state === 'running') {
      const { woken } = this.#signal;
      this.#signal.woken = false;
      let pause = pollMs;
      try {
        await this.#tickCrons();
        if (await this.#claimDue(woken)) continue;
      } catch (error) {
        logger.error({ err: error }, 'the engine could not read its queue');
        pause = Math.max(pollMs, 1_000);
      }
      await this.#sleep(pause);
    }
  }

  #sleep(ms: number): Promise<void> {
    if (this.#signal.woken || this.#state !== 'running') return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#signal.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #tickCrons(): Promise<void> {
    const now = this.#options.clock();
    const due = this.#schedules.filter((schedule) => schedule.nextAt <= now);
    if (due.length === 0) return;
    for (const schedule of due) await this.#batch({ body: (work) => tick(work, schedule) });
    this.#schedules = (await readSchedules(this.#store)).filter((schedule) => this.#functions.has(schedule.functionId));
  }

  /** Claims and starts what is due. Answers whether there may be more for which there is room. */
  async #claimDue(woken: boolean): Promise<boolean> {
    const { clock, leaseMs, maxInflight, logger } = this.#options;
    const limit = maxInflight - this.#inflight.size;
    this.#full = limit <= 0;
    if (this.#full || !(woken || (await this.#isDue()))) return false;
    const claimed = await this.#claimStore.transact((tx) =>
      claim(tx, { now: clock(), limit, owner: this.#self.id, leaseMs, functions: this.#functions }),
    );
    if (claimed.unknown.length > 0) {
      logger.warn({ functions: claimed.unknown }, 'there is work for functions this worker does not have');
    }
    if (claimed.items.length === 0) return claimed.more;
    await this.#beginAll(claimed.items);
    return claimed.more;
  }

  async #beginAll(items: Item[]): Promise<void> {
    const calls = items.filter((item) => item.kind === 'call').map((item) => item.runId);
    const inputs = await loadRuns(this.#store, [...new Set(calls)]);
    for (const item of items) this.#begin(item, inputs.get(item.runId));
  }

  async #isDue(): Promise<boolean> {
    const [first] = await this.#store.rows<{ at: number | null }>('SELECT MIN(available_at) AS at FROM engine_queue');
    return first !== undefined && first.at !== null && Number(first.at) <= this.#options.clock();
  }

  #begin(item: Item, input: RunInput | undefined): void {
    const done = this.#process(item, input)
      .then((applied) => {
        if (applied === 'lost') this.#counters.lostLeases++;
      })
      .catch((error) => {
        // Nothing was written: the item is due again when its lease ends.
        this.#options.logger.error(
          { err: error, runId: item.runId, functionId: item.functionId },
          'an answer could not be applied',
        );
      })
      .finally(() => {
        this.#inflight.delete(item);
        // Some at a time: fetching one call for each that ends would be a transaction each.
        if (this.#full && this.#inflight.size <= this.#options.maxInflight * REFILL_AT) this.wake();
      });
    this.#inflight.set(item, done);
  }

  async #process(item: Item, input: RunInput | undefined): Promise<Applied> {
    const apply = (body: (work: Work) => Promise<Applied>) => this.#batch({ runId: item.runId, ends: true, body });
    if (item.kind !== 'call') return apply((work) => applyTimer(work, item));
    if (item.deliveries > LIMITS.deliveries) return apply((work) => applyUndeliverable(work, item));
    if (!input) return 'lost';
    this.#counters.calls++;
    const answer = await this.#call(item, input, this.#functions.get(item.functionId)?.maxAttempts ?? 1);
    if (this.#ended.delete(leaseName(item))) return 'applied';
    return apply((work) => applyAnswer(work, item, answer));
  }
}
