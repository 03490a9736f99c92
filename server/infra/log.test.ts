import { pino } from 'pino';
import { expect, it } from 'vitest';
import { LOG_OPTIONS } from './log';

it('what is private is never written, at the top and two levels down', () => {
  const lines: string[] = [];
  const log = pino({ ...LOG_OPTIONS, level: 'info' }, { write: (line: string) => lines.push(line) });
  const secret = 'must-not-be-seen';
  const fields = {
    phone: secret,
    email: secret,
    paymentKey: secret,
    authorization: secret,
    cookie: secret,
    token: secret,
  };
  log.info(fields, 'top');
  log.info({ diner: fields, order: { payment: fields } }, 'below');
  log.info({ err: Object.assign(new Error('failed'), { config: { headers: { authorization: secret } } }) }, 'an error');
  expect(lines.join('')).not.toContain(secret);
  expect(lines).toHaveLength(3);
});
