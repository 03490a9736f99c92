import cluster from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';

/** A worker asks the primary for the metrics of all workers of the machine. */
type Wanted = { type: 'metrics-wanted'; id: number };
type Answer = { type: 'metrics'; id: number; text: string | null };

/** Over the five seconds that the primary itself waits for a worker. */
const ANSWER_WITHIN_MS = 6_000;

/** In the primary: adds up the workers' metrics whenever one of them is asked for all. */
export function answerMetricsRequests(): void {
  const aggregator = new AggregatorRegistry();
  cluster.on('message', (worker, message: Wanted) => {
    if (message?.type !== 'metrics-wanted') return;
    const answer = (text: string | null) => {
      if (worker.isConnected()) worker.send({ type: 'metrics', id: message.id, text } satisfies Answer);
    };
    aggregator.clusterMetrics().then(answer, () => answer(null));
  });
}

/**
 * How to read the metrics of this machine's web workers, whichever of them is asked; of this process where it is the
 * only one. Rejects when the workers did not all answer.
 */
export function machineMetrics(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics();
  AggregatorRegistry.setRegistries([registry]);
  // Made for its listener: it answers the primary for this worker.
  new AggregatorRegistry();
  const waiting = new Map<number, (text: string | null) => void>();
  let asked = 0;
  process.on('message', (message: Answer) => {
    if (message?.type === 'metrics') waiting.get(message.id)?.(message.text);
  });
  return () =>
    new Promise((resolve, reject) => {
      const id = asked++;
      const settle = (text: string | null) => {
        clearTimeout(timer);
        waiting.delete(id);
        if (text === null) reject(new Error('not every web worker told its metrics'));
        else resolve(text);
      };
      const timer = setTimeout(settle, ANSWER_WITHIN_MS, null);
      waiting.set(id, settle);
      process.send?.({ type: 'metrics-wanted', id } satisfies Wanted, (error: Error | null) => error && settle(null));
    });
}
