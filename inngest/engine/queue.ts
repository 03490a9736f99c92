import { newId } from './ids';
import { lockPlaces, NEVER } from './places';
import type { Tx } from './store';
import type { FunctionConfig } from './types';

/** `call` the function, end a `sleep`, give up a `wait`, end a run that took too long (`finish`). */
export type ItemKind = 'call' | 'sleep' | 'wait' | 'finish';

/** A queue item that belongs to this process until its lease ends. */
export type Item = {
  id: number;
  runId: string;
  functionId: string;
  kind: ItemKind;
  stepId: string;
  attempt: number;
  deliveries: number;
  concKey: string | null;
  leaseToken: string;
};

export type Claim = {
  items: Item[];
  /** There may be more that is due. */
  more: boolean;
  /** Items of functions this process does not serve; they were put off. */
  unknown: string[];
};

const UNKNOWN_DELAY_MS = 30_000;

type ClaimOptions = {
  now: number;
  limit: number;
  owner: string;
  leaseMs: number;
  functions: ReadonlyMap<string, FunctionConfig>;
};

/** Leases up to `limit` items that are due. Skips what others are claiming, and lines up what is over its concurrency limit. */
export async function claim(tx: Tx, options: ClaimOptions): Promise<Claim> {
  const { now, limit, owner, leaseMs, functions } = options;
  if ([...functions.values()].some((fn) => fn.concurrency)) await lockPlaces(tx);
  const due = await tx.rows<Omit<Item, 'leaseToken'>>(
    `SELECT id, run_id AS runId, function_id AS functionId, kind, step_id AS stepId, attempt, deliveries, conc_key AS concKey
     FROM engine_queue WHERE available_at <= ? ORDER BY available_at, id LIMIT ? FOR UPDATE SKIP LOCKED`,
    [now, limit],
  );
  if (due.length === 0) return { items: [], more: false, unknown: [] };
  const unknown = due.filter((item) => !functions.has(item.functionId));
  const known = due.filter((item) => functions.has(item.functionId));
  const over = await overLimit(tx, known, functions, now);
  const taken = known.filter((item) => !over.has(item.id));
  if (unknown.length > 0) {
    await tx.write('UPDATE engine_queue SET available_at = ?, lease_token = NULL WHERE id IN (?)', [
      now + UNKNOWN_DELAY_MS,
      unknown.map((item) => item.id),
    ]);
  }
  if (over.size > 0) {
    await tx.write(
      'UPDATE engine_queue SET blocked = 1, available_at = ?, lease_token = NULL, lease_owner = NULL WHERE id IN (?)',
      [NEVER, [...over]],
    );
  }
  const leaseToken = newId();
  if (taken.length > 0) {
    await tx.write(
      `UPDATE engine_queue SET lease_token = ?, lease_owner = ?, available_at = ?, deliveries = deliveries + 1 WHERE id IN (?)`,
      [leaseToken, owner, now + leaseMs, taken.map((item) => item.id)],
    );
  }
  return {
    items: taken.map((item) => ({ ...item, deliveries: item.deliveries + 1, leaseToken })),
    more: due.length === limit,
    unknown: [...new Set(unknown.map((item) => item.functionId))],
  };
}

/** Ids of the items that find no place under their concurrency key. */
async function overLimit(
  tx: Tx,
  items: Omit<Item, 'leaseToken'>[],
  functions: ReadonlyMap<string, FunctionConfig>,
  now: number,
): Promise<Set<number>> {
  const keyed = items.filter((item) => item.concKey !== null);
  if (keyed.length === 0) return new Set();
  const busyRows = await tx.rows<{ concKey: string; n: number }>(
    `SELECT conc_key AS concKey, COUNT(*) AS n FROM engine_queue
     WHERE conc_key IN (?) AND blocked = 0 AND lease_token IS NOT NULL AND available_at > ? GROUP BY conc_key`,
    [[...new Set(keyed.map((item) => item.concKey))], now],
  );
  const busy = new Map(busyRows.map((row) => [row.concKey, Number(row.n)]));
  const over = new Set<number>();
  for (const item of keyed) {
    const key = item.concKey as string;
    const taken = busy.get(key) ?? 0;
    // A function that lost its limit in a new version still has keyed items: they may run.
    const limit = functions.get(item.functionId)?.concurrency?.limit ?? Number.POSITIVE_INFINITY;
    if (taken >= limit) over.add(item.id);
    else busy.set(key, taken + 1);
  }
  return over;
}
