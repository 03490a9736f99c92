import { Inngest, type Logger } from 'inngest';
import { env } from '@/env';

/**
 * The one Inngest client. Signed always: never dev mode. Embedded, its events go to the worker's own engine at
 * `INNGEST_BASE_URL`; with a server or the cloud only the environment differs.
 */
export const createInngest = (options: {
  eventKey: string;
  signingKey: string;
  baseUrl?: string;
  /** Where the SDK's own messages go; its default writes them, uncut, to the console. */
  logger: Logger;
  /** How the SDK reaches `baseUrl`; the engine's own process needs no connection for it. */
  fetch?: typeof fetch;
  /** How long a call goes on with the steps that follow, in milliseconds; 0 is without end. Default: the SDK's. */
  checkpointing?: { maxRuntime: number };
}): Inngest => new Inngest({ id: 'tablepick', isDev: false, ...options });

export const inngestFromEnv = (
  logger: Logger,
  embedded: Pick<Parameters<typeof createInngest>[0], 'fetch' | 'checkpointing'> = {},
): Inngest =>
  createInngest({
    logger,
    ...embedded,
    eventKey: env.INNGEST_EVENT_KEY,
    signingKey: env.INNGEST_SIGNING_KEY,
    ...(env.INNGEST_BASE_URL ? { baseUrl: env.INNGEST_BASE_URL } : {}),
  });
