import { eq } from 'drizzle-orm';
import { sentMails } from '@/db/schema';
import type { Mail } from '@/server/infra/mail/mailer';
import type { ServiceContext } from '../context';

/**
 * Does what tells somebody something unless it was done under that key. A crash between doing it and writing it down does it a second
 * time. Returns whether it was done now.
 */
export async function onlyOnce(ctx: ServiceContext, mailKey: string, send: () => Promise<void>): Promise<boolean> {
  const [sent] = await ctx.db.select({ key: sentMails.mailKey }).from(sentMails).where(eq(sentMails.mailKey, mailKey));
  if (sent) return false;
  await send();
  await ctx.db
    .insert(sentMails)
    .values({ mailKey, sentAt: new Date(ctx.nowMs()) })
    .onDuplicateKeyUpdate({ set: { mailKey } });
  return true;
}

/** The same for a mail. Its second copy has the same message id, which mailboxes fold into one. */
export const sendOnce = (
  ctx: ServiceContext,
  mailKey: string,
  make: () => Promise<Omit<Mail, 'messageId'>>,
): Promise<boolean> =>
  onlyOnce(ctx, mailKey, async () =>
    ctx.mailer.send({
      ...(await make()),
      messageId: `<${mailKey.replaceAll(':', '.')}@${new URL(ctx.appUrl).hostname}>`,
    }),
  );
