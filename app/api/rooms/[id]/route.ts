import { isId } from '@/server/domain/shared/ids';
import { runtime } from '@/server/runtime';
import { readDocument } from '@/server/services/room';

/** A waiting room's document where there is no web process of ours before Next to answer it from memory. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const body = isId('room', id) ? await readDocument(runtime().as({ type: 'guest' }), id) : null;
  const cached = body ? 'public, max-age=1' : 'no-store';
  return new Response(body ?? 'null', {
    status: body ? 200 : 404,
    headers: { 'content-type': 'application/json', 'cache-control': cached },
  });
}
