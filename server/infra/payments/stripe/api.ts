import Stripe from 'stripe';

/** The version whose shapes this folder reads. It moves with the SDK, whose types fit this one only. */
const API_VERSION = '2026-10-28.endive';

export type StripeOptions = { secretKey: string; webhookSecret: string; apiUrl?: string; timeoutMs?: number };

/** The provider's answer to one HTTP call; `code` is its error code, or our own word for what the network did. */
export type Failure = { status: number | null; code: string; type: string; declineCode: string | null };
export type Answer<T> = { ok: true; value: T } | ({ ok: false } & Failure);

/** The SDK as we use it: no retries of its own, which would hide what happened, and a time-out over the whole call. */
export function createStripe({ secretKey, apiUrl, timeoutMs = 10_000 }: StripeOptions) {
  const at = apiUrl ? new URL(apiUrl) : null;
  return new Stripe(secretKey, {
    apiVersion: API_VERSION,
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
    // The SDK's own Node client sends once more after a closed connection, whatever is said about retries.
    httpClient: Stripe.createFetchHttpClient(behind(at?.pathname ?? '')),
    ...(at && {
      host: at.hostname,
      port: at.port || (at.protocol === 'https:' ? '443' : '80'),
      protocol: at.protocol === 'https:' ? 'https' : 'http',
    }),
  });
}

/** The SDK knows host and port only: an address with a path, such as a stand-in's, needs it put before each call. */
function behind(pathname: string): typeof fetch | undefined {
  const prefix = pathname.replace(/\/+$/, '');
  if (!prefix) return undefined;
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    url.pathname = prefix + url.pathname;
    return fetch(url, init);
  };
}

/** Runs one call of the SDK; what it throws becomes a value. A mistake of our own is thrown on. */
export async function ask<T>(call: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return { ok: false, ...toFailure(error) };
  }
}

const TIMED_OUT = 'ETIMEDOUT';

export function toFailure(error: unknown): Failure {
  if (error instanceof Stripe.errors.StripeConnectionError) {
    const cause = error.detail as { code?: unknown } | string | undefined;
    const timedOut = typeof cause === 'object' && cause.code === TIMED_OUT;
    return { status: null, code: timedOut ? 'TIMEOUT' : 'NETWORK', type: 'connection', declineCode: null };
  }
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const status = error.statusCode ?? null;
  const type = error.rawType ?? 'api_error';
  // Without a status the body was not the provider's: something in between answered.
  const code = error.code ?? (status === null ? 'UNREADABLE' : type);
  return { status, code, type, declineCode: error.decline_code ?? null };
}
