import { Agent, request } from 'node:http';

export type OpenLoop = {
  /** Milliseconds from when a request was due to the end of its answer: a late start counts as waiting. */
  tookMs: number[];
  /** Requests without a good answer, by what came instead. */
  failures: Map<string, number>;
  /** Good answers that `look` did not like. */
  disliked: number;
};

/**
 * Sends requests at a fixed rate whatever the answers do, as people arrive, and waits for the last answer. Each says that
 * it comes from another address, so that no limit meant for one caller is met. `look` sees each good answer's text.
 */
export async function openLoop(
  origin: string,
  paths: readonly string[],
  perSecond: number,
  look: (body: string, index: number) => boolean = () => true,
): Promise<OpenLoop> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const tookMs: number[] = [];
  const failures = new Map<string, number>();
  let disliked = 0;
  const startMs = performance.now() + 50;
  const all: Promise<void>[] = [];
  for (const [index, path] of paths.entries()) {
    const dueMs = startMs + (index * 1_000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    all.push(
      get(agent, origin + path, `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`).then(
        (body) => {
          tookMs.push(performance.now() - dueMs);
          if (!look(body, index)) disliked++;
        },
        (error: Error) => {
          failures.set(error.message, (failures.get(error.message) ?? 0) + 1);
        },
      ),
    );
  }
  await Promise.all(all);
  agent.destroy();
  return { tookMs, failures, disliked };
}

/**
 * The body of a good answer; throws for any other. A kept connection that the server closed at that very moment is no
 * answer: like a browser, it asks again on a new one.
 */
function get(agent: Agent, url: string, address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, headers: { 'x-forwarded-for': address } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const body = Buffer.concat(parts).toString();
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`${answer.statusCode}: ${body.slice(0, 200)}`));
      });
      answer.on('error', reject);
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (call.reusedSocket && error.code === 'ECONNRESET') get(agent, url, address).then(resolve, reject);
      else reject(error);
    });
    call.end();
  });
}
