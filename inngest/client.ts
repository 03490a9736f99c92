import { Inngest } from 'inngest';
import { env } from '@/env';

/**
 * The one Inngest client. Signed always: never dev mode. Embedded, its events go to the worker's own engine at
 * `INNGEST_BASE_URL`; with a server or the cloud only the environment differs.
 */
export const createInngest = (options: { eventKey: string; signingKey: string; baseUrl?: string }): Inngest =>
  new Inngest({ id: 'tablepick', isDev: false, ...options });

export const inngestFromEnv = (): Inngest =>
  createInngest({
    eventKey: env.INNGEST_EVENT_KEY,
    signingKey: env.INNGEST_SIGNING_KEY,
    ...(env.INNGEST_BASE_URL ? { baseUrl: env.INNGEST_BASE_URL } : {}),
  });
