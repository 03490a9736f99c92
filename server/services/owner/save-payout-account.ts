import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { merchantTerms } from '@/db/schema';
import { DEFAULT_TERMS } from '@/server/domain/settlement/fee';
import { isFreshSignIn, maskAccount, payoutAccountSchema } from '@/server/domain/settlement/payout-account';
import { AppError } from '@/server/domain/shared/errors';
import { audit } from '../audit';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { restaurantIdSchema } from '../reservation';
import { requireOwner } from './member';

export const savePayoutAccountInput = payoutAccountSchema.extend({ restaurantId: restaurantIdSchema });

/** A payout account as it may be shown. */
export type ShownAccount = { bankCode: string; masked: string; holder: string; changedAtMs: number | null };

type Kept = Pick<typeof merchantTerms.$inferSelect, 'bankCode' | 'accountNumber' | 'accountHolder'>;

/** What the audit log keeps of an account: enough to tell two apart, not enough to use one. */
const masked = ({ bankCode, accountNumber, accountHolder }: Kept) =>
  bankCode && accountNumber ? { bankCode, number: maskAccount(accountNumber), holder: accountHolder } : null;

/**
 * Where the restaurant is paid from now on; a file that went to the bank keeps the account it was made with. For an owner who
 * signed in a moment ago: whoever finds a desk unattended cannot send money elsewhere. Throws NOT_FOUND, SIGN_IN_AGAIN.
 */
export async function savePayoutAccount(
  ctx: ServiceContext,
  raw: z.input<typeof savePayoutAccountInput>,
): Promise<ShownAccount> {
  const userId = requireUser(ctx);
  const { restaurantId, bankCode, number, holder } = savePayoutAccountInput.parse(raw);
  return withTransaction(ctx, async (tx) => {
    const restaurant = await requireOwner(ctx, tx, restaurantId);
    // Sign-ins are stamped by the app's clock, and so compared with it.
    if (!isFreshSignIn(ctx.actor.type === 'staff' ? ctx.actor.signedInAtMs : null, ctx.nowMs()))
      throw new AppError('SIGN_IN_AGAIN');
    // Locks the row, and makes it of the terms that counted without one.
    await tx
      .insert(merchantTerms)
      .values({ restaurantId, ...DEFAULT_TERMS })
      .onDuplicateKeyUpdate({ set: { restaurantId } });
    const [before] = await tx.select().from(merchantTerms).where(eq(merchantTerms.restaurantId, restaurantId));
    const after = { bankCode, accountNumber: number, accountHolder: holder };
    const same = before?.bankCode === bankCode && before.accountNumber === number && before.accountHolder === holder;
    const shown = { bankCode, masked: maskAccount(number), holder };
    if (same) return { ...shown, changedAtMs: before.accountChangedAt?.getTime() ?? null };
    await tx
      .update(merchantTerms)
      .set({
        ...after,
        accountChangedAt: new Date(restaurant.nowMs),
        accountChangedBy: userId,
        version: (before?.version ?? 0) + 1,
      })
      .where(eq(merchantTerms.restaurantId, restaurantId));
    await audit(ctx, tx, restaurant.nowMs, {
      action: 'payout-account-changed',
      subjectId: restaurantId,
      restaurantId,
      detail: { before: before ? masked(before) : null, after: masked(after) },
    });
    return { ...shown, changedAtMs: restaurant.nowMs };
  });
}
