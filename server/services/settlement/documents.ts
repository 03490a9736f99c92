import type { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '@/server/domain/shared/errors';
import type { StatementDocument } from '@/server/infra/documents/statement';
import { type PayoutLine, payoutCsv, statementCsv } from '@/server/infra/documents/statement-csv';
import { audit } from '../audit';
import { requireUser, type ServiceContext, withTransaction } from '../context';
import { onlyOperators } from './access';
import { allLines } from './lines';
import { batchIdSchema, nowOf } from './pay';
import { rowsOf } from './rows';
import { readHead, statementIdSchema } from './statements';

export const statementFileInput = z.object({
  statementId: statementIdSchema,
  format: z.enum(['pdf', 'csv']),
  locale: z.enum(['ko', 'en']),
});

/** What draws a page and its fonts is large: it is loaded with the first document. */
async function pdfOf(document: StatementDocument, locale: 'ko' | 'en'): Promise<Readable> {
  const { statementPdf } = await import('@/server/infra/documents/statement-pdf');
  return statementPdf(document, locale);
}

export type DocumentFile = { name: string; type: string; body: Readable };

/**
 * A statement as a document, read and sent a part at a time. For who may not read it there is none: throws NOT_FOUND before anything is
 * sent.
 */
export async function statementFile(
  ctx: ServiceContext,
  raw: z.infer<typeof statementFileInput>,
): Promise<DocumentFile> {
  const { statementId, format, locale } = statementFileInput.parse(raw);
  const { statement, restaurant } = await readHead(ctx, statementId);
  const document: StatementDocument = {
    id: statement.id,
    no: statement.no,
    restaurant: {
      name: (locale === 'en' && restaurant.nameEn) || restaurant.name,
      address: (locale === 'en' && restaurant.addressEn) || restaurant.address,
    },
    zone: restaurant.timeZone,
    currency: statement.currency,
    firstDate: statement.firstDate,
    lastDate: statement.lastDate,
    madeAtMs: statement.createdAt.getTime(),
    dueDate: statement.payout?.dueDate ?? null,
    totals: statement,
    lines: allLines(ctx.db, statement),
  };
  const name = `tablepick-statement-${statement.no}-${statement.lastDate}.${format}`;
  return format === 'pdf'
    ? { name, type: 'application/pdf', body: await pdfOf(document, locale) }
    : { name, type: 'text/csv; charset=utf-8', body: statementCsv(document, locale) };
}

export const payoutFileInput = z.object({ batchId: batchIdSchema });

/**
 * A batch of payouts as the bank takes it, with the accounts as they were when it was made: whole numbers, so that who took them is
 * written down before anything is sent. Operators only, and not of a batch that was released: else NOT_FOUND.
 */
export async function payoutFile(ctx: ServiceContext, raw: z.infer<typeof payoutFileInput>): Promise<DocumentFile> {
  const userId = requireUser(ctx);
  const { batchId } = payoutFileInput.parse(raw);
  const operator: ServiceContext = { ...ctx, actor: { type: 'operator', userId } };
  const day = await withTransaction(operator, async (tx) => {
    const [batch] = await rowsOf<{ day: string; payouts: number; totalMinor: string; currency: string }>(
      tx,
      sql`SELECT DATE_FORMAT(created_at, '%Y-%m-%d') AS day, payouts, total_minor AS totalMinor, currency
            FROM payout_batches WHERE id = ${batchId} AND status <> 'released' AND ${onlyOperators(userId)}`,
    );
    if (!batch) throw new AppError('NOT_FOUND');
    await audit(operator, tx, await nowOf(tx), {
      action: 'payout-file-downloaded',
      subjectId: batchId,
      restaurantId: null,
      detail: { payouts: batch.payouts, totalMinor: Number(batch.totalMinor), currency: batch.currency },
    });
    return batch.day;
  });
  const name = `tablepick-payouts-${day}-${batchId.slice(-6)}.csv`;
  return { name, type: 'text/csv; charset=utf-8', body: payoutCsv(transfers(ctx, batchId)) };
}

const AT_ONCE = 1_000;

async function* transfers(ctx: ServiceContext, batchId: string): AsyncGenerator<PayoutLine> {
  type Row = Omit<PayoutLine, 'reference'> & { id: string };
  for (let after = ''; ; ) {
    const rows: Row[] = await rowsOf<Row>(
      ctx.db,
      sql`SELECT p.id, p.amount_minor AS amountMinor, p.currency, r.name AS restaurant,
                 JSON_UNQUOTE(JSON_EXTRACT(p.account, '$.bankCode')) AS bankCode,
                 JSON_UNQUOTE(JSON_EXTRACT(p.account, '$.accountNumber')) AS accountNumber,
                 JSON_UNQUOTE(JSON_EXTRACT(p.account, '$.accountHolder')) AS accountHolder
            FROM payouts p JOIN restaurants r ON r.id = p.restaurant_id
           WHERE p.batch_id = ${batchId} AND p.id > ${after} ORDER BY p.id LIMIT ${AT_ONCE}`,
    );
    for (const { id, ...row } of rows) yield { ...row, amountMinor: Number(row.amountMinor), reference: id };
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}
