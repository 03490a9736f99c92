import { eq } from 'drizzle-orm';
import { sentMails } from '@/db/schema';
import type { Mail } from '@/server/infra/mail/mailer';
import type { ServiceContext } from '../context';

/**
 * Sends a mail unless one of that key went out. A crash between sending and writing it down sends a second copy, under
 * the same message id, which mailboxes fold into one. Returns whether it was sent now.
 */
export async function sendOnce(
  ctx: ServiceContext,
  mailKey: string,
  make: () => Promise<Omit<Mail, 'messageId'>>,
): Promise<boolean> {
  const [sent] = await ctx.db.select({ key: sentMails.mailKey }).from(sentMails).where(eq(sentMails.mailKey, mailKey));
  if (sent) return false;
  await ctx.mailer.send({
    ...(await make()),
    messageId: `<${mailKey.replaceAll(':', '.')}@${new URL(ctx.appUrl).hostname}>`,
  });
  await ctx.db
    .insert(sentMails)
    .values({ mailKey, sentAt: new Date(ctx.nowMs()) })
    .onDuplicateKeyUpdate({ set: { mailKey } });
  return true;
}
