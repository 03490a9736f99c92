import { eq } from 'drizzle-orm';
import { reviewCases, users } from '@/db/schema';
import { each } from '@/server/domain/shared/each';
import type { ReviewCaseId } from '@/server/domain/shared/ids';
import { alarmWords } from '@/server/infra/mail/compose';
import { renderMail } from '@/server/infra/mail/render';
import type { ServiceContext } from '../context';
import { onlyOnce, sendOnce } from './send-once';

const caseUrl = (ctx: ServiceContext, id: ReviewCaseId) => `${ctx.appUrl}/ops/reviews#${id}`;

/**
 * A case needs a person: every operator with an address is told, once a case. A mailbox that takes nothing keeps nobody behind it from
 * the alarm; it is thrown at the end.
 */
export async function alarmOperators(
  ctx: ServiceContext,
  { reviewCaseId }: { reviewCaseId: ReviewCaseId },
): Promise<number> {
  const [found] = await ctx.db.select().from(reviewCases).where(eq(reviewCases.id, reviewCaseId));
  if (!found) return 0;
  const operators = await ctx.db.select().from(users).where(eq(users.role, 'operator'));
  let told = 0;
  await each(operators, async ({ id, email, locale }) => {
    if (!email) return;
    const sent = await sendOnce(
      ctx,
      `alarm:${reviewCaseId}:${found.openedAt.getTime().toString(36)}:${id.slice(-12)}`,
      async () => ({
        to: email,
        ...(await renderMail('review-alarm', locale, {
          reason: found.reason,
          openedAtIso: found.openedAt.toISOString(),
          caseUrl: caseUrl(ctx, found.id),
        })),
      }),
    );
    if (sent) told++;
  });
  return told;
}

/**
 * Posts a case to the operators' channel, once a case and opening, with a link to it. The channel has readers of both languages.
 * Returns whether it was posted now.
 */
export async function postAlarm(
  ctx: ServiceContext,
  { reviewCaseId }: { reviewCaseId: ReviewCaseId },
): Promise<boolean> {
  const [found] = await ctx.db.select().from(reviewCases).where(eq(reviewCases.id, reviewCaseId));
  if (!found) return false;
  const [ko, en] = [alarmWords('ko', found.reason), alarmWords('en', found.reason)];
  return onlyOnce(ctx, `alarm-post:${reviewCaseId}:${found.openedAt.getTime().toString(36)}`, () =>
    ctx.alarms.post({
      title: `${ko.title} · ${en.title}`,
      text: `${ko.detail}\n${en.detail}`,
      url: caseUrl(ctx, found.id),
    }),
  );
}
