import { type Arrived, deliver, dispatch, receive, runsOf } from './dispatch';
import { flush } from './flush';
import { hold } from './run-state';
import type { Store, Tx } from './store';
import type { EngineEvent } from './types';
import type { Work } from './work';

/** Something to be done to runs, or events to be taken in. */
export type Job<T> = {
  /** The run it is about, so that all runs of a batch are locked together. */
  runId?: string;
  events?: EngineEvent[];
  /** It ends an item of this process: one call may go on in its place, without being claimed. */
  ends?: boolean;
  /** May run more than once, and must have no effect outside of the work. */
  body?: (work: Work) => Promise<T>;
};

type Waiting = { job: Job<unknown>; resolve: (value: never) => void; reject: (error: unknown) => void };

/** A bound on how long the locks of one transaction are held. */
const JOBS = 64;
const EVENTS = 1_000;

export type BatchOptions = {
  store: Store;
  /** Begins a work in which so many calls may go on without being claimed. */
  open: (tx: Tx, ended: number) => Work;
  /** Told of each work when it is committed; its jobs are answered when this resolves. */
  committed: (work: Work) => Promise<void>;
};

/**
 * Does jobs in as few transactions as there is need of: one at a time, with all that came while the last was written.
 * Answers a job once it is committed. If a batch fails, each of its jobs is done alone, so that a bad one fails alone.
 */
export function createBatcher(options: BatchOptions): <T>(job: Job<T>) => Promise<T> {
  const queue: Waiting[] = [];
  let busy = false;

  async function drain(): Promise<void> {
    if (busy) return;
    busy = true;
    while (queue.length > 0) await doBatch(takeBatch(queue));
    busy = false;
  }

  async function doBatch(batch: Waiting[]): Promise<void> {
    try {
      const { work, values } = await options.store.transact((tx) => doJobs(tx, batch, options.open));
      const told = options.committed(work);
      for (const [at, { resolve, reject }] of batch.entries()) told.then(() => resolve(values[at] as never), reject);
    } catch (error) {
      if (batch.length > 1) for (const one of batch) await doBatch([one]);
      else batch[0]?.reject(error);
    }
  }

  return (job) =>
    new Promise((resolve, reject) => {
      queue.push({ job, resolve, reject });
      void drain();
    });
}

function takeBatch(queue: Waiting[]): Waiting[] {
  let events = 0;
  let count = 0;
  while (count < Math.min(queue.length, JOBS)) {
    events += queue[count]?.job.events?.length ?? 0;
    if (count > 0 && events > EVENTS) break;
    count++;
  }
  return queue.splice(0, count);
}

/** Answers of functions first, then the events, then what the engine itself has to tell of both. */
async function doJobs(
  tx: Tx,
  batch: Waiting[],
  open: BatchOptions['open'],
): Promise<{ work: Work; values: unknown[] }> {
  const jobs = batch.map(({ job }) => job);
  const work = open(tx, jobs.filter((job) => job.ends).length);
  const events = jobs.flatMap((job) => job.events ?? []);
  const arrived: Arrived = await receive(work, events);
  await hold(work, [...jobs.flatMap((job) => job.runId ?? []), ...runsOf(arrived)]);
  const values: unknown[] = [];
  for (const job of jobs) values.push(await job.body?.(work));
  await deliver(work, arrived);
  await flush(work);
  while (work.emitted.length > 0) {
    const emitted = work.emitted;
    work.emitted = [];
    await dispatch(work, emitted);
    await flush(work);
  }
  return { work, values };
}
