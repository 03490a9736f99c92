import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../index';
import { TestClient, until } from './test-support';

let sandbox: Sandbox;
const client = new TestClient(() => sandbox);

beforeEach(async () => {
  sandbox = await startSandbox({ webhookUrl: 'http://127.0.0.1:9/nobody' });
});
afterEach(() => sandbox.close());

const fault = (body: Record<string, unknown>) => client.control('POST', '/faults', body);
const statusOf = async (paymentKey: string) => (await client.get(`/v1/payments/${paymentKey}`)).body.status;

describe('faults', () => {
  test('answer dropped after applying: the caller sees a cut connection, the money is taken, the same key tells', async () => {
    const approved = await client.approved();
    await fault({ kind: 'drop-after', call: 'confirm', orderId: approved.orderId });
    await expect(client.confirm(approved, 'key')).rejects.toThrow('fetch failed');
    expect(await statusOf(approved.paymentKey)).toBe('DONE');
    expect((await client.confirm(approved, 'key')).body.status).toBe('DONE');
    const log = (await client.log(approved.orderId)).filter((one) => one.path.endsWith('/confirm'));
    expect(log.map((one) => [one.status, one.applied, one.replayed, one.fault])).toEqual([
      [0, true, false, 'drop-after'],
      [200, false, true, null],
    ]);
  });

  test('dropped before applying: nothing happened, the same key works', async () => {
    const approved = await client.approved();
    await fault({ kind: 'drop-before', call: 'confirm' });
    await expect(client.confirm(approved, 'key')).rejects.toThrow('fetch failed');
    expect(await statusOf(approved.paymentKey)).toBe('IN_PROGRESS');
    expect((await client.confirm(approved, 'key')).status).toBe(200);
  });

  test('5xx before applying changes nothing; 5xx after applying hides a capture; both are replayed', async () => {
    const [before, after] = [await client.approved(), await client.approved()];
    await fault({ kind: 'error-before', call: 'confirm', orderId: before.orderId, status: 503 });
    await fault({ kind: 'error-after', call: 'confirm', orderId: after.orderId, code: 'UNKNOWN_PAYMENT_ERROR' });
    expect((await client.confirm(before, 'a')).status).toBe(503);
    expect((await client.confirm(after, 'b')).body.code).toBe('UNKNOWN_PAYMENT_ERROR');
    expect([await statusOf(before.paymentKey), await statusOf(after.paymentKey)]).toEqual(['IN_PROGRESS', 'DONE']);
    expect([(await client.confirm(before, 'a')).status, (await client.confirm(after, 'b')).status]).toEqual([503, 500]);
  });

  test('a gateway error is not the provider answer: the same key gets the real one', async () => {
    const [before, after] = [await client.approved(), await client.approved()];
    await fault({ kind: 'error-before', orderId: before.orderId, status: 502, gateway: true });
    await fault({ kind: 'error-after', orderId: after.orderId, status: 502, gateway: true });
    for (const one of [before, after]) {
      expect((await client.confirm(one, one.orderId)).status).toBe(502);
      expect((await client.confirm(one, one.orderId)).body.status).toBe('DONE');
    }
  });

  test('with replayErrors final-only, a 5xx is tried afresh under the same key', async () => {
    await client.control('PUT', '/config', { replayErrors: 'final-only' });
    const approved = await client.approved();
    await fault({ kind: 'error-before', call: 'confirm' });
    expect((await client.confirm(approved, 'key')).status).toBe(500);
    expect((await client.confirm(approved, 'key')).status).toBe(200);
  });

  test('while a slow call runs, its key answers 409; then its answer is replayed', async () => {
    const approved = await client.approved();
    await fault({ kind: 'delay', call: 'confirm', ms: 200 });
    const slow = client.confirm(approved, 'key');
    await until(async () => (await client.control<unknown[]>('GET', '/faults')).length === 0);
    const meanwhile = await client.confirm(approved, 'key');
    expect([meanwhile.status, meanwhile.body.code]).toEqual([409, 'IDEMPOTENT_REQUEST_PROCESSING']);
    expect(await client.confirm(approved, 'key')).not.toEqual(await slow);
    expect(await client.confirm(approved, 'key')).toEqual(await slow);
  });

  test('409 for a while on demand, then the call is done', async () => {
    const approved = await client.approved();
    await fault({ kind: 'in-flight', call: 'confirm', ms: 60 });
    expect((await client.confirm(approved, 'key')).status).toBe(409);
    await until(async () => (await client.confirm(approved, 'key')).status === 200);
    expect((await client.log(approved.orderId)).filter((one) => one.applied)).toHaveLength(1);
  });

  test('a caller that gives up does not stop the work', async () => {
    const approved = await client.approved();
    await fault({ kind: 'delay', call: 'confirm', ms: 100 });
    const impatient = fetch(`${sandbox.tossUrl}/v1/payments/confirm`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('test_sk_sandbox:').toString('base64')}` },
      body: JSON.stringify(approved),
      signal: AbortSignal.timeout(30),
    });
    await expect(impatient).rejects.toThrow();
    await until(async () => (await statusOf(approved.paymentKey)) === 'DONE');
  });

  test('strikes as often as it was told, only the calls it names', async () => {
    const approved = await client.approved();
    await fault({ kind: 'error-before', call: 'query', orderId: approved.orderId, times: 2, status: 429 });
    expect((await client.confirm(approved)).status).toBe(200);
    const asked = [];
    for (let n = 0; n < 3; n += 1) asked.push((await client.get(`/v1/payments/orders/${approved.orderId}`)).status);
    expect(asked).toEqual([429, 429, 200]);
  });

  test('a wrong fault is refused with a sentence', async () => {
    await expect(fault({ kind: 'explode' })).rejects.toThrow('kind is one of');
    await expect(client.control('PUT', '/config', { windowMs: 'long' })).rejects.toThrow('windowMs must be a number');
  });

  test('cards picked on the payment page misbehave at confirm', async () => {
    await client.control('PUT', '/config', { slowCardMs: 40 });
    const lost = await client.approved({ card: 'lost-answer' });
    await expect(client.confirm(lost, 'lost')).rejects.toThrow('fetch failed');
    expect((await client.confirm(lost, 'lost')).body.status).toBe('DONE');
    const slow = await client.approved({ card: 'slow' });
    expect((await client.confirm(slow)).body.status).toBe('DONE');
    expect((await client.log(slow.orderId))[0]?.fault).toBe('delay');
  });

  test('closing with a call under way takes less than a second, and leaves that call undone', async () => {
    const approved = await client.approved();
    await fault({ kind: 'delay', call: 'confirm', ms: 60_000 });
    const cut = expect(client.confirm(approved)).rejects.toThrow('fetch failed');
    await until(async () => (await client.control<unknown[]>('GET', '/faults')).length === 0);
    const begun = Date.now();
    await sandbox.close();
    expect(Date.now() - begun).toBeLessThan(1000);
    await cut;
    sandbox = await startSandbox();
  });
});
