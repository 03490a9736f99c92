import { type Inngest, NonRetriableError } from 'inngest';
import { asAppError, ERRORS, withoutData } from '@/server/domain/shared/errors';
import { EVENTS, type EventData, type EventName } from '@/server/events/catalogue';
import type { ServiceContext } from '@/server/services/context';

/** What a function is made from: the client, and the services as one job uses them. */
export type FunctionKit = { inngest: Inngest; as: (job: string) => ServiceContext };

/** An event's data, checked against the catalogue: what comes from outside the process is parsed, not believed. */
export const dataOf = <N extends EventName>(name: N, event: { data: unknown }): EventData<N> =>
  EVENTS[name].data.parse(event.data) as EventData<N>;

/** Runs of one reservation go one after the other. */
export const perReservation = { limit: 1, key: 'event.data.reservationId' } as const;

/** Where money waits: before all that was queued in the ten minutes before it. */
export const moneyFirst = { run: '600' } as const;

/**
 * Mails of one kind at once. A mail server that hangs keeps some calls busy for as long as it is waited for; the others are
 * left for bookings.
 */
export const mailsAtOnce = { limit: 8 } as const;

const ASK_WAITS_SECONDS = [1, 2, 4, 8, 15, 30];
const ASK_EVERY_SECONDS = 60;

/** How long to wait before asking a provider again for the `tries`-th time (from 1): 1 s … 30 s, then every minute. */
export const askWait = (tries: number): `${number}s` => `${ASK_WAITS_SECONDS[tries - 1] ?? ASK_EVERY_SECONDS}s`;

/** After so many tries about fifteen minutes have passed. */
export const ASKS_BEFORE_REVIEW = ASK_WAITS_SECONDS.length + 14;

/**
 * Runs a service verb inside a step. A refusal that no waiting will change ends the run at once; everything else
 * (a database away, a mail server busy) is tried again.
 */
export async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = asAppError(error);
    if (refusal && !ERRORS[refusal.code].retry) throw new NonRetriableError(refusal.code, { cause: error });
    throw withoutData(error);
  }
}
