import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_KEYS, type Sandbox, startSandbox } from '../index';
import { TestClient } from './test-support';

const SHOP = 'http://localhost:3999';
let sandbox: Sandbox;
const client = new TestClient(() => sandbox);

beforeAll(async () => {
  sandbox = await startSandbox({ webhookUrl: 'http://127.0.0.1:9/nobody' });
});
afterAll(() => sandbox.close());

interface Sdk {
  payment(options: { customerKey: string }): { requestPayment(request: object): Promise<never> };
}

/** Runs the SDK script as a page would, and reports where it navigates to. */
async function shopPage() {
  const source = await (await fetch(sandbox.tossScriptUrl)).text();
  const visited: string[] = [];
  const window: { TossPayments?: (key: string) => Sdk; matchMedia: () => { matches: boolean } } = {
    matchMedia: () => ({ matches: true }),
  };
  const location = { href: `${SHOP}/checkout`, assign: (to: string) => visited.push(to) };
  runInContext(
    source,
    createContext({ window, location, URL, document: { currentScript: { src: sandbox.tossScriptUrl } } }),
  );
  return { sdk: window.TossPayments!(DEFAULT_KEYS.tossClientKey), visited };
}

function request(extra: object = {}) {
  return {
    method: 'CARD',
    amount: { value: 20_000, currency: 'KRW' },
    orderId: client.newOrderId(),
    orderName: '고등어등 <b>2명</b>',
    successUrl: `${SHOP}/pay/success?ref=res_1`,
    failUrl: `${SHOP}/pay/fail/res_1`,
    windowTarget: 'self',
    ...extra,
  };
}

