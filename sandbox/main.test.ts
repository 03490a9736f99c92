import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from './payments/test-support';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KEY = 'test_sk_of_the_main_test';

let dataDir: string;
let settings: Record<string, string>;
let url: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-main-'));
  const [http, smtp] = await Promise.all([freePort(), freePort()]);
  url = `http://127.0.0.1:${http}`;
  settings = {
    TABLEPICK_MODE: 'demo',
    APP_URL: 'http://localhost:3999',
    DATABASE_URL: 'mysql://nobody@127.0.0.1/none',
    REDIS_URL: 'redis://127.0.0.1:1',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    TOSS_CLIENT_KEY: 'test_ck_of_the_main_test',
    TOSS_SECRET_KEY: KEY,
    SMTP_URL: `smtp://127.0.0.1:${smtp}`,
    INNGEST_EVENT_KEY: 'x',
    INNGEST_SIGNING_KEY: 'x'.repeat(32),
    SANDBOX_PORT: String(http),
    SANDBOX_SMTP_PORT: String(smtp),
  };
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function start(extra: Record<string, string> = {}) {
  const args = ['--import', 'tsx', 'sandbox/main.ts', dataDir];
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { NODE_ENV: 'test', ...settings, ...extra } });
  running.add(child);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, errors });
    });
  });
  return { child, ended };
}

const healthy = () =>
  until(() =>
    fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    ),
  );

async function api(path: string, body?: object) {
  const answer = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`, 'idempotency-key': 'the-key' },
    body: body && JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

describe('the sandbox process', () => {
  test('remembers payments, answers and the log after kill -9', async () => {
    const first = start();
    await healthy();
    const approved = await api('/control/approve', { orderId: 'order-killed', amount: 5000, orderName: 'Table' });
    const waiting = await api('/control/approve', { orderId: 'order-waiting', amount: 5000, orderName: 'Table' });
    const paid = await api('/toss/v1/payments/confirm', approved);
    expect(paid.status).toBe('DONE');
    const log = await api('/control/log');
    first.child.kill('SIGKILL');
    await first.ended;

    const second = start();
    await healthy();
    expect(await api('/toss/v1/payments/orders/order-killed')).toEqual(paid);
    expect(await api('/toss/v1/payments/confirm', approved)).toEqual(paid);
    expect(await api(`/toss/v1/payments/${waiting.paymentKey}`)).toMatchObject({ status: 'IN_PROGRESS' });
    expect(Object.values(await api('/control/log')).slice(0, 1)).toEqual(Object.values(log));
    second.child.kill('SIGKILL');
    await second.ended;
  });

  test('ends within a second of SIGTERM, with code 0', async () => {
    const { child, ended } = start();
    await healthy();
    const begun = Date.now();
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(Date.now() - begun).toBeLessThan(1000);
  });

  test('refuses production, and no mode at all, with a sentence', async () => {
    const live = {
      NODE_ENV: 'production',
      APP_URL: 'https://book.example',
      TOSS_CLIENT_KEY: 'live_ck_x',
      TOSS_SECRET_KEY: 'live_sk_x',
      KAKAO_CLIENT_ID: 'x',
      KAKAO_CLIENT_SECRET: 'x',
    };
    for (const mode of ['production', '']) {
      const { code, errors } = await start({ ...live, TABLEPICK_MODE: mode }).ended;
      expect(code).toBe(1);
      expect(errors).toContain('The sandbox does not run in production');
    }
  });

  test('says so when its port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(Number(settings.SANDBOX_SMTP_PORT), '127.0.0.1', resolve));
    const { code, errors } = await start().ended;
    await new Promise((resolve) => server.close(resolve));
    expect(code).toBe(1);
    expect(errors).toContain('a port is taken');
  });
});
