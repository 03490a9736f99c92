import { getLocale } from 'next-intl/server';
import { fileResponse } from '@/app/api/file-response';
import { pageContext } from '@/app/session';
import { isId } from '@/server/domain/shared/ids';
import { statementFile } from '@/server/services/settlement';

type Params = { params: Promise<{ id: string; format: string }> };

/** A statement as PDF or CSV, for its restaurant's owner and for operators. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { id, format } = await params;
  if (!isId('statement', id) || (format !== 'pdf' && format !== 'csv')) return new Response(null, { status: 404 });
  const locale = (await getLocale()) === 'en' ? 'en' : 'ko';
  return fileResponse(async () => statementFile(await pageContext(), { statementId: id, format, locale }));
}
