import cluster from 'node:cluster';
import { env } from '@/env';
import { keepWorkers } from '@/web/primary';
import { serve } from '@/web/serve';

/**
 * The real web process but for Next's pages, which would need a build: HTTP, API, hold writer, metrics, workers and
 * shutdown are the product's own. In place of a page it says which process answers.
 */
if (cluster.isPrimary && env.WEB_PROCESSES > 1) keepWorkers(env.WEB_PROCESSES);
else await serve(async (_req, res) => void res.end(String(process.pid)));
