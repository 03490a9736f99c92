import { describe, expect, it } from 'vitest';
import { mayReadMetrics } from './access';

const TOKEN = 'a-token-of-some-length';
const caller = (headers: Record<string, string> = {}, remoteAddress = '203.0.113.9', method = 'GET') => ({
  method,
  headers,
  socket: { remoteAddress },
});
const live = { TABLEPICK_MODE: 'production' } as const;

describe('who may read metrics', () => {
  it('with a token set: who says it, from anywhere; nobody else, from nowhere', () => {
    const settings = { ...live, METRICS_TOKEN: TOKEN };
    expect(mayReadMetrics(caller({ authorization: `Bearer ${TOKEN}` }), settings)).toBe(true);
    for (const said of ['', TOKEN, `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`]) {
      expect(mayReadMetrics(caller({ authorization: said }), settings)).toBe(false);
    }
    expect(mayReadMetrics(caller({}, '127.0.0.1'), settings)).toBe(false);
    expect(mayReadMetrics(caller(), { ...settings, TABLEPICK_MODE: 'demo' })).toBe(false);
  });

  it('without one: anybody in a demo, which is for its own machine only', () => {
    expect(mayReadMetrics(caller({}, '127.0.0.1'), { TABLEPICK_MODE: 'demo' })).toBe(true);
  });

  it.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])(
    'without one, live: this machine itself (%s)',
    (from) => {
      expect(mayReadMetrics(caller({}, from), live)).toBe(true);
    },
  );

  it.each(['203.0.113.9', '::ffff:203.0.113.9', '10.0.0.1', '1270.0.0.1', ''])('and not %o', (from) => {
    expect(mayReadMetrics(caller({}, from), live)).toBe(false);
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    'nor somebody far away whom a proxy on this machine passes on with %s',
    (header) => {
      expect(mayReadMetrics(caller({ [header]: '127.0.0.1' }, '127.0.0.1'), live)).toBe(false);
    },
  );

  it('and only by reading', () => {
    expect(mayReadMetrics(caller({}, '127.0.0.1', 'POST'), live)).toBe(false);
  });
});
