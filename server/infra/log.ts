import { type LoggerOptions, pino, stdSerializers, stdTimeFunctions } from 'pino';
import { withoutData } from '@/server/domain/shared/errors';

/** Never written, wherever they stand in what is logged. */
const PRIVATE = ['phone', 'email', 'paymentKey', 'authorization', 'cookie', 'secret', 'token', 'password', 'to'];

/** An error as name, message, stack and code: its other properties may hold a request, and a request its secrets. */
function plainError(raw: unknown): unknown {
  const error = withoutData(raw);
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack, code: (error as { code?: unknown }).code };
}

export const LOG_OPTIONS: LoggerOptions = {
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  serializers: { err: plainError },
  redact: { paths: PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[private]' },
};

/** JSON lines on standard output. Private fields are cut at the top and two levels down. */
export const createLog = (level: string) => pino({ ...LOG_OPTIONS, level });

export type Log = ReturnType<typeof createLog>;
