import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WebhookReader } from '../provider';

/** What is read of a webhook. All else in it is ignored: it is not signed, so it proves nothing. */
const messageSchema = z.object({
  eventType: z.string().max(60),
  createdAt: z.string().max(60),
  data: z.object({
    orderId: z.string().max(64),
    paymentKey: z.string().max(200).optional(),
    status: z.string().max(40).optional(),
    lastTransactionKey: z.string().max(64).nullish(),
  }),
});

const ID_MAX = 190;
const ABOUT_REFUNDS = new Set(['CANCELED', 'PARTIAL_CANCELED']);

/** Copies of a message share their transmission id; one without is known by what it says. */
export const readTossWebhook: WebhookReader = (header, rawBody) => {
  const body = parse(rawBody);
  if (body === undefined) return { kind: 'refused', code: 'UNREADABLE' };
  const message = messageSchema.safeParse(body);
  if (!message.success) return { kind: 'ignored' };
  const { eventType, createdAt, data } = message.data;
  const said = [eventType, data.paymentKey, data.status, createdAt, data.lastTransactionKey].join('\n');
  return {
    kind: 'hint',
    messageId:
      header('tosspayments-webhook-transmission-id')?.slice(0, ID_MAX) ||
      createHash('sha256').update(said).digest('hex'),
    orderId: data.orderId,
    aboutRefunds: ABOUT_REFUNDS.has(data.status ?? ''),
  };
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
