import type { SQL } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { outbox } from '@/db/schema';
import { EVENTS, type Fact } from '@/server/events/catalogue';
import type { ServiceContext } from '../context';

/** The statement that writes one or more facts to the outbox. Throws for data that does not fit its event. */
export const telling = (ctx: ServiceContext, tx: Transaction, facts: readonly Fact[], nowMs: number): SQL =>
  tx
    .insert(outbox)
    .values(
      facts.map((fact) => ({
        id: ctx.newId('outbox'),
        name: fact.name,
        v: EVENTS[fact.name].v,
        data: EVENTS[fact.name].data.parse(fact.data),
        createdAt: new Date(nowMs),
      })),
    )
    .getSQL();

/** Writes facts to the outbox in the transaction of the change they tell of. Refuses data that does not fit its event. */
export async function tell(ctx: ServiceContext, tx: Transaction, facts: readonly Fact[], nowMs: number): Promise<void> {
  if (facts.length > 0) await tx.execute(telling(ctx, tx, facts, nowMs));
}
