import { runtime } from '@/server/runtime';
import { isHealthy } from '@/server/services/ops';

export const dynamic = 'force-dynamic';

/** 200 when this process can serve: it answers, and so does the database. */
export async function GET(): Promise<Response> {
  const ok = await isHealthy(runtime().as({ type: 'guest' }));
  return Response.json({ ok }, { status: ok ? 200 : 503 });
}
