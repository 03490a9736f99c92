import Stripe from 'stripe';
import { z } from 'zod';
import type { WebhookReader } from '../provider';
import { ORDER } from './orders';

const TOLERANCE_SECONDS = 300;
const ID_MAX = 190;

/** Every object of ours carries our order id, a session as its reference. What has none is none of ours. */
const objectSchema = z.object({
  client_reference_id: z.string().max(64).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

const ABOUT_REFUNDS = /^(charge\.refund|refund\.)/;

/** The signature is over the body as it came, with the time at which it was sent. */
export const webhookReader =
  (secret: string): WebhookReader =>
  (header, rawBody, nowMs) => {
    let event: Stripe.Event;
    try {
      const signature = header('stripe-signature') ?? '';
      event = Stripe.webhooks.constructEvent(rawBody, signature, secret, TOLERANCE_SECONDS, undefined, nowMs);
    } catch (error) {
      // A body that is signed and no JSON cannot be; everything else the SDK throws here is a bad signature.
      return { kind: 'refused', code: error instanceof SyntaxError ? 'UNREADABLE' : 'SIGNATURE' };
    }
    const object = objectSchema.safeParse(event.data?.object);
    const orderId = object.success ? (object.data.client_reference_id ?? object.data.metadata?.[ORDER]) : null;
    if (!orderId || typeof event.id !== 'string') return { kind: 'ignored' };
    return {
      kind: 'hint',
      messageId: event.id.slice(0, ID_MAX),
      orderId,
      aboutRefunds: ABOUT_REFUNDS.test(event.type),
    };
  };