/** Opens the payment page the way the browser does; answers with its address. */
async function openPage(extra: object = {}): Promise<{ page: string; orderId: string }> {
  const { sdk, visited } = await shopPage();
  const wanted = request(extra);
  void sdk.payment({ customerKey: 'diner-1' }).requestPayment(wanted);
  const answer = await fetch(visited[0]!, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  return { page: new URL(answer.headers.get('location')!, sandbox.url).href, orderId: wanted.orderId };
}

async function press(page: string, action: string, form: Record<string, string> = {}) {
  const answer = await fetch(`${page}/${action}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
  });
  const location = answer.headers.get('location');
  return { answer, to: location ? new URL(location, sandbox.url) : undefined };
}

const stateOf = async (orderId: string) => (await client.get(`/v1/payments/orders/${orderId}`)).body.status;

describe('payment page', () => {
  test('approving brings paymentKey, orderId and amount to the success address, twice the same', async () => {
    const { page, orderId } = await openPage();
    const { to } = await press(page, 'approve');
    expect(to?.origin).toBe(SHOP);
    const query = Object.fromEntries(to!.searchParams);
    expect(query).toEqual({ ref: 'res_1', paymentKey: page.split('/').at(-1), orderId, amount: '20000' });
    expect((await press(page, 'approve')).to?.href).toBe(to?.href);
    expect(await stateOf(orderId)).toBe('IN_PROGRESS');
    const confirmed = await client.confirm({ paymentKey: query.paymentKey, orderId, amount: 20_000 });
    expect(confirmed.body.status).toBe('DONE');
  });

  test('approving with a card that is refused later leads to a declined confirm', async () => {
    const { page, orderId } = await openPage();
    const { to } = await press(page, 'approve', { card: 'refuse-company' });
    expect(to?.pathname).toBe('/pay/success');
    const paymentKey = to!.searchParams.get('paymentKey');
    expect((await client.confirm({ paymentKey, orderId, amount: 20_000 })).body.code).toBe('REJECT_CARD_COMPANY');
  });

  test('declining brings code, message and orderId to the fail address, and approving is then too late', async () => {
    const { page, orderId } = await openPage();
    const { to } = await press(page, 'decline');
    expect(to?.pathname).toBe('/pay/fail/res_1');
    expect(Object.fromEntries(to!.searchParams)).toMatchObject({ code: 'REJECT_CARD_COMPANY', orderId });
    expect(to?.searchParams.get('message')).toBeTruthy();
    expect((await press(page, 'approve')).to?.origin).toBe(sandbox.url);
    expect(await stateOf(orderId)).toBe('ABORTED');
  });

  test('cancelling brings PAY_PROCESS_CANCELED and no orderId', async () => {
    const { page } = await openPage();
    const { to } = await press(page, 'cancel');
    expect(to?.searchParams.get('code')).toBe('PAY_PROCESS_CANCELED');
    expect(to?.searchParams.has('orderId')).toBe(false);
  });

  test('abandoning sends nothing and changes nothing', async () => {
    const { page, orderId } = await openPage();
    const { answer, to } = await press(page, 'abandon');
    expect([answer.status, to]).toEqual([200, undefined]);
    expect(await stateOf(orderId)).toBe('READY');
    expect(await client.control('GET', `/webhooks?orderId=${orderId}`)).toEqual([]);
  });

  test('speaks Korean and English, says it is a sandbox, and shows text as text', async () => {
    const { page } = await openPage();
    const korean = await (await fetch(page, { headers: { 'accept-language': 'ko-KR,en;q=0.5' } })).text();
    expect(korean).toContain('lang="ko"');
    expect(korean).toContain('실제 돈은 오가지 않아요');
    expect(korean).toContain('&lt;b&gt;2명&lt;/b&gt;');
    const english = await (await fetch(`${page}?locale=en`, { headers: { 'accept-language': 'ko' } })).text();
    expect(english).toContain('No real money moves here');
    expect(english).toContain('₩20,000');
  });

  test('only the shop that opened it may frame it, and only when it asked for a frame', async () => {
    const policyOf = async (page: string) => (await fetch(page)).headers.get('content-security-policy');
    expect(await policyOf((await openPage()).page)).toContain("frame-ancestors 'none'");
    const framed = { ...request({ windowTarget: 'iframe' }), amount: 20_000, currency: 'KRW', customerKey: 'diner-1' };
    const query = new URLSearchParams({ clientKey: DEFAULT_KEYS.tossClientKey, request: JSON.stringify(framed) });
    const { url } = await fetch(`${sandbox.tossUrl}/v2/open?${query}`);
    expect(await policyOf(url)).toContain(`frame-ancestors ${SHOP};`);
    const abandoned = await press(url, 'abandon');
    expect(await abandoned.answer.text()).toContain(`postMessage('payment-page-closed', "${SHOP}")`);
  });
});

describe('opening', () => {
  test('a wrong request is refused by the script before it leaves the shop', async () => {
    const { sdk, visited } = await shopPage();
    const payment = sdk.payment({ customerKey: 'diner-1' });
    const wrong = [
      { orderId: 'short' },
      { orderId: 'with a space' },
      { orderName: 'x'.repeat(101) },
      { amount: { value: 99, currency: 'KRW' } },
      { amount: { value: 1000.5, currency: 'KRW' } },
      { amount: { value: 1000, currency: 'USD' } },
      { metadata: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' } },
      { method: 'TRANSFER' },
    ];
    for (const extra of wrong) {
      await expect(payment.requestPayment(request(extra))).rejects.toMatchObject({ code: 'INVALID_PARAMETERS' });
    }
    expect(visited).toEqual([]);
  });

  test('the provider checks again: a forged request, a wrong client key and a paid order open nothing', async () => {
    const { page, orderId } = await openPage();
    const { to } = await press(page, 'approve');
    await client.confirm({ paymentKey: to!.searchParams.get('paymentKey'), orderId, amount: 20_000 });
    const statusFor = async (clientKey: string, body: object) => {
      const query = new URLSearchParams({ clientKey, request: JSON.stringify(body) });
      return (await fetch(`${sandbox.tossUrl}/v2/open?${query}`, { redirect: 'manual' })).status;
    };
    const sent = { ...request(), amount: 20_000, currency: 'KRW', customerKey: 'diner-1' };
    expect(await statusFor(DEFAULT_KEYS.tossClientKey, sent)).toBe(303);
    expect(await statusFor('test_ck_other', sent)).toBe(401);
    expect(await statusFor(DEFAULT_KEYS.tossClientKey, { ...sent, amount: 50 })).toBe(400);
    expect(await statusFor(DEFAULT_KEYS.tossClientKey, { ...sent, successUrl: 'javascript:alert(1)' })).toBe(400);
    expect(await statusFor(DEFAULT_KEYS.tossClientKey, { ...sent, orderId })).toBe(400);
  });
});
