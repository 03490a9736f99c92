import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { memberships, payouts, restaurants, statements } from '@/db/schema';
import type { StatementLine } from '@/server/domain/settlement/statement';
import { AppError } from '@/server/domain/shared/errors';
import { isId, type StatementId } from '@/server/domain/shared/ids';
import { requireUser, type ServiceContext } from '../context';
import { restaurantIdSchema } from '../reservation';
import { mayRead } from './access';
import { type Cursor, cursorSchema, readLines } from './lines';
import { isHeldBack } from './payable';

export const statementIdSchema = z.custom<StatementId>(
  (value) => typeof value === 'string' && isId('statement', value),
  'not a statement id',
);

export const listStatementsInput = z.object({
  restaurantId: restaurantIdSchema,
  /** The number of the statement that the page before ended with. */
  cursor: z.number().int().min(1).nullish(),
  limit: z.number().int().min(1).max(200).default(50),
});

const payout = {
  status: payouts.status,
  dueDate: payouts.dueDate,
  paidAt: payouts.paidAt,
  heldBack: sql`${isHeldBack}`.mapWith((value) => Number(value) === 1),
};

/** A statement with what became of its payout; null where nothing is paid. */
export type StatementRow = typeof statements.$inferSelect & {
  payout: {
    status: (typeof payouts.$inferSelect)['status'];
    dueDate: string;
    paidAt: Date | null;
    /** It waits until later earnings make up for what the last statement carries over. */
    heldBack: boolean;
  } | null;
};

export type StatementList = { statements: StatementRow[]; nextCursor: number | null };

/** A restaurant's statements, the last first. For everybody but its owner there is no such restaurant: throws NOT_FOUND. */
export async function listStatements(
  ctx: ServiceContext,
  raw: z.input<typeof listStatementsInput>,
): Promise<StatementList> {
  const userId = requireUser(ctx);
  const { restaurantId, cursor, limit } = listStatementsInput.parse(raw);
  const ofPage = and(
    eq(statements.restaurantId, memberships.restaurantId),
    cursor ? lt(statements.no, cursor) : undefined,
  );
  const rows = await ctx.db
    .select({ statement: statements, payout })
    .from(memberships)
    .leftJoin(statements, ofPage)
    .leftJoin(payouts, eq(payouts.statementId, statements.id))
    .where(
      and(eq(memberships.restaurantId, restaurantId), eq(memberships.userId, userId), eq(memberships.role, 'owner')),
    )
    .orderBy(desc(statements.no))
    .limit(limit + 1);
  // The membership alone is a row when there is no statement yet.
  if (rows.length === 0) throw new AppError('NOT_FOUND');
  const page = rows.slice(0, limit).flatMap(({ statement, payout }) => (statement ? [{ ...statement, payout }] : []));
  return { statements: page, nextCursor: rows.length > limit ? page.at(-1)!.no : null };
}

export const getStatementInput = z.object({
  statementId: statementIdSchema,
  after: cursorSchema.nullish(),
  limit: z.number().int().min(1).max(1_000).default(50),
});

export type StatementView = {
  statement: StatementRow;
  restaurant: {
    name: string;
    nameEn: string | null;
    address: string | null;
    addressEn: string | null;
    timeZone: string;
  };
  /** By the time of the visit. */
  lines: StatementLine[];
  /** For the next page; null on the last. */
  next: Cursor | null;
};

/** A statement with a page of its lines, for the restaurant's owner and for operators; to others there is none: throws NOT_FOUND. */
export async function getStatement(
  ctx: ServiceContext,
  raw: z.input<typeof getStatementInput>,
): Promise<StatementView> {
  const input = getStatementInput.parse(raw);
  const head = await readHead(ctx, input.statementId);
  const page = await readLines(ctx.db, head.statement, { after: input.after ?? null, limit: input.limit });
  return { ...head, ...page };
}

export type StatementHead = Pick<StatementView, 'statement' | 'restaurant'>;

/** A statement without its lines, to those who may read it. */
export async function readHead(ctx: ServiceContext, statementId: StatementId): Promise<StatementHead> {
  const userId = requireUser(ctx);
  const [found] = await ctx.db
    .select({
      statement: statements,
      payout,
      restaurant: {
        name: restaurants.name,
        nameEn: restaurants.nameEn,
        address: restaurants.address,
        addressEn: restaurants.addressEn,
        timeZone: restaurants.timeZone,
      },
    })
    .from(statements)
    .innerJoin(restaurants, eq(restaurants.id, statements.restaurantId))
    .leftJoin(payouts, eq(payouts.statementId, statements.id))
    .where(and(eq(statements.id, statementId), mayRead(userId, sql`${statements.restaurantId}`)));
  if (!found) throw new AppError('NOT_FOUND');
  return { statement: { ...found.statement, payout: found.payout }, restaurant: found.restaurant };
}
