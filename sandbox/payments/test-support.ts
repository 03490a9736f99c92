import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULT_KEYS, type LogEntry, type Payment, type Sandbox } from '../index';

export interface Answer {
  status: number;
  body: Payment & { code?: string; message?: string };
}

/** A client of the payment API as the app would be one, for tests. */
export class TestClient {
  private orders = 0;

  constructor(private readonly sandbox: () => Sandbox) {}

  newOrderId(): string {
    this.orders += 1;
    return `order-${this.orders}-${Date.now().toString(36)}`;
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await fetch(`${this.sandbox().tossUrl}${path}`, {
      method: 'POST',
      headers: { ...this.authorization(), 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }

  async get<T = Payment & { code?: string }>(path: string): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${this.sandbox().tossUrl}${path}`, { headers: this.authorization() });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  async control<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.sandbox().url}/control${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** A payment the diner has approved, ready to be confirmed. */
  async approved(extra: Record<string, unknown> = {}) {
    const orderId = this.newOrderId();
    type Approved = { paymentKey: string; orderId: string; amount: number };
    return this.control<Approved>('POST', '/approve', {
      orderId,
      amount: 10_000,
      orderName: 'Table for two',
      ...extra,
    });
  }

  confirm(approved: object, key?: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.post(
      '/v1/payments/confirm',
      approved,
      key === undefined ? headers : { 'idempotency-key': key, ...headers },
    );
  }

  log(orderId: string): Promise<LogEntry[]> {
    return this.control<LogEntry[]>('GET', `/log?orderId=${orderId}`);
  }

  private authorization() {
    return { authorization: `Basic ${Buffer.from(`${DEFAULT_KEYS.tossSecretKey}:`).toString('base64')}` };
  }
}

export interface Received {
  headers: IncomingHttpHeaders;
  body: { eventType: string; createdAt: string; data: Payment };
}

/** A shop that takes webhooks and answers what `status` says for the n-th one. */
export async function startShop(status: (count: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    received.push({ headers: req.headers, body: JSON.parse(Buffer.concat(chunks).toString()) as Received['body'] });
    res.writeHead(status(received.length)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    of: (orderId: string) => received.filter((one) => one.body.data.orderId === orderId),
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** Waits until `fact` holds; fails after `patienceMs`. */
export async function until(fact: () => boolean | Promise<boolean>, patienceMs = 10_000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await fact())) {
    if (Date.now() > deadline) throw new Error(`never became true: ${fact}`);
    await wait(5);
  }
}
