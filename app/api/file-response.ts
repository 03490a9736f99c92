import { Readable } from 'node:stream';
import { asAppError } from '@/server/domain/shared/errors';

type File = { name: string; type: string; body: Readable };

/** A file to be saved, sent as it is made; 404 for what is not the reader's, as for what is not there. */
export async function fileResponse(make: () => Promise<File>): Promise<Response> {
  try {
    const { name, type, body } = await make();
    const headers = {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    };
    return new Response(Readable.toWeb(body) as ReadableStream, { headers });
  } catch (error) {
    const refused = ['NOT_FOUND', 'SIGN_IN_REQUIRED'].includes(asAppError(error)?.code ?? '');
    if (refused) return new Response(null, { status: 404 });
    throw error;
  }
}
