import { z } from 'zod';
import type { ServiceContext } from '../context';
import { reservationIdSchema } from '../reservation';
import { readCheckout } from './load-checkout';
import { type PriceQuote, quoteOf } from './quote';

export const getQuoteInput = z.object({ reservationId: reservationIdSchema });

/** What the caller's held booking costs, and what each of their coupons would make of it. */
export async function getQuote(ctx: ServiceContext, raw: z.infer<typeof getQuoteInput>): Promise<PriceQuote> {
  const { reservationId } = getQuoteInput.parse(raw);
  return quoteOf(await readCheckout(ctx, reservationId));
}
