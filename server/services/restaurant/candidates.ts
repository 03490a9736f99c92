import type { RowDataPacket } from 'mysql2/promise';
import type { CuisineKey } from '@/server/domain/restaurant/cuisines';
import { termRange } from '@/server/domain/restaurant/names';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { ServiceContext } from '../context';

/** A restaurant as it stands in a list, before anybody asked what is free. */
export type Candidate = {
  id: RestaurantId;
  slug: string;
  name: string;
  nameEn: string | null;
  tagline: string | null;
  taglineEn: string | null;
  cuisine: CuisineKey;
  tags: string[];
  district: string;
  neighbourhood: string | null;
  priceLevel: number;
  coverTone: string | null;
  rank: number;
  configVersion: number;
};

/**
 * Where a scan stands. Phase `all` browses without text; with text, `prefix` are the names that begin with it and
 * `part` those that have it elsewhere. Within a phase: highest rank first, of equals the newest.
 */
export type Position = { phase: Phase; after: { rank: number; id: string } | null };
export type Phase = 'all' | 'prefix' | 'part';

export type CandidateFilter = {
  text?: string;
  /** At most one of the two. */
  district?: string;
  neighbourhood?: string;
  cuisine?: string;
};

/** Above so many matches a term is common: restaurants are then walked in order and asked for the term. */
const COMMON = 1_000;

type Range = { from: string; to: string };
type Sql = { sql: string; params: unknown[] };

/** The next restaurants after a position, in order; fewer than `limit` when the phase has no more. */
export async function nextCandidates(
  ctx: ServiceContext,
  filter: CandidateFilter,
  position: Position,
  limit: number,
): Promise<Candidate[]> {
  const where = conditions(filter, position.after);
  if (position.phase === 'all') return select(ctx, walk(indexFor(filter), where, limit));
  const prefix = termRange(filter.text ?? '', true);
  const part = termRange(filter.text ?? '');
  if (!prefix || !part) return [];
  const wanted = position.phase === 'prefix' ? prefix : part;
  if (position.phase === 'part') where.push(has(prefix, 'NOT EXISTS'));
  if (await isCommon(ctx, wanted)) {
    return select(ctx, walk(indexFor(filter), [...where, has(wanted, 'EXISTS')], limit));
  }
  return select(ctx, lookUp(wanted, where, limit));
}

function conditions(filter: CandidateFilter, after: Position['after']): Sql[] {
  const where: Sql[] = [{ sql: "r.status = 'published'", params: [] }];
  if (filter.neighbourhood) where.push({ sql: 'r.neighbourhood = ?', params: [filter.neighbourhood] });
  if (filter.district) where.push({ sql: 'r.district = ?', params: [filter.district] });
  if (filter.cuisine) where.push({ sql: 'r.cuisine = ?', params: [filter.cuisine] });
  if (after) {
    where.push({ sql: '(r.`rank` < ? OR (r.`rank` = ? AND r.id < ?))', params: [after.rank, after.rank, after.id] });
  }
  return where;
}

const has = (range: Range, exists: 'EXISTS' | 'NOT EXISTS'): Sql => ({
  sql: `${exists} (SELECT 1 FROM restaurant_terms t WHERE t.restaurant_id = r.id AND t.term >= ? AND t.term < ?)`,
  params: [range.from, range.to],
});

/** The index whose order is the list's order under that filter, so that reading stops at the page's end. */
const indexFor = (filter: CandidateFilter): string =>
  filter.neighbourhood
    ? 'restaurants_neighbourhood'
    : filter.district
      ? 'restaurants_district'
      : filter.cuisine
        ? 'restaurants_cuisine'
        : 'restaurants_ranked';

const COLUMNS = `r.id, r.slug, r.name, r.name_en, r.tagline, r.tagline_en, r.cuisine, r.tags, r.district, r.neighbourhood,
  r.price_level, r.cover_tone, r.\`rank\`, r.config_version`;
const ORDER = 'ORDER BY r.`rank` DESC, r.id DESC LIMIT ?';

/** Walks an index backwards from a position. Without the hint a server may prefer to sort everything that matches. */
const walk = (index: string, where: Sql[], limit: number): Sql => ({
  sql: `SELECT ${COLUMNS} FROM restaurants r FORCE INDEX (${index}) WHERE ${where.map((w) => w.sql).join(' AND ')} ${ORDER}`,
  params: [...where.flatMap((w) => w.params), limit],
});

/** Reads a rare term's few restaurants and sorts them. */
const lookUp = (range: Range, where: Sql[], limit: number): Sql => ({
  sql: `SELECT ${COLUMNS} FROM (SELECT DISTINCT restaurant_id FROM restaurant_terms WHERE term >= ? AND term < ?) found
    JOIN restaurants r ON r.id = found.restaurant_id WHERE ${where.map((w) => w.sql).join(' AND ')} ${ORDER}`,
  params: [range.from, range.to, ...where.flatMap((w) => w.params), limit],
});

/** Counts no further than the answer needs. */
async function isCommon(ctx: ServiceContext, range: Range): Promise<boolean> {
  const [[row]] = await ctx.scripts.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM (SELECT 1 FROM restaurant_terms WHERE term >= ? AND term < ? LIMIT ?) some_terms',
    [range.from, range.to, COMMON + 1],
  );
  return Number(row!.n) > COMMON;
}

async function select(ctx: ServiceContext, { sql, params }: Sql): Promise<Candidate[]> {
  const [rows] = await ctx.scripts.query<RowDataPacket[]>(sql, params);
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    nameEn: row.name_en,
    tagline: row.tagline,
    taglineEn: row.tagline_en,
    cuisine: row.cuisine,
    tags: typeof row.tags === 'string' ? JSON.parse(row.tags) : row.tags,
    district: row.district,
    neighbourhood: row.neighbourhood,
    priceLevel: row.price_level,
    coverTone: row.cover_tone,
    rank: row.rank,
    configVersion: Number(row.config_version),
  }));
}
