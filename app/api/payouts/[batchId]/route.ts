import { fileResponse } from '@/app/api/file-response';
import { pageContext } from '@/app/session';
import { isId } from '@/server/domain/shared/ids';
import { payoutFile } from '@/server/services/settlement';

/** Transfers for the bank, for operators. */
export async function GET(_request: Request, { params }: { params: Promise<{ batchId: string }> }): Promise<Response> {
  const { batchId } = await params;
  if (!isId('payoutBatch', batchId)) return new Response(null, { status: 404 });
  return fileResponse(async () => payoutFile(await pageContext(), { batchId }));
}
