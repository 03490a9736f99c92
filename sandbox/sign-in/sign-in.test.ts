import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_KEYS, type Sandbox, startSandbox } from '../index';

const APP_URL = 'http://localhost:3999';
const CALLBACK = `${APP_URL}/api/auth/callback/sandbox`;

interface Metadata {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  userinfo_endpoint: string;
  jwks_uri: string;
}

/** What a browser does here: keeps cookies and follows redirects one by one. */
class Browser {
  private readonly cookies = new Map<string, string>();

  async go(url: string, form?: Record<string, string>): Promise<Response> {
    const answer = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      body: form ? new URLSearchParams(form) : undefined,
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      if (/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(pair.slice(0, cut));
      else this.cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    return answer;
  }

  /** Follows redirects until a page, or until the app's callback would be opened. */
  async follow(start: string, form?: Record<string, string>): Promise<{ url: string; page?: Response }> {
    let url = start;
    let answer = await this.go(url, form);
    while (answer.status >= 300 && answer.status < 400) {
      url = new URL(answer.headers.get('location')!, url).href;
      if (url.startsWith(CALLBACK)) return { url };
      answer = await this.go(url);
    }
    return { url, page: answer };
  }
}

let sandbox: Sandbox;
let metadata: Metadata;

beforeAll(async () => {
  sandbox = await startSandbox({ appUrl: APP_URL });
  const answer = await fetch(`${sandbox.issuer}/.well-known/openid-configuration`);
  metadata = (await answer.json()) as Metadata;
});
afterAll(() => sandbox.close());

function authorization(extra: Record<string, string> = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: DEFAULT_KEYS.oidcClientId,
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: CALLBACK,
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  });
  return { verifier, url: `${metadata.authorization_endpoint}?${query}` };
}

function exchange(code: string, verifier: string, secret: string = DEFAULT_KEYS.oidcClientSecret) {
  return fetch(metadata.token_endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${DEFAULT_KEYS.oidcClientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
    }),
  });
}

/** Signs in with one form post, through to the claims of the ID token, whose signature is checked. */
async function signIn(form: Record<string, string>, browser = new Browser(), extra: Record<string, string> = {}) {
  const { verifier, url } = authorization(extra);
  const asked = await browser.follow(url);
  expect(asked.page?.status).toBe(200);
  const back = new URL((await browser.follow(asked.url, form)).url);
  expect(back.searchParams.get('state')).toBe('the-state');
  const tokens = (await (await exchange(back.searchParams.get('code')!, verifier)).json()) as {
    id_token: string;
    access_token: string;
  };
  return { claims: await verified(tokens.id_token), tokens };
}

async function verified(idToken: string): Promise<Record<string, unknown>> {
  const [header = '', payload = '', signature = ''] = idToken.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const { keys } = (await (await fetch(metadata.jwks_uri)).json()) as { keys: { kid: string }[] };
  const key = createPublicKey({ key: keys.find((one) => one.kid === kid) as never, format: 'jwk' });
  const whole = verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
  expect(whole).toBe(true);
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
}

describe('sign-in by authorization code with PKCE', () => {
  test('a demo account is one form post away and its claims are in the ID token and in userinfo', async () => {
    const { claims, tokens } = await signIn({ person: 'demo-diner' }, undefined, { ui_locales: 'ko' });
    expect(claims).toMatchObject({
      iss: sandbox.issuer,
      aud: DEFAULT_KEYS.oidcClientId,
      nonce: 'the-nonce',
      sub: 'demo-diner',
      name: '김민지',
      email: 'diner@tablepick.example',
      locale: 'ko',
    });
    const answer = await fetch(metadata.userinfo_endpoint, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(await answer.json()).toMatchObject({ sub: 'demo-diner', email: 'diner@tablepick.example', name: '김민지' });
  });

  test('any other name signs in, as the same person every time and as nobody else', async () => {
    const first = await signIn({ name: '  Ada   Lovelace ' });
    const again = await signIn({ name: 'ada lovelace' });
    const other = await signIn({ name: 'Ada Lovelac' });
    expect(first.claims).toMatchObject({
      name: 'Ada Lovelace',
      email: expect.stringMatching(/^ada\.lovelace\.\w{6}@/),
    });
    expect(again.claims.sub).toBe(first.claims.sub);
    expect(again.claims.email).toBe(first.claims.email);
    expect(other.claims.sub).not.toBe(first.claims.sub);
    expect(other.claims.email).not.toBe(first.claims.email);
  });

  test('the same browser is asked again and can come back as somebody else', async () => {
    const browser = new Browser();
    expect((await signIn({ person: 'demo-diner' }, browser)).claims.sub).toBe('demo-diner');
    expect((await signIn({ person: 'demo-owner' }, browser)).claims.sub).toBe('demo-owner');
  });

  test('an empty name is refused beside the field, and the sign-in goes on', async () => {
    const browser = new Browser();
    const asked = await browser.follow(authorization().url);
    const refused = await browser.follow(asked.url, { name: '  ' });
    expect(refused.page?.status).toBe(422);
    expect(await refused.page?.text()).toContain('role="alert"');
    expect((await browser.follow(asked.url, { name: 'Ada' })).url).toContain('code=');
  });

  test('a name is shown as text, never as markup', async () => {
    const browser = new Browser();
    const asked = await browser.follow(authorization().url);
    const refused = await browser.follow(asked.url, { name: `"><script>alert(1)</script>${'x'.repeat(40)}` });
    expect(await refused.page?.text()).not.toContain('<script>');
  });

  test('going back without signing in returns access_denied to the app', async () => {
    const browser = new Browser();
    const asked = await browser.follow(authorization().url);
    const back = new URL((await browser.follow(asked.url, { cancel: '1' })).url);
    expect(back.searchParams.get('error')).toBe('access_denied');
  });

  test('a code is refused with another verifier, with a wrong client secret, and the second time', async () => {
    const codeFor = async (url: string) => {
      const browser = new Browser();
      const asked = await browser.follow(url);
      return new URL((await browser.follow(asked.url, { person: 'demo-diner' })).url).searchParams.get('code')!;
    };
    const one = authorization();
    expect((await exchange(await codeFor(one.url), randomBytes(32).toString('base64url'))).status).toBe(400);
    const two = authorization();
    expect((await exchange(await codeFor(two.url), two.verifier, 'wrong')).status).toBe(401);
    const three = authorization();
    const code = await codeFor(three.url);
    expect((await exchange(code, three.verifier)).status).toBe(200);
    expect((await exchange(code, three.verifier)).status).toBe(400);
  });

  test('an address that is not the app is never redirected to', async () => {
    const answer = await new Browser().go(authorization({ redirect_uri: 'http://elsewhere.example/' }).url);
    expect(answer.status).toBe(400);
    const local = await new Browser().go(
      authorization({ redirect_uri: CALLBACK.replace('localhost', '127.0.0.1') }).url,
    );
    expect(local.status).toBe(303);
  });
});

test('the signing key is made once, survives a restart and is readable by its owner only', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-keys-'));
  const kids: string[] = [];
  for (let start = 0; start < 2; start += 1) {
    const one = await startSandbox({ dataDir });
    const { keys } = (await (await fetch(`${one.issuer}/jwks`)).json()) as { keys: { kid: string; d?: string }[] };
    expect(keys[0]?.d).toBeUndefined();
    kids.push(keys[0]!.kid);
    await one.close();
  }
  expect(kids[1]).toBe(kids[0]);
  expect(statSync(join(dataDir, 'sign-in-keys.json')).mode & 0o077).toBe(0);
  rmSync(dataDir, { recursive: true });
});
