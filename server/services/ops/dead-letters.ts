import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { getRun } from '@/db/queries/engine-runs';
import { deadLetters, outbox } from '@/db/schema';
import { AppError } from '@/server/domain/shared/errors';
import type { DeadLetterId } from '@/server/domain/shared/ids';
import { EVENTS } from '@/server/events/catalogue';
import { audit } from '../audit';
import { actorName, type ServiceContext, withTransaction } from '../context';

/** Writes down a run that is out of retries. The same run again changes nothing. */
export async function recordDeadLetter(
  ctx: ServiceContext,
  input: { runId: string; functionId: string; event: { name: string; data: Record<string, unknown> }; error: string },
): Promise<void> {
  const run = await getRun(ctx.db, input.runId);
  await ctx.db
    .insert(deadLetters)
    .values({
      id: ctx.newId('deadLetter'),
      runId: input.runId.slice(0, 40),
      functionId: input.functionId.slice(0, 80),
      eventName: input.event.name.slice(0, 80),
      eventData: input.event.data,
      error: input.error.slice(0, 4_000),
      attempts: run?.calls ?? null,
      status: 'open',
      createdAt: new Date(ctx.nowMs()),
    })
    .onDuplicateKeyUpdate({ set: { runId: sql`run_id` } });
}

export const deadLetterIdSchema = z.custom<DeadLetterId>(
  (value) => typeof value === 'string' && value.startsWith('dlt_'),
);

export const settleDeadLetterInput = z.object({
  id: deadLetterIdSchema,
  action: z.enum(['replay', 'close']),
  note: z.string().trim().max(400).optional(),
});

/** Sends a dead letter's event once more, as a new event, or closes it. One that is settled already is NOT_FOUND. */
export async function settleDeadLetter(ctx: ServiceContext, raw: z.infer<typeof settleDeadLetterInput>): Promise<void> {
  const input = settleDeadLetterInput.parse(raw);
  await withTransaction(ctx, async (tx) => {
    const now = new Date(ctx.nowMs());
    const [changed] = await tx
      .update(deadLetters)
      .set({
        status: input.action === 'replay' ? 'replayed' : 'closed',
        closedAt: now,
        closedBy: actorName(ctx.actor),
        note: input.note ?? null,
      })
      .where(and(eq(deadLetters.id, input.id), eq(deadLetters.status, 'open')));
    if (changed.affectedRows !== 1) throw new AppError('NOT_FOUND');
    const [letter] = await tx.select().from(deadLetters).where(eq(deadLetters.id, input.id));
    const { functionId, eventName, eventData } = letter!;
    await audit(ctx, tx, now.getTime(), {
      action: input.action === 'replay' ? 'dead-letter-replayed' : 'dead-letter-closed',
      subjectId: input.id,
      restaurantId: null,
      detail: { functionId, eventName, eventData, note: input.note ?? '' },
    });
    if (input.action === 'close') return;
    // A clock's tick comes again by itself; sending it as a fact would be refused.
    if (!(eventName in EVENTS)) throw new AppError('REPLAY_IMPOSSIBLE', { event: eventName });
    await tx.insert(outbox).values({ id: ctx.newId('outbox'), name: eventName, v: 1, data: eventData, createdAt: now });
  });
}

/** Open letters first, the latest first. */
export const listDeadLetters = (ctx: ServiceContext, input: { limit: number }) =>
  ctx.db
    .select()
    .from(deadLetters)
    .orderBy(sql`${deadLetters.status} <> 'open'`, desc(deadLetters.createdAt))
    .limit(input.limit);
