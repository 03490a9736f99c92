import { createServer } from 'node:http';
import superjson from 'superjson';
import { runtime } from '@/server/runtime';
import { getAvailability, RestaurantReads, searchRestaurants } from '@/server/services/restaurant';
import { searchSlots } from './slot-search';

/**
 * Other ways to answer the same questions, over plain HTTP on the port given: `/slots/…` joins slots kept as rows;
 * `/forgetful/…` is our own search and our own day with nothing remembered from one request to the next.
 */
const { database, as } = runtime();
const guest = as({ type: 'guest' });

async function answer(path: string, input: never): Promise<unknown> {
  if (path === '/slots/search') return { found: await searchSlots(database.pool, input) };
  const forgetful = { ...guest, reads: new RestaurantReads(database.scripts) };
  if (path === '/forgetful/restaurants.search') return searchRestaurants(forgetful, input);
  if (path === '/forgetful/restaurants.availability') return getAvailability(forgetful, input);
  return null;
}

createServer((req, res) => {
  const url = new URL(req.url ?? '/', 'http://localhost');
  if (url.pathname === '/health') return void res.end('ok');
  const { json } = JSON.parse(url.searchParams.get('input') ?? '{}');
  answer(url.pathname, json as never).then(
    (found) => res.end(JSON.stringify({ result: { data: superjson.serialize(found) } })),
    (error: Error) => res.writeHead(500).end(String(error.stack)),
  );
}).listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
