import { pino } from 'pino';
import { env } from '@/env';

/** Never written, wherever they stand in what is logged. */
const PRIVATE = [
  'phone',
  'email',
  'paymentKey',
  'payment_key',
  'authorization',
  'cookie',
  'secret',
  'token',
  'password',
  'guestPhone',
  'to',
];

/** JSON lines on standard output. Private fields are cut at the top and two levels down. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[private]' },
});

export type Log = typeof log;
