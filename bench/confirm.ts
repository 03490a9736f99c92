import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RowDataPacket } from 'mysql2/promise';
import mysql from 'mysql2/promise';
import { createDatabase } from '@/db/client';
import { env } from '@/env';
import type { ReservationId } from '@/server/domain/shared/ids';
import { createPayments } from '@/server/infra/payments';
import { authorizePayment } from '@/server/services/payment';
import { databaseUrl, makeDatabase, serverConnection } from '@/tests/support/database';
import { as, makeContext } from '@/tests/support/factories';
import { brokenInvariants } from '@/tests/support/invariants';
import { waitFor } from '@/tests/support/wait-for';
import { confirmInRequest } from './baselines/confirm-in-request';
import { bench, type Measured } from './lib/bench';
import { type Booking, type Diner, holdAndApprove, makeRoom } from './lib/bookings';
import { closedLoop, openLoop } from './lib/load';
import { percentile } from './lib/numbers';
import { cpuSecondsOf, type Process, startProcess } from './lib/processes';

const PER_SECOND = 60;
const SECONDS = 60;
const WARM_UP_PER_SECOND = 20;
const WARM_UP_SECONDS = 20;
const BASELINE_SECONDS = 10;
const BACKLOG = 1_500;
const IN_REQUEST = 600;
const AT_ONCE = 32;
const LOOK_EVERY_MS = 25;
const P95_MS = 1_000;
const DONE_WITHIN_MS = 90_000;

const DATABASE = 'confirm';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const round = (value: number, digits = 1) => Number(value.toFixed(digits));

async function freshDatabase(): Promise<string> {
  const connection = await mysql.createConnection(serverConnection());
  await connection.query(`DROP DATABASE IF EXISTS \`${new URL(databaseUrl()).pathname.slice(1)}_${DATABASE}\``);
  await connection.end();
  return makeDatabase(DATABASE);
}

