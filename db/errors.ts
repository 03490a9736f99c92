/** What a database error means, by the error numbers of MySQL and MariaDB alike. */
export type DatabaseFault = 'deadlock' | 'lock-timeout' | 'conflict' | 'duplicate' | 'check' | 'disconnected' | 'other';

const FAULTS: Record<number, DatabaseFault> = {
  1213: 'deadlock',
  1205: 'lock-timeout',
  // MariaDB 11.6+: a row changed since the snapshot was taken.
  1020: 'conflict',
  1062: 'duplicate',
  1586: 'duplicate',
  // CHECK violated: MySQL, MariaDB.
  3819: 'check',
  4025: 'check',
};

const LOST = new Set(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);

/** Looks through wrapped errors (drizzle keeps the driver's error as `cause`). */
export function databaseFault(error: unknown): DatabaseFault | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { errno, code, fatal } = current as { errno?: number; code?: string; fatal?: boolean };
    // A connection that was closed before the statement could be sent: the driver says only that it is fatal.
    if ((code && LOST.has(code)) || (fatal && !code && !errno)) return 'disconnected';
    if (typeof errno === 'number' && errno > 0) return FAULTS[errno] ?? 'other';
  }
  return null;
}

/** The transaction was rolled back and may simply run again. */
export const isTransient = (error: unknown): boolean => {
  const fault = databaseFault(error);
  return fault === 'deadlock' || fault === 'lock-timeout' || fault === 'conflict';
};
