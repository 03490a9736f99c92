import next from 'next';
import { env } from '@/env';
import type { Pages } from './serve';

/** Everything that Next answers: pages, their files, and the small endpoints below `/api`. */
export async function openPages(): Promise<Pages> {
  const app = next({ dev: env.NODE_ENV === 'development', hostname: 'localhost', port: env.PORT });
  await app.prepare();
  const handle = app.getRequestHandler();
  return (req, res) => handle(req, res);
}
