import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEnv } from '@/env';
import { childEnv, endpoint, loadSecrets, loadSettings, parseEnvFile, standIns, testSettings } from './env.mjs';

describe('settings', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'tablepick-env-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const ports = { web: 3002, worker: 3003, sandbox: 3101, smtp: 3126 };
  const services = { databaseUrl: 'mysql://a:b@127.0.0.1:33060/tablepick', redisUrl: 'redis://:c@127.0.0.1:36380' };
  const envFor = (settings) =>
    childEnv({ settings, secrets: loadSecrets(folder), ports, ...services, home: folder, nodeEnv: 'production' });

  it('.env: quotes, comments, exports, equals signs and carriage returns are read as meant', () => {
    const text = [
      '# a comment',
      'PLAIN=value # why',
      'export EXPORTED = spaced ',
      'DOUBLE="a # b\\n\\"c\\""',
      "SINGLE='$not \\n touched'",
      'URL=mysql://u:p=w#rd@h/db?ssl={"a":1}',
      'EMPTY=',
      'not a setting',
    ].join('\r\n');
    expect(parseEnvFile(text)).toEqual({
      PLAIN: 'value',
      EXPORTED: 'spaced',
      DOUBLE: 'a # b\n"c"',
      SINGLE: '$not \\n touched',
      URL: 'mysql://u:p=w#rd@h/db?ssl={"a":1}',
      EMPTY: '',
    });
  });
  it('the environment wins over .env, a blank variable does not', () => {
    writeFileSync(path.join(folder, '.env'), 'A=file\nB=file\nC=\n');
    expect(loadSettings(folder, { A: 'shell', B: '' })).toEqual({ A: 'shell', B: 'file' });
  });
  it('with nothing set, what the processes get is what env.ts asks for', () => {
    const env = parseEnv(envFor({}));
    expect(env).toMatchObject({
      TABLEPICK_MODE: 'demo',
      APP_URL: 'http://localhost:3002',
      OIDC_ISSUER: 'http://localhost:3101/oidc',
      TOSS_API_URL: 'http://localhost:3101/toss',
      STRIPE_API_URL: 'http://localhost:3101/stripe',
      STRIPE_SECRET_KEY: expect.stringMatching(/^sk_test_/),
      SMTP_URL: 'smtp://127.0.0.1:3126',
      INNGEST_EXECUTOR: 'embedded',
      INNGEST_BASE_URL: 'http://127.0.0.1:3003',
      WORKER_PORT: 3003,
    });
  });
  it('what the user sets is kept, and only what is missing gets a stand-in', () => {
    const settings = { TOSS_CLIENT_KEY: 'live_ck', TOSS_SECRET_KEY: 'live_sk', SMTP_URL: 'smtp://mail.example:587' };
    const env = envFor(settings);
    expect(standIns(settings)).toEqual({ signIn: true, payment: false, stripe: false, mail: false });
    expect(env).toMatchObject(settings);
    expect(env.TOSS_API_URL).toBeUndefined();
    expect(env.STRIPE_SECRET_KEY).toBeUndefined();
    expect(env.OIDC_ISSUER).toBe('http://localhost:3101/oidc');
  });
  it('production has no stand-in and no generated secret: env.ts names what is missing', () => {
    const env = envFor({ TABLEPICK_MODE: 'production' });
    expect(() => parseEnv(env)).toThrow(/NEXTAUTH_SECRET is missing/);
    expect(() => parseEnv(env)).toThrow(/TOSS_SECRET_KEY is missing/);
  });
  it('naming an Inngest server leaves the embedded engine', () => {
    expect(envFor({ INNGEST_BASE_URL: 'http://127.0.0.1:8288' })).toMatchObject({
      INNGEST_EXECUTOR: 'remote',
      INNGEST_BASE_URL: 'http://127.0.0.1:8288',
    });
    expect(envFor({ INNGEST_EXECUTOR: 'remote' }).INNGEST_BASE_URL).toBeUndefined();
  });
  it('secrets are made once and only their owner can read them', () => {
    const first = loadSecrets(folder);
    const file = path.join(folder, 'secrets.json');
    expect(loadSecrets(folder)).toEqual(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, JSON.stringify({ NEXTAUTH_SECRET: 'kept' }));
    expect(loadSecrets(folder)).toMatchObject({
      NEXTAUTH_SECRET: 'kept',
      TOSS_SECRET_KEY: expect.stringMatching(/^test_sk_/),
    });
    expect(readFileSync(file, 'utf8')).toContain('INNGEST_SIGNING_KEY');
  });
  it('tests keep the services they are given and no third party', () => {
    const given = {
      PATH: '/bin',
      DATABASE_URL: 'mysql://h/x',
      TOSS_SECRET_KEY: 'live_sk',
      SMTP_URL: 'smtp://h',
      APP_URL: 'https://h',
      PORT: '80',
    };
    expect(testSettings(given)).toEqual({ PATH: '/bin', DATABASE_URL: 'mysql://h/x' });
  });
  it('an address that is none is refused by its variable', () => {
    expect(endpoint('DATABASE_URL', 'mysql://u:p@db.example/x', 3306)).toEqual({ host: 'db.example', port: 3306 });
    expect(() => endpoint('DATABASE_URL', 'localhost', 3306)).toThrow('DATABASE_URL');
  });
});
