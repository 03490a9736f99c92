import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { databaseFault } from '@/db/errors';
import { accounts, users } from '@/db/schema';
import type { UserId } from '@/server/domain/shared/ids';
import { type ServiceContext, withTransaction } from '../context';

export const signInInput = z.object({
  provider: z.string().min(1).max(32),
  subject: z.string().min(1).max(190),
  name: z.string().trim().max(120).nullish(),
  email: z.email().max(254).nullish().catch(null),
  locale: z.string().nullish(),
});

/**
 * The person behind an account at a sign-in provider; made on the first sign-in. Found by provider and subject only:
 * the same e-mail address at another provider is another person.
 */
export async function signIn(ctx: ServiceContext, raw: z.input<typeof signInInput>): Promise<{ userId: UserId }> {
  const input = signInInput.parse(raw);
  const find = async () => {
    const [account] = await ctx.db
      .select({ userId: accounts.userId })
      .from(accounts)
      .where(and(eq(accounts.provider, input.provider), eq(accounts.subject, input.subject)));
    return account;
  };
  const known = await find();
  if (known) return known;
  try {
    return await withTransaction(ctx, async (tx) => {
      const now = new Date(ctx.nowMs());
      const userId = ctx.newId('user');
      await tx.insert(accounts).values({ provider: input.provider, subject: input.subject, userId, createdAt: now });
      await tx.insert(users).values({
        id: userId,
        name: input.name || 'Guest',
        email: input.email ?? null,
        locale: input.locale?.startsWith('en') ? 'en' : 'ko',
        createdAt: now,
      });
      return { userId };
    });
  } catch (error) {
    // Two first sign-ins at once: the other one made the person.
    const other = databaseFault(error) === 'duplicate' ? await find() : undefined;
    if (other) return other;
    throw error;
  }
}
