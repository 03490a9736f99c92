import type { Pool } from 'mysql2/promise';
import type { DatabaseClient } from '@/db/client';

type Raw = { query: (...args: unknown[]) => { sql?: string }; execute: (...args: unknown[]) => { sql?: string } };

/**
 * Writes down every statement that a client's pools send from now on, with its values in place, until `stop`. A script of
 * several counts as that many.
 */
export function countStatements(client: DatabaseClient) {
  const texts: string[] = [];
  const undo: (() => void)[] = [];
  let listening = true;
  const listen = (connection: Raw) => {
    for (const method of ['query', 'execute'] as const) {
      const original = connection[method];
      connection[method] = (...args) => {
        const command = original.apply(connection, args);
        const given = args[0] as string | { sql: string };
        const sql = command?.sql ?? (typeof given === 'string' ? given : given.sql);
        if (listening) texts.push(...splitScript(sql));
        return command;
      };
      undo.push(() => {
        connection[method] = original;
      });
    }
  };
  const pools = [client.pool, client.scripts, client.writer].map((pool: Pool) => pool.pool);
  for (const pool of pools) {
    const known = (pool as unknown as { _allConnections: { toArray(): Raw[] } })._allConnections.toArray();
    known.forEach(listen);
    pool.on('connection', listen as never);
  }
  return {
    texts,
    count: () => texts.length,
    stop: () => {
      listening = false;
      for (const pool of pools) pool.off('connection', listen as never);
      for (const back of undo) back();
    },
  };
}

/** Our scripts put each statement on a line of its own, and no value of theirs holds such an end. */
const splitScript = (sql: string): string[] =>
  sql
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter(Boolean);
