import { createServer } from 'node:http';
import { serve as serveEdge } from 'inngest/edge';
import { serve as serveNode } from 'inngest/node';
import { readBackground } from '@/db/queries/background';
import { copyEnvironment, env } from '@/env';
import { inngestFromEnv } from '@/inngest/client';
import { createEngine, type Engine, engineFetch, engineHttpListener } from '@/inngest/engine';
import { createFunctions } from '@/inngest/functions';
import { answerMetrics, mayReadMetrics, watchBackground } from '@/server/infra/metrics';
import { OutboxRelay } from '@/server/infra/outbox/relay';
import { runtime } from '@/server/runtime';

const STOP_WITHIN_MS = 2_800;

/** The background process: relays the outbox and, embedded, runs the functions; otherwise it serves them to Inngest. */
async function main(): Promise<void> {
  copyEnvironment();
  const { as, database, log, metrics, startPulse, startRooms, close } = runtime();
  watchBackground(metrics.registry, () => readBackground(database.pool));
  const embedded = env.INNGEST_EXECUTOR === 'embedded';
  let engine: Engine | null = null;
  const inngest = inngestFromEnv(
    log.child({ part: 'inngest' }),
    embedded && env.INNGEST_BASE_URL
      ? // A call in this process may last: its lease is renewed.
        { fetch: engineFetch(() => engine, env.INNGEST_BASE_URL), checkpointing: { maxRuntime: 0 } }
      : {},
  );
  const functions = createFunctions({ inngest, as: (job) => as({ type: 'system', job }) });
  engine = embedded
    ? createEngine({
        pool: database.pool,
        handler: serveEdge({ client: inngest, functions }),
        eventKey: env.INNGEST_EVENT_KEY,
        signingKey: env.INNGEST_SIGNING_KEY,
        logger: log,
      })
    : null;
  const events = engine && engineHttpListener(engine);
  const served = serveNode({ client: inngest, functions, servePath: '/api/inngest' });

  const server = createServer((req, res) => {
    const path = (req.url ?? '/').split('?')[0] ?? '/';
    if (path === '/api/inngest') void served(req, res);
    else if (path === '/metrics' && mayReadMetrics(req, env)) void answerMetrics(res, () => metrics.registry.metrics());
    else if (events && (path === '/health' || path.startsWith('/e/') || path.startsWith('/v1/'))) events(req, res);
    else if (path === '/health') res.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    else res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(env.WORKER_PORT, '127.0.0.1', resolve));
  await engine?.start();

  const relay = new OutboxRelay({
    pool: database.pool,
    send: async (messages) => {
      await inngest.send(messages);
    },
    onError: (error) => log.warn({ err: error }, 'outbox relay: will try again'),
  });
  relay.start();
  startPulse('worker');
  startRooms();
  log.info({ executor: env.INNGEST_EXECUTOR, functions: functions.length }, 'worker is ready');

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await Promise.all([relay.stop(), engine?.stop()]);
    server.close();
    server.closeAllConnections();
    await close();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

await main();
