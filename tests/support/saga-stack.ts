import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from 'inngest/edge';
import type { DatabaseClient } from '@/db/client';
import { createInngest } from '@/inngest/client';
import { createEngine, engineHttpListener } from '@/inngest/engine';
import { createFunctions } from '@/inngest/functions';
import { createMailer } from '@/server/infra/mail/mailer';
import { OutboxRelay } from '@/server/infra/outbox/relay';
import { asPayments } from '@/server/infra/payments';
import { createStripeProvider } from '@/server/infra/payments/stripe/client';
import { createTossProvider } from '@/server/infra/payments/toss/client';
import type { ServiceContext } from '@/server/services/context';
import { LiveWatch } from '@/server/services/live';
import { makeContext } from './factories';
import { DEFAULT_KEYS, type Provider, startProvider } from './provider';

export type SagaStack = { ctx: ServiceContext; provider: Provider; close(): Promise<void> };

/** A context that pays at that provider and mails to its mailbox. */
export const payingContext = (client: DatabaseClient, provider: Provider): ServiceContext =>
  makeContext(client, {
    live: new LiveWatch(client.pool, 30),
    payments: asPayments({
      toss: createTossProvider({
        apiUrl: provider.sandbox.tossUrl,
        secretKey: DEFAULT_KEYS.tossSecretKey,
        timeoutMs: 1_000,
      }),
      stripe: createStripeProvider({
        apiUrl: provider.sandbox.stripeUrl,
        secretKey: DEFAULT_KEYS.stripeSecretKey,
        webhookSecret: DEFAULT_KEYS.stripeWebhookSecret,
        timeoutMs: 1_000,
      }),
    }),
    mailer: createMailer({
      smtpUrl: `smtp://127.0.0.1:${provider.sandbox.smtpPort}`,
      from: 'TablePick <hello@tablepick.example>',
    }),
  });

/**
 * All that runs in the background, in this process: provider, relay, engine and the product's own functions. Facts in
 * `lost`, which may change, are taken from the outbox and never arrive.
 */
export async function startSagaStack(
  client: DatabaseClient,
  lost: ReadonlySet<string> = new Set(),
): Promise<SagaStack> {
  const provider = await startProvider();
  const ctx = payingContext(client, provider);
  const keys = {
    eventKey: randomBytes(12).toString('hex'),
    signingKey: `signkey-test-${randomBytes(32).toString('hex')}`,
  };
  let handle: ReturnType<typeof engineHttpListener> | undefined;
  const server = createServer((req, res) => handle?.(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const inngest = createInngest({
    ...keys,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  const functions = createFunctions({ inngest, as: (job) => ({ ...ctx, actor: { type: 'system', job } }) });
  const engine = createEngine({
    pool: client.pool,
    handler: serve({ client: inngest, functions }),
    ...keys,
    backoff: () => 50,
    pollMs: 25,
  });
  handle = engineHttpListener(engine);
  await engine.start();
  const relay = new OutboxRelay({
    pool: client.pool,
    pollMs: 20,
    send: async (messages) => {
      const arriving = messages.filter(({ name }) => !lost.has(name));
      if (arriving.length > 0) await inngest.send(arriving);
    },
    onError: () => {},
  });
  relay.start();
  return {
    ctx,
    provider,
    close: async () => {
      await relay.stop();
      await engine.stop();
      ctx.live.close();
      server.closeAllConnections();
      server.close();
      await provider.close();
    },
  };
}
