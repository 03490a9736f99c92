import type { Transaction } from '@/db/client';
import { outbox } from '@/db/schema';
import { EVENTS, type Fact } from '@/server/events/catalogue';
import type { ServiceContext } from '../context';

/** Writes facts to the outbox in the transaction of the change they tell of. Refuses data that does not fit its event. */
export async function tell(ctx: ServiceContext, tx: Transaction, facts: readonly Fact[], nowMs: number): Promise<void> {
  if (facts.length === 0) return;
  await tx.insert(outbox).values(
    facts.map((fact) => ({
      id: ctx.newId('outbox'),
      name: fact.name,
      v: EVENTS[fact.name].v,
      data: EVENTS[fact.name].data.parse(fact.data),
      createdAt: new Date(nowMs),
    })),
  );
}
