import { type CrashPoint, crashAt } from '@/server/infra/crash-point';
import { runtime } from '@/server/runtime';
import { sweepChanges } from '@/server/services/change';
import { sweepClosings } from '@/server/services/owner';
import { reconcilePayments, reconcileRefunds, watchProviders } from '@/server/services/payment';
import { sweepHolds } from '@/server/services/reservation';

/** What the harness tells one of the product's processes to do. */
export type Order = { no: number } & ({ do: 'crash-at'; point: CrashPoint | null; passes: number } | { do: 'minute' });

/** What the functions of the clock do every minute; the harness has made a minute pass for the records. */
async function minute(): Promise<void> {
  const as = (job: string) => runtime().as({ type: 'system', job });
  await Promise.allSettled([
    sweepHolds(as('sweep-holds'), { limit: 500 }),
    sweepChanges(as('sweep-holds'), { limit: 500 }),
    sweepClosings(as('sweep-holds'), { limit: 500 }),
    reconcilePayments(as('reconcile-payments'), { limit: 100 }),
    reconcileRefunds(as('reconcile-payments'), { limit: 100 }),
  ]);
  await watchProviders(as('reconcile-payments')).catch(() => {});
}

/** Takes the harness's orders, and says when each is done. */
export function takeOrders(): void {
  // Without the harness there is nobody to end it.
  process.once('disconnect', () => process.exit(1));
  process.on('message', async (order: Order) => {
    if (order.do === 'crash-at') crashAt(order.point, order.passes);
    else await minute();
    process.send?.({ done: order.no });
  });
}
