import type { RowDataPacket } from 'mysql2';
import { brokenCoupons } from '../coupons';
import type { Provider } from '../provider';
import { NOTHING } from './database';
import { brokenLedger } from './ledger';
import { comparedWithProvider, type ProviderRecord, readProvider } from './provider';
import type { Queries } from './queries';

export type { Queries } from './queries';

/** Checks the invariants against the database and, with a provider, against its own record. Returns what is broken. */
export async function brokenInvariants(client: Queries, provider?: Provider): Promise<string[]> {
  return brokenWith(client, provider ? await readProvider(provider) : null);
}

/** The same with the provider's record as it was read. */
export async function brokenWith(client: Queries, record: ProviderRecord | null): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, sql] of Object.entries(NOTHING)) {
    const [rows] = await client.pool.query<RowDataPacket[]>(sql);
    if (rows.length > 0) broken.push(`${name}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  for (const coupons of await brokenCoupons(client)) broken.push(`11: ${coupons}`);
  const compared = record && (await comparedWithProvider(client, record));
  if (compared) broken.push(...compared.broken);
  broken.push(...(await brokenLedger(client, compared?.heldMinor ?? null)));
  return broken;
}

export { type ProviderRecord, readProvider };
