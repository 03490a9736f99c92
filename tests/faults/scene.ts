import type { CampaignId, RestaurantId, UserId } from '@/server/domain/shared/ids';
import { makeCampaign } from '../support/coupons';
import { dateIn, makeRestaurant, makeUser, makeUsers, table } from '../support/factories';
import { makePerson, type Person } from './client';
import { History } from './history';
import type { Random } from './random';
import type { Stack } from './stack';

export type Scene = {
  stack: Stack;
  random: Random;
  history: History;
  restaurants: { id: RestaurantId; owner: Person }[];
  diners: Person[];
  campaignId: CampaignId;
  /** Dates and minutes that people want: few, so that they meet. */
  dates: string[];
  minutes: number[];
  /** How long a hold lives here. */
  holdMs: number;
  /** When the last of the crowd left, on the history's clock; null while somebody is there. */
  goneMs: number | null;
  /** How often the fault really struck: a run in which it never did proves nothing. */
  struck: number;
};

/** A command's key, drawn from the seed like all else. */
export const keyOf = (random: Random) => `key-${random.int(1_000_000_000, 2_000_000_000)}`;

export type SceneOptions = { diners?: number; holdMs?: number };

/** Where a run plays: two small restaurants, their owners, some diners and a campaign with fewer coupons than diners. */
export async function makeScene(stack: Stack, random: Random, options: SceneOptions = {}): Promise<Scene> {
  const { diners: count = 10, holdMs = 3_500 } = options;
  const client = stack.client();
  const history = new History();
  const people = await makeUsers(client, count);
  const place = async (no: number) => {
    const ownerId = await makeUser(client, { name: 'Owner' });
    const restaurant = await makeRestaurant(client, {
      ownerId,
      restaurant: { holdTtlMs: holdMs },
      tables: [table(1, 2), table(2, 4), table(3, 6, { maxParty: 2, shareable: true, shape: 'counter' })],
      joins: [[1, 2]],
    });
    return {
      id: restaurant.id,
      owner: await makePerson(stack, history, random.fork(`owner-${no}`), ownerId, `owner-${no}`),
    };
  };
  const restaurants = [await place(1), await place(2)];
  const campaignId = await makeCampaign(client, { quantity: Math.ceil(count / 2) });
  const diners = await Promise.all(
    people.map((userId: UserId, index) =>
      makePerson(stack, history, random.fork(`diner-${index + 1}`), userId, `diner-${index + 1}`),
    ),
  );
  return {
    stack,
    random,
    history,
    restaurants,
    diners,
    campaignId,
    dates: [dateIn(1), dateIn(5)],
    minutes: [1_080, 1_140, 1_200],
    holdMs,
    goneMs: null,
    struck: 0,
  };
}
