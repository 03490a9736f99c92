import { desc } from 'drizzle-orm';
import { reconciliations } from '@/db/schema';
import type { ServiceContext } from '../context';

/** What was compared with the providers lately, the newest first. */
export const listReconciliations = (ctx: ServiceContext, { limit }: { limit: number }) =>
  ctx.db.select().from(reconciliations).orderBy(desc(reconciliations.at)).limit(limit);
