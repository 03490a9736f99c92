import type { Change } from '../payments/types';
import { newId } from './ids';
import type { StripeChange } from './objects';

/** What to commit for changes of objects, and the event that tells of them. `object` is what the event carries. */
export function withEvent(
  changes: StripeChange[],
  now: number,
  ...events: { type: string; orderId: string | null | undefined; object: unknown }[]
): Change[] {
  const told = events.map(({ type, orderId, object }): StripeChange => {
    const id = newId('evt');
    const created = Math.floor(now / 1000);
    const body = { id, object: 'event', api_version: API_VERSION, created, data: { object }, livemode: false };
    const whole = { ...body, pending_webhooks: 1, request: { id: null, idempotency_key: null }, type };
    return { t: 'event', value: { id, type, orderId: orderId ?? '', body: JSON.stringify(whole) } };
  });
  return [...changes, ...told].map((value) => ({ t: 'stripe', value }) as const);
}

export const API_VERSION = '2026-10-28.endive';
