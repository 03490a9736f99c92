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
  INNGEST_SIGNING_KEY: 'signkey-test-1',
};

describe('settings', () => {
  it('a demo boots on test keys', () => {
    expect(parseEnv(demo).TABLEPICK_MODE).toBe('demo');
  });

  it('production refuses test keys, and is what counts when nothing is said', () => {
    const { TABLEPICK_MODE: _, ...unsaid } = demo;
    expect(() => parseEnv(unsaid)).toThrow(/TOSS_SECRET_KEY.*test key/);
    expect(() => parseEnv({ ...unsaid, TOSS_SECRET_KEY: 'live_sk', TOSS_CLIENT_KEY: 'test_ck' })).toThrow(
      /TOSS_CLIENT_KEY/,
    );
    expect(parseEnv({ ...unsaid, TOSS_SECRET_KEY: 'live_sk', TOSS_CLIENT_KEY: 'live_ck' }).TABLEPICK_MODE).toBe(
      'production',
    );
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

  it('a short secret is refused', () => {
    expect(() => parseEnv({ ...demo, NEXTAUTH_SECRET: 'short' })).toThrow(/at least 32/);
  });
});
