import { z } from 'zod';
import { inBoth, type Locale, type WordContext } from '../words';
import { condition } from './rule';

const nameOf = (id: string, { restaurantName }: WordContext, locale: Locale) =>
  restaurantName(id, locale) ?? (locale === 'ko' ? '한 레스토랑' : 'one restaurant');

/** Only at one restaurant. */
export const oneRestaurant = condition({
  kind: 'one-restaurant',
  label: { ko: '한 레스토랑에서만', en: 'One restaurant only' },
  fields: [{ name: 'restaurantId', type: 'restaurant', label: { ko: '레스토랑', en: 'Restaurant' } }],
  schema: z.object({ restaurantId: z.string().min(1) }),
  problems: () => [],
  words: ({ restaurantId }, context) =>
    inBoth((locale) => {
      const name = nameOf(restaurantId, context, locale);
      return locale === 'ko' ? `${name}에서만` : `Only at ${name}`;
    }),
  allows: ({ restaurantId }, booking) => booking.restaurantId === restaurantId,
  why: ({ restaurantId }, context) =>
    inBoth((locale) => {
      const name = nameOf(restaurantId, context, locale);
      return locale === 'ko' ? `${name}에서만 쓸 수 있어요.` : `Works only at ${name}.`;
    }),
});
