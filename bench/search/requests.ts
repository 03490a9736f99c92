import superjson from 'superjson';
import { Random } from '@/db/seed/random';
import { CUISINE_KEYS } from '@/server/domain/restaurant/cuisines';
import { DISTRICTS } from '@/server/domain/restaurant/places';
import { addDays, type ServiceDate } from '@/server/domain/shared/time';

export type SearchWish = {
  area?: string;
  cuisine?: string;
  text?: string;
  date: ServiceDate;
  minute: number;
  party: number;
};
export type DayWish = { restaurantId: string; date: ServiceDate; party: number };

const AREAS = Object.keys(DISTRICTS);
const MINUTES = [690, 720, 750, 780, 1050, 1080, 1110, 1140, 1170, 1200];
/** Common and rare, the beginning of names and parts of them. */
const TEXTS = [
  '칼국수',
  '할머니',
  '스시',
  '치킨',
  '바다',
  '커피',
  '진미 식당',
  '파스타',
  '곱창',
  '김밥',
  '한강 라멘',
  '국',
  '돌담 선영',
];
const DAYS = 28;

/** So many different searches: a third of the whole city, a third of a district, the rest by cuisine, both, or text. */
export function searchWishes(count: number, today: ServiceDate, days = DAYS): SearchWish[] {
  const random = new Random('searches');
  return Array.from({ length: count }, () => {
    const kind = random.weighted([6, 6, 3, 2, 3]);
    return {
      ...((kind === 1 || kind === 3) && { area: random.pick(AREAS) }),
      ...((kind === 2 || kind === 3) && { cuisine: random.pick(CUISINE_KEYS) }),
      ...(kind === 4 && { text: random.pick(TEXTS) }),
      date: addDays(today, random.whole(1, days)),
      minute: random.pick(MINUTES),
      party: random.whole(1, 6),
    };
  });
}

/** So many days of restaurants, each as likely as any other. */
export function dayWishes(count: number, ids: readonly string[], today: ServiceDate): DayWish[] {
  const random = new Random('days');
  return Array.from({ length: count }, () => ({
    restaurantId: random.pick(ids),
    date: addDays(today, random.whole(1, DAYS)),
    party: random.whole(1, 6),
  }));
}

/** The address of a query of ours. */
export const queryPath = (procedure: string, input: object): string =>
  `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(superjson.serialize(input)))}`;
