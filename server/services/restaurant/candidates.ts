import type { RowDataPacket } from 'mysql2/promise';
import type { CuisineKey } from '@/server/domain/restaurant/cuisines';
import { termRange } from '@/server/domain/restaurant/names';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { ServiceDate } from '@/server/domain/shared/time';
import type { ServiceContext } from '../context';
import type { Sql } from './may-serve';

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
  /** Of the wanted date there; 0 is a day nobody ever wrote to. */
  dayVersion: number;
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

/**
 * The next restaurants after a position, in order; fewer than `limit` when the phase has no more. Browsing passes over
 * those that `mayServe` rules out. Each comes with the versions of its setup and its day, from the same statement.
 */
export async function nextCandidates(
  ctx: ServiceContext,
  search: { filter: CandidateFilter; date: ServiceDate; mayServe: Sql[] },
  position: Position,
  limit: number,
): Promise<Candidate[]> {
  const { filter, date } = search;
  const where = conditions(filter, position.after);
  if (position.phase === 'all') {
    return select(ctx, walk(indexFor(filter), date, [...where, ...search.mayServe], limit));
  }
  const prefix = termRange(filter.text ?? '', true);
  const part = termRange(filter.text ?? '');
  if (!prefix || !part) return [];
  const wanted = position.phase === 'prefix' ? prefix : part;
  if (position.phase === 'part') where.push(has(prefix, false));
  if (await isCommon(ctx, wanted)) {
    return select(ctx, walk(indexFor(filter), date, [...where, has(wanted, true)], limit));
  }
  return select(ctx, lookUp(wanted, date, where, limit));
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

/** Counted, because EXISTS may be turned into a join that first collects every restaurant that has such a term. */
const has = (range: Range, wanted: boolean): Sql => ({
  sql: `(SELECT COUNT(*) FROM restaurant_terms t WHERE t.restaurant_id = r.id AND t.term >= ? AND t.term < ?) ${wanted ? '> 0' : '= 0'}`,
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
  r.price_level, r.cover_tone, r.\`rank\`, r.config_version, d.version AS day_version`;
const DAY = 'LEFT JOIN service_day d ON d.restaurant_id = r.id AND d.service_date = ?';
const ORDER = 'ORDER BY r.`rank` DESC, r.id DESC LIMIT ?';

const allOf = (where: Sql[]) => where.map((w) => w.sql).join(' AND ');
const paramsOf = (where: Sql[]) => where.flatMap((w) => w.params);

/** Walks an index backwards from a position. Without the hint a server may prefer to sort everything that matches. */
const walk = (index: string, date: ServiceDate, where: Sql[], limit: number): Sql => ({
  sql: `SELECT ${COLUMNS} FROM restaurants r FORCE INDEX (${index}) ${DAY} WHERE ${allOf(where)} ${ORDER}`,
  params: [date, ...paramsOf(where), limit],
});

/** Reads a rare term's few restaurants and sorts them. */
const lookUp = (range: Range, date: ServiceDate, where: Sql[], limit: number): Sql => ({
  sql: `SELECT ${COLUMNS} FROM (SELECT DISTINCT restaurant_id FROM restaurant_terms WHERE term >= ? AND term < ?) found
    JOIN restaurants r ON r.id = found.restaurant_id ${DAY} WHERE ${allOf(where)} ${ORDER}`,
  params: [range.from, range.to, date, ...paramsOf(where), limit],
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
    dayVersion: Number(row.day_version ?? 0),
  }));
}
