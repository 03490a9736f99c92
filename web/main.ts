import cluster from 'node:cluster';
import { env } from '@/env';

/**
 * The web process. With `WEB_PROCESSES` over 1 it only keeps so many workers alive, which share the port and know nothing
 * of each other; each loads what it needs by itself, so that the first one stays small.
 */
if (cluster.isPrimary && env.WEB_PROCESSES > 1) {
  const { keepWorkers } = await import('./primary');
  keepWorkers(env.WEB_PROCESSES);
} else {
  const [{ openPages }, { serve }] = await Promise.all([import('./pages'), import('./serve')]);
  await serve(await openPages());
}
