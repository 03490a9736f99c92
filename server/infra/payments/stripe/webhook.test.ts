import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { webhookReader } from './webhook';

const SECRET = 'whsec_test';
const NOW_MS = 1_764_500_000_000;
const read = webhookReader(SECRET);

const event = (type: string, object: object) =>
  JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
const BODY = event('charge.refunded', { id: 'ch_1', metadata: { order_id: 'pay_1' } });
const signed = (payload: string, at = NOW_MS, secret = SECRET) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(at / 1000) });
const reading = (body: string, signature: string | null, at = NOW_MS) =>
  read((name) => (name === 'stripe-signature' ? signature : null), body, at);

describe('a message at the address for webhooks', () => {
  it('is a hint about our order once its signature holds', () => {
    expect(reading(BODY, signed(BODY))).toEqual({
      kind: 'hint',
      messageId: 'evt_1',
      orderId: 'pay_1',
      aboutRefunds: true,
    });
    const session = event('checkout.session.completed', { client_reference_id: 'pay_2', metadata: {} });
    expect(reading(session, signed(session))).toMatchObject({ orderId: 'pay_2', aboutRefunds: false });
  });

  it.each([
    ['without a signature', BODY, null],
    ['signed with another secret', BODY, signed(BODY, NOW_MS, 'whsec_other')],
    ['with another body than was signed', BODY.replace('pay_1', 'pay_9'), signed(BODY)],
    ['that is older than five minutes', BODY, signed(BODY, NOW_MS - 301_000)],
    ['that is empty', '', signed(BODY)],
    ['with a signature of nonsense', BODY, 't=now,v1=yes'],
  ])('%s is refused', (_what, body, signature) => {
    expect(reading(body, signature).kind).toBe('refused');
  });

  it('just inside five minutes is taken', () => {
    expect(reading(BODY, signed(BODY, NOW_MS - 299_000)).kind).toBe('hint');
  });

  it.each([
    ['of somebody else’s order', event('charge.refunded', { metadata: {} })],
    ['about nothing with an order', event('payout.paid', { id: 'po_1' })],
    ['without an object', JSON.stringify({ id: 'evt_1', type: 'ping' })],
  ])('%s is taken and ignored, or it would come again for days', (_what, body) => {
    expect(reading(body, signed(body)).kind).toBe('ignored');
  });
});
