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
  const refused = Object.assign(new Error(`Duplicate entry '${secret}' for key 'x'`), {
    errno: 1062,
    code: 'ER_DUP_ENTRY',
    sql: secret,
  });
  log.error({ err: new Error(`Failed query: insert\nparams: ${secret}`, { cause: refused }) }, 'a database error');
  expect(lines.join('')).toContain('ER_DUP_ENTRY');
  expect(lines.join('')).not.toContain(secret);
  expect(lines).toHaveLength(4);
});
