import type { Pool } from 'mysql2/promise';

/** Anything that can be asked: a client, or a single connection inside its transaction. */
export type Queries = { pool: Pick<Pool, 'query'> };
