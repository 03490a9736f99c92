import type { IncomingMessage } from 'node:http';
import { POST } from '@/app/api/webhooks/[provider]/route';
import { serve } from '@/web/serve';
import { takeOrders } from './orders';

/** The real web process but for Next's pages, which would need a build; the provider's webhooks are served by their own route. */
takeOrders();
await serve(async (req, res) => {
  if (req.url !== '/api/webhooks/toss') return void res.end(String(process.pid));
  const answer = await POST(
    new Request('http://127.0.0.1/api/webhooks/toss', {
      method: 'POST',
      headers: Object.entries(req.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      ),
      body: await textOf(req),
    }),
    { params: Promise.resolve({ provider: 'toss' }) },
  );
  res.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