const url = await freshDatabase();
const client = createDatabase(url, AT_ONCE);
const ctx = makeContext(client, {
  payments: createPayments(env),
});
const control = async <T>(route: string, body?: unknown): Promise<T> => {
  const response = await fetch(`http://localhost:${env.SANDBOX_PORT}/control${route}`, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`control ${route}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};
const approve = async (orderId: string, amount: number) =>
  (await control<{ paymentKey: string }>('/approve', { orderId, amount })).paymentKey;
const running: Process[] = [];
const start = async (...of: Parameters<typeof startProcess>) => {
  const started = await startProcess(...of);
  running.push(started);
  return started;
};
const startWorker = () => start('worker/main.ts', { DATABASE_URL: url }, `http://127.0.0.1:${env.WORKER_PORT}/health`);
const rows = async <T>(sql: string, values?: unknown[]): Promise<T[]> =>
  (await client.pool.query<RowDataPacket[]>(sql, values))[0] as T[];
const count = async (sql: string): Promise<number> => Number((await rows<{ n: number }>(sql))[0]!.n);

/** Statements and commits of the whole database server so far. */
async function work(): Promise<{ statements: number; commits: number }> {
  const found = await rows<{ name: string; value: string }>(
    "SELECT VARIABLE_NAME AS name, VARIABLE_VALUE AS value FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME IN ('QUESTIONS', 'COM_COMMIT')",
  );
  const of = (name: string) => Number(found.find((row) => row.name === name)!.value);
  return { statements: of('QUESTIONS'), commits: of('COM_COMMIT') };
}

/** Watches for bookings to be CONFIRMED, many in one look, and keeps how long each took since it was authorised. */
class Watch {
  readonly waiting = new Map<ReservationId, number>();
  readonly tookMs: number[] = [];
  #watching = true;

  readonly ended = (async () => {
    while (this.#watching || this.waiting.size > 0) {
      await pause(LOOK_EVERY_MS);
      if (this.waiting.size === 0) continue;
      const confirmed = await rows<{ id: ReservationId }>(
        "SELECT id FROM reservations WHERE id IN (?) AND status = 'CONFIRMED'",
        [[...this.waiting.keys()]],
      );
      for (const { id } of confirmed) {
        this.tookMs.push(performance.now() - this.waiting.get(id)!);
        this.waiting.delete(id);
      }
    }
  })();

  /** No more bookings come; `ended` resolves when the last is confirmed. */
  close(): void {
    this.#watching = false;
  }
}

/** The diner comes back from the provider; answers the milliseconds of the request. */
async function authorise({ ctx, userId }: Diner, booking: Booking): Promise<number> {
  const since = performance.now();
  await authorizePayment(as(ctx, userId), booking);
  return performance.now() - since;
}

const spread = (values: number[]) => ({
  p50: round(percentile(values, 50)),
  p95: round(percentile(values, 95)),
  p99: round(percentile(values, 99)),
});

/** What the diner waits for the request, and from its answer until the booking is confirmed. */
function figures(requestMs: number[], confirmedMs: number[]) {
  const [request, confirmed] = [spread(requestMs), spread(confirmedMs)];
  return {
    requestP50Ms: request.p50,
    requestP95Ms: request.p95,
    confirmedP50Ms: confirmed.p50,
    confirmedP95Ms: confirmed.p95,
    confirmedP99Ms: confirmed.p99,
  };
}

async function pacedOurs(room: Awaited<ReturnType<typeof makeRoom>>, worker: Process) {
  // Until the worker's code is compiled: neither it nor what it meets is cold in a restaurant's evening.
  await openLoop(WARM_UP_PER_SECOND, WARM_UP_SECONDS, async () => {
    const { diner, booking } = await holdAndApprove(ctx, room, approve);
    await authorise(diner, booking);
  });
  await allDone();
  const watch = new Watch();
  const requestMs: number[] = [];
  const before = { ...(await work()), cpu: cpuSecondsOf(worker.pid) };
  const failed = await openLoop(PER_SECOND, SECONDS, async () => {
    const { diner, booking } = await holdAndApprove(ctx, room, approve);
    requestMs.push(await authorise(diner, booking));
    watch.waiting.set(booking.reservationId, performance.now());
  });
  watch.close();
  const late = AbortSignal.timeout(60_000);
  await Promise.race([watch.ended, new Promise((resolve) => late.addEventListener('abort', resolve, { once: true }))]);
  await allDone();
  const after = { ...(await work()), cpu: cpuSecondsOf(worker.pid) };
  const bookings = requestMs.length;
  const each = (name: 'statements' | 'commits' | 'cpu') => (after[name] - before[name]) / bookings;
  return {
    bookings,
    failed,
    unconfirmed: watch.waiting.size,
    ...figures(requestMs, watch.tookMs),
    statementsEach: round(each('statements')),
    commitsEach: round(each('commits'), 2),
    workerCpuMsEach: round(each('cpu') * 1_000),
  };
}

async function pacedInRequest(room: Awaited<ReturnType<typeof makeRoom>>) {
  const requestMs: number[] = [];
  const failed = await openLoop(PER_SECOND, BASELINE_SECONDS, async () => {
    const { diner, booking } = await holdAndApprove(ctx, room, approve);
    const since = performance.now();
    await confirmInRequest(diner, booking);
    requestMs.push(performance.now() - since);
  });
  // The request's answer is the confirmation.
  return { bookings: requestMs.length, failed, ...figures(requestMs, requestMs) };
}

/** Bookings whose diners have approved; those come back when the figure is taken. */
const approved = async (room: Awaited<ReturnType<typeof makeRoom>>, wanted: number) => {
  const made: Awaited<ReturnType<typeof holdAndApprove>>[] = [];
  await closedLoop(wanted, AT_ONCE, async () => void made.push(await holdAndApprove(ctx, room, approve)));
  return made;
};

async function saturatedInRequest(room: Awaited<ReturnType<typeof makeRoom>>) {
  const made = await approved(room, IN_REQUEST);
  const since = performance.now();
  await closedLoop(made.length, AT_ONCE, async (at) => confirmInRequest(made[at]!.diner, made[at]!.booking));
  const seconds = (performance.now() - since) / 1_000;
  return { bookings: made.length, confirmedPerSecond: round(made.length / seconds) };
}

const FINISHED =
  "SELECT function_id AS fn, COUNT(*) AS n, MAX(finished_at) AS last FROM engine_runs WHERE status <> 'running' AND started_at >= ? GROUP BY function_id";
const FIRST = 'SELECT MIN(started_at) AS at FROM engine_runs WHERE started_at >= ?';

/** Resolves when nothing is left to be done in the background, mails and all, but for the sleep until the holds end. */
const allDone = () =>
  waitFor(
    'the background to be done',
    async () =>
      (await count(
        "SELECT COUNT(*) AS n FROM engine_runs WHERE status = 'running' AND function_id NOT LIKE '%expire-holds'",
      )) === 0 && (await count('SELECT COUNT(*) AS n FROM outbox WHERE sent_at IS NULL')) === 0,
    DONE_WITHIN_MS,
  );

/** What was authorised while no worker ran, done by one that starts. Counted from the first run it begins. */
async function saturatedOurs(room: Awaited<ReturnType<typeof makeRoom>>) {
  const made = await approved(room, BACKLOG);
  await closedLoop(made.length, AT_ONCE, async (at) => void (await authorise(made[at]!.diner, made[at]!.booking)));
  const before = Date.now();
  const worker = await startWorker();
  await allDone();
  const cpu = cpuSecondsOf(worker.pid);
  await worker.stop();
  const done = await rows<{ fn: string; n: number; last: number }>(FINISHED, [before]);
  const since = Number((await rows<{ at: number }>(FIRST, [before]))[0]!.at);
  const saga = done.find(({ fn }) => fn.endsWith('confirm-booking'))!;
  const all = done.reduce((sum, { n }) => sum + Number(n), 0);
  const until = (last: number) => (Number(last) - since) / 1_000;
  return {
    bookings: BACKLOG,
    confirmRunsPerSecond: round(Number(saga.n) / until(saga.last)),
    allRuns: all,
    allRunsPerSecond: round(all / until(Math.max(...done.map(({ last }) => Number(last))))),
    workerCpuMsEach: round((cpu * 1_000) / BACKLOG),
  };
}

/** Orders that the provider has captured more than once, and those it has not captured though the booking is confirmed. */
async function wronglyCaptured(): Promise<number> {
  const log = await control<{ path: string; applied: boolean; orderId: string }[]>('/log');
  const captures = new Map<string, number>();
  for (const { path, applied, orderId } of log)
    if (path.endsWith('/confirm') && applied) captures.set(orderId, (captures.get(orderId) ?? 0) + 1);
  const confirmed = await rows<{ orderId: string }>(
    "SELECT p.id AS orderId FROM payments p JOIN reservations r ON r.id = p.reservation_id WHERE r.status = 'CONFIRMED'",
  );
  return confirmed.filter(({ orderId }) => captures.get(orderId) !== 1).length;
}

async function measure(): Promise<Measured> {
  const total = WARM_UP_PER_SECOND * WARM_UP_SECONDS + PER_SECOND * (SECONDS + BASELINE_SECONDS) + IN_REQUEST + BACKLOG;
  const room = await makeRoom(client, total);
  const sandboxHome = mkdtempSync(path.join(tmpdir(), 'tablepick-confirm-'));
  const health = `http://localhost:${env.SANDBOX_PORT}/health`;
  await start('sandbox/main.ts', { DATABASE_URL: url }, health, [sandboxHome]);
  const inRequest = await pacedInRequest(room);
  const inRequestFull = await saturatedInRequest(room);
  await client.pool.query('DELETE FROM outbox');
  const worker = await startWorker();
  const ours = await pacedOurs(room, worker);
  await worker.stop();
  const full = await saturatedOurs(room);
  const confirmed = await count("SELECT COUNT(*) AS n FROM reservations WHERE status = 'CONFIRMED'");
  const wrong = await wronglyCaptured();
  const broken = await brokenInvariants(client);
  return {
    parameters: {
      perSecond: PER_SECOND,
      seconds: SECONDS,
      backlog: BACKLOG,
      seenBy: `a look at the database every ${LOOK_EVERY_MS} ms, many bookings in one; its time is included`,
    },
    rows: [
      { label: `${PER_SECOND} a second: in the background`, ours: true, ...ours },
      { label: `${PER_SECOND} a second: provider called in the request`, ours: false, ...inRequest },
      { label: 'as fast as it goes: in the background', ours: true, ...full },
      { label: 'as fast as it goes: provider called in the request', ours: false, ...inRequestFull },
    ],
    ratios: {
      'the diner waits shorter than with the provider in the request (p95)': inRequest.requestP95Ms / ours.requestP95Ms,
    },
    checks: {
      [`authorised to confirmed within ${P95_MS} ms (p95)`]: ours.confirmedP95Ms <= P95_MS,
      'every booking is confirmed': ours.failed + ours.unconfirmed === 0 && confirmed === total - inRequest.failed,
      'every confirmed booking is captured once at the provider': wrong === 0,
      [`no invariant is broken${broken.length > 0 ? `: ${broken.join('; ')}` : ''}`]: broken.length === 0,
    },
  };
}

await bench('confirm', () => measure().finally(() => Promise.all(running.map((one) => one.stop()))));
