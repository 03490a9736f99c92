import http from 'node:http';

export type Answer = { status: number; body: string; ms: number };

/**
 * Sends requests over so many connections that stay open; what finds none free waits for one, and its time counts from when
 * it was to be sent. A connection that breaks is status 0.
 */
export class Requests {
  readonly #agent: http.Agent;
  readonly #origin: URL;

  constructor(origin: string, connections: number) {
    this.#origin = new URL(origin);
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  }

  send(method: 'GET' | 'POST', path: string, cookie?: string, input?: unknown): Promise<Answer> {
    const since = performance.now();
    const body = input === undefined ? undefined : JSON.stringify({ json: input });
    return new Promise((resolve) => {
      const done = (status: number, text: string) => resolve({ status, body: text, ms: performance.now() - since });
      const request = http.request(
        {
          agent: this.#agent,
          host: this.#origin.hostname,
          port: this.#origin.port,
          method,
          path,
          headers: {
            ...(cookie && { cookie }),
            ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => done(response.statusCode!, Buffer.concat(chunks).toString()));
          response.on('error', () => done(0, ''));
        },
      );
      request.on('error', (error) => done(0, String(error)));
      request.end(body);
    });
  }

  post = (path: string, cookie: string, input: unknown): Promise<Answer> =>
    this.send('POST', `/api/trpc/${path}`, cookie, input);

  close(): void {
    this.#agent.destroy();
  }
}

/** What a procedure answered, or the code it was refused with. */
export function outcomeOf({ status, body }: Answer): { value: unknown } | { code: string } {
  try {
    const parsed = JSON.parse(body);
    if (status === 200) return { value: parsed.result.data.json };
    return { code: parsed.error.json.message };
  } catch {
    return { code: `HTTP ${status}` };
  }
}
