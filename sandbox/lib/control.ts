import { readJsonObject, sendJson } from '../http/answers';
import type { Exchange, Router } from '../http/router';

type JsonHandler = (body: Record<string, unknown>, exchange: Exchange) => unknown;

/** A control request that cannot be done; its message is the answer. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Routes of the control API: JSON in and out, and only from the same origin or from no browser at all. */
export const controlRoutes =
  (router: Router, prefix: string) =>
  (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, handler: JsonHandler, limitBytes?: number): void => {
    router.on(method, `${prefix}${path}`, (exchange) => serve(exchange, handler, limitBytes));
  };

/** A page elsewhere cannot drive the sandbox. */
async function serve(exchange: Exchange, handler: JsonHandler, limitBytes?: number): Promise<void> {
  const { req, res, method } = exchange;
  const origin = req.headers.origin;
  if (origin !== undefined && new URL(origin).host !== req.headers.host) {
    return sendJson(res, 403, { message: 'The control API is not open to other origins.' });
  }
  const body = method === 'GET' ? {} : await readJsonObject(req, limitBytes);
  if (!body) return sendJson(res, 400, { message: 'The body is not a JSON object.' });
  try {
    sendJson(res, 200, handler(body, exchange));
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    sendJson(res, error.status, { message: error.message });
  }
}
