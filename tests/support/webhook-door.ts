import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asAppError } from '@/server/domain/shared/errors';
import type { ServiceContext } from '@/server/services/context';
import { receiveWebhook } from '@/server/services/payment';

export type WebhookDoor = {
  /** Where the provider sends its messages. */
  url: string;
  /** How many came, and what each was answered. */
  answers: number[];
  close(): Promise<void>;
};

/** The product's address for webhooks, over HTTP and without pages: `/stripe`, `/toss`. */
export async function openWebhookDoor(ctx: ServiceContext): Promise<WebhookDoor> {
  const answers: number[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const provider = (req.url ?? '').slice(1);
    const header = (name: string) => (req.headers[name] as string | undefined) ?? null;
    const rawBody = Buffer.concat(chunks).toString('utf8');
    let status = 200;
    try {
      await receiveWebhook({ ...ctx, actor: { type: 'webhook', source: provider } }, { provider, header, rawBody });
    } catch (error) {
      status = asAppError(error) ? 400 : 500;
    }
    answers.push(status);
    res.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
