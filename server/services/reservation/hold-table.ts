import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { reservations } from '@/db/schema';
import { AppError, refusalError } from '@/server/domain/shared/errors';
import { isId, type ReservationId, type RestaurantId } from '@/server/domain/shared/ids';
import { isServiceDate } from '@/server/domain/shared/time';
import { requireUser, type ServiceContext } from '../context';
import type { HoldAnswer, HoldCommand } from './hold-command';

export const reservationIdSchema = z.custom<ReservationId>(
  (value) => typeof value === 'string' && isId('reservation', value),
  'not a reservation id',
);
export const restaurantIdSchema = z.custom<RestaurantId>(
  (value) => typeof value === 'string' && isId('restaurant', value),
  'not a restaurant id',
);

/** `minute` counts from midnight of the service date. The same `commandKey` again is the same command. */
export const holdTableInput = z.object({
  restaurantId: restaurantIdSchema,
  serviceDate: z.string(),
  minute: z.number(),
  party: z.number(),
  note: z.string().trim().max(500).optional(),
  /** The language it is booked in, for its mails; without it the diner's own. */
  locale: z.enum(['ko', 'en']).optional(),
  commandKey: z.string().regex(/^[\w-]{8,80}$/),
  /** The way in through a waiting room, where there is one. */
  admission: z.string().max(300).optional(),
  /** The hold to give up for this one, in one step: if this one is refused, that one stays. */
  replaces: reservationIdSchema.optional(),
});

export type HoldTableInput = z.infer<typeof holdTableInput>;

/**
 * Holds a table for the diner, or books it at once where no deposit is asked. Refuses with the code that says why, and
 * then nothing is written; SLOT_TAKEN carries the nearest free times.
 */
export async function holdTable(ctx: ServiceContext, raw: HoldTableInput): Promise<HoldAnswer> {
  const userId = requireUser(ctx);
  const input = holdTableInput.parse(raw);
  // What is no date at all must not reach the queue: the database would refuse the whole batch for it.
  if (!isServiceDate(input.serviceDate)) throw new AppError('SLOT_OFF_GRID', { date: input.serviceDate });
  const command: HoldCommand = {
    userId,
    commandKey: input.commandKey,
    // Coming in again gives another admission for the same wish.
    bodyHash: bodyHash({ ...input, commandKey: undefined, admission: undefined }),
    restaurantId: input.restaurantId,
    wish: { serviceDate: input.serviceDate, minute: input.minute, party: input.party },
    note: input.note || null,
    locale: input.locale ?? null,
    admission: ctx.rooms.admissionOf({ ...input, userId }),
    swap: input.replaces ? await findSwap(ctx, input.replaces) : null,
  };
  const outcome = await ctx.holds.submit(command);
  if (!outcome.ok) throw refusalError(outcome);
  return outcome.answer;
}

/** Where the hold to be given up stands: its day must be locked too. Whose it is, is checked under that lock. */
async function findSwap(
  ctx: ServiceContext,
  id: NonNullable<HoldTableInput['replaces']>,
): Promise<HoldCommand['swap']> {
  const [row] = await ctx.db
    .select({ restaurantId: reservations.restaurantId, serviceDate: reservations.serviceDate })
    .from(reservations)
    .where(eq(reservations.id, id));
  if (!row) throw new AppError('RESERVATION_UNKNOWN');
  return { reservationId: id, ...row };
}

/** 132 bits: two commands under one key that differ are told apart. */
const HASH_LENGTH = 22;

const bodyHash = (body: object): string =>
  createHash('sha256')
    .update(JSON.stringify(body, Object.keys(body).sort()))
    .digest('base64url')
    .slice(0, HASH_LENGTH);
