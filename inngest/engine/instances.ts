import { hostname } from 'node:os';
import { newId } from './ids';
import type { Tx } from './store';

/** Engines of this very process: those are alive without looking. */
const ownInstances = new Set<string>();

export type Instance = { id: string; host: string; pid: number };

export const newInstance = (): Instance => ({ id: newId(), host: hostname().slice(0, 190), pid: process.pid });

function processIsGone(pid: number): boolean {
  // The same number as ours, but not one of ours: that process died and we were given its number (in a container, always).
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * Enters this engine, and takes back the leases of those that are dead: on this host when their process is gone, anywhere
 * when they have not been heard of for `staleMs`. Without it their items would be due at the end of the lease. Answers
 * how many items that freed.
 */
export async function register(tx: Tx, self: Instance, now: number, staleMs: number): Promise<number> {
  ownInstances.add(self.id);
  const others = await tx.rows<{ id: string; host: string; pid: number; heartbeatAt: number }>(
    'SELECT id, host, pid, heartbeat_at AS heartbeatAt FROM engine_instances WHERE id <> ? ORDER BY id FOR UPDATE',
    [self.id],
  );
  const dead = others.filter(
    (other) =>
      !ownInstances.has(other.id) &&
      (Number(other.heartbeatAt) < now - staleMs || (other.host === self.host && processIsGone(other.pid))),
  );
  let freed = 0;
  if (dead.length > 0) {
    const ids = dead.map((other) => other.id);
    freed = await tx.write(
      'UPDATE engine_queue SET available_at = ?, lease_token = NULL, lease_owner = NULL WHERE lease_owner IN (?) AND blocked = 0',
      [now, ids],
    );
    await tx.write('DELETE FROM engine_instances WHERE id IN (?)', [ids]);
  }
  await tx.write('INSERT INTO engine_instances (id, host, pid, heartbeat_at) VALUES (?, ?, ?, ?)', [
    self.id,
    self.host,
    self.pid,
    now,
  ]);
  return freed;
}

/** Says that this engine lives, and keeps what it is working on. */
export async function renew(tx: Tx, self: Instance, itemIds: number[], now: number, leaseMs: number): Promise<void> {
  // Anew if another engine took this one for dead, as when the machine was asleep.
  await tx.write(
    'INSERT INTO engine_instances (id, host, pid, heartbeat_at) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE heartbeat_at = VALUES(heartbeat_at)',
    [self.id, self.host, self.pid, now],
  );
  if (itemIds.length === 0) return;
  // What is locked is being ended right now and needs no more time; waiting for it would only make deadlocks.
  const own = await tx.rows<{ id: number }>(
    'SELECT id FROM engine_queue WHERE id IN (?) AND lease_owner = ? FOR UPDATE SKIP LOCKED',
    [itemIds, self.id],
  );
  if (own.length === 0) return;
  await tx.write('UPDATE engine_queue SET available_at = ? WHERE id IN (?)', [
    now + leaseMs,
    own.map((item) => item.id),
  ]);
}

/** Gives back what is still leased and leaves. An answer that comes later finds its lease gone. */
export async function unregister(tx: Tx, self: Instance, now: number): Promise<void> {
  await tx.write(
    'UPDATE engine_queue SET available_at = ?, lease_token = NULL, lease_owner = NULL WHERE lease_owner = ?',
    [now, self.id],
  );
  await tx.write('DELETE FROM engine_instances WHERE id = ?', [self.id]);
  ownInstances.delete(self.id);
}
