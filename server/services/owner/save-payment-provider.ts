import { z } from 'zod';
import { PROVIDER_NAMES } from '@/server/domain/payment/providers';
import { AppError } from '@/server/domain/shared/errors';
import { audit } from '../audit';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { restaurantIdSchema } from '../reservation';
import { claimEdit, requireOwner } from './member';
import type { Saved } from './save-hours';

export const savePaymentProviderInput = z.object({
  restaurantId: restaurantIdSchema,
  expectedConfigVersion: z.number().int(),
  provider: z.enum(PROVIDER_NAMES),
});

/**
 * Which provider takes the payments of holds made from now on; a payment stays with the one it began at. Written to the
 * audit log with what it was before. Throws PROVIDER_NOT_SET_UP, STALE_EDIT, NOT_FOUND.
 */
export async function savePaymentProvider(
  ctx: ServiceContext,
  raw: z.input<typeof savePaymentProviderInput>,
): Promise<Saved> {
  const userId = requireUser(ctx);
  const { restaurantId, expectedConfigVersion, provider } = savePaymentProviderInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const restaurant = await requireOwner(ctx, tx, restaurantId);
    if (!ctx.payments.names.includes(provider)) throw new AppError('PROVIDER_NOT_SET_UP', { provider });
    const configVersion = await claimEdit(tx, userId, restaurant.id, expectedConfigVersion, {
      paymentProvider: provider,
    });
    if (provider !== restaurant.paymentProvider) {
      await audit(ctx, tx, restaurant.nowMs, {
        action: 'provider-changed',
        subjectId: restaurant.id,
        restaurantId: restaurant.id,
        detail: { before: restaurant.paymentProvider, after: provider },
      });
    }
    return { configVersion };
  });
}
