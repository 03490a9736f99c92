import { z } from 'zod';
import { isId, type RestaurantId } from '@/server/domain/shared/ids';
import { isServiceDate } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';

export const watchDayInput = z.object({
  restaurantId: z.custom<RestaurantId>(
    (value) => typeof value === 'string' && isId('restaurant', value),
    'not a restaurant id',
  ),
  date: z.string().refine(isServiceDate, 'not a date'),
});

/** The version of a restaurant's day, now and whenever something of that day was written, until `signal` ends. */
export async function* watchDay(
  ctx: ServiceContext,
  input: z.infer<typeof watchDayInput>,
  signal: AbortSignal,
): AsyncGenerator<{ version: string }> {
  for await (const version of ctx.live.changes('day', `${input.restaurantId}/${input.date}`, signal)) yield { version };
}
