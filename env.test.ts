import { describe, expect, it } from 'vitest';
import { parseEnv } from './env';

const demo = {
  TABLEPICK_MODE: 'demo',
  APP_URL: 'http://localhost:3000',
  DATABASE_URL: 'mysql://root@127.0.0.1/tablepick',
  REDIS_URL: 'redis://127.0.0.1:6379',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  TOSS_CLIENT_KEY: 'test_ck_1',
  TOSS_SECRET_KEY: 'test_sk_1',
  SMTP_URL: 'smtp://127.0.0.1:25',
  INNGEST_EVENT_KEY: 'event',
  INNGEST_SIGNING_KEY: `signkey-test-${'ab'.repeat(16)}`,
};

describe('settings', () => {
  it('a demo boots on test keys', () => {
    expect(parseEnv(demo).TABLEPICK_MODE).toBe('demo');
  });

  const { TABLEPICK_MODE: _, ...unsaid } = demo;
  const live = {
    ...unsaid,
    NODE_ENV: 'production',
    APP_URL: 'https://book.example',
    TOSS_SECRET_KEY: 'live_sk',
    TOSS_CLIENT_KEY: 'live_ck',
    KAKAO_CLIENT_ID: 'id',
    KAKAO_CLIENT_SECRET: 'secret',
  };

  it('production is what counts when nothing is said, and boots on live settings', () => {
    expect(parseEnv(live).TABLEPICK_MODE).toBe('production');
    expect(() => parseEnv(unsaid)).toThrow(/TOSS_SECRET_KEY.*test key/);
  });

  it.each([
    ['TOSS_SECRET_KEY', 'test_sk_1'],
    ['TOSS_CLIENT_KEY', 'test_ck_1'],
    ['APP_URL', 'http://book.example'],
    ['TOSS_API_URL', 'http://127.0.0.1:3100/toss'],
    ['TOSS_SCRIPT_URL', 'http://127.0.0.1:3100/script'],
    ['STRIPE_SECRET_KEY', 'sk_test_1'],
    ['STRIPE_SECRET_KEY', 'rk_test_1'],
    ['STRIPE_API_URL', 'http://127.0.0.1:3100/stripe'],
    ['NODE_ENV', 'development'],
  ])('production refuses %s=%s, by name', (name, value) => {
    expect(() => parseEnv({ ...live, [name]: value })).toThrow(new RegExp(`${name}:`));
  });

  it('production refuses to open with nobody able to sign in', () => {
    expect(() => parseEnv({ ...live, KAKAO_CLIENT_SECRET: '' })).toThrow(/nobody could sign in/);
  });

  it.each([
    'NEXTAUTH_SECRET',
    'DATABASE_URL',
    'APP_URL',
    'REDIS_URL',
    'SMTP_URL',
    'TOSS_SECRET_KEY',
    'INNGEST_SIGNING_KEY',
  ])('a missing %s stops the start, by name', (name) => {
    expect(() => parseEnv({ ...demo, [name]: '' })).toThrow(new RegExp(`${name}:`));
  });

  it('Stripe may be left out, but not the secret that checks its webhooks', () => {
    expect(parseEnv({ ...live, STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' })).toMatchObject({
      STRIPE_SECRET_KEY: 'sk_live_1',
    });
    expect(() => parseEnv({ ...live, STRIPE_SECRET_KEY: 'sk_live_1' })).toThrow(/STRIPE_WEBHOOK_SECRET:/);
  });

  it('a short secret is refused', () => {
    expect(() => parseEnv({ ...demo, NEXTAUTH_SECRET: 'short' })).toThrow(/at least 32/);
  });
});
