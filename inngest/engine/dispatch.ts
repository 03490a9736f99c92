import { celMatches, valueHash } from './cel';
import { type StoredEvent, storeEvents } from './events';
import { eventOf, hold, lockRun, resumeStep } from './run-state';
import { finishRun, startRun, triggerNames } from './runs';
import type { EngineEvent, FunctionConfig } from './types';
import type { NewPause, Work } from './work';

/** Events that are stored now, and what was found to wait for each of them. */
export type Arrived = { events: StoredEvent[]; found: Map<StoredEvent, PauseRow[]> };

/**
 * Stores events and does all they cause: runs start, waits go on, runs are cancelled. An event that is here already
 * (same name and id) is dropped. Order counts: a later event of the list sees what an earlier one has started.
 */
export async function dispatch(work: Work, events: EngineEvent[]): Promise<void> {
  const arrived = await receive(work, events);
  await hold(work, runsOf(arrived));
  await deliver(work, arrived);
}

/** The first half of `dispatch`: stores the events and finds what waits for them, and locks nothing of it yet. */
export async function receive(work: Work, events: EngineEvent[]): Promise<Arrived> {
  const fresh = await storeEvents(work, events);
  return { events: fresh, found: await findPauses(work, fresh) };
}

/** The runs that `deliver` will lock. */
export const runsOf = ({ found }: Arrived): string[] => [...found.values()].flat().map((pause) => pause.runId);

/** The second half of `dispatch`. */
export async function deliver(work: Work, { events, found }: Arrived): Promise<void> {
  for (const stored of events) {
    const { ref, event } = stored;
    // What began in this very work is looked for in memory: it is not written yet.
    for (const pause of [...(found.get(stored) ?? []), ...begunFor(work, event)]) await takePause(work, pause, event);
    for (const fn of triggered(work, event)) await startRun(work, fn, event, ref);
  }
}

function begunFor(work: Work, event: EngineEvent): NewPause[] {
  const hashes = new Map<string, string | undefined>();
  const hash = (path: string) => {
    if (!hashes.has(path)) hashes.set(path, hashAt(event, path));
    return hashes.get(path);
  };
  return work.pauses.filter((pause) => pause.eventName === event.name && pause.matchHash === hash(pause.matchPath));
}

const hashAt = (event: EngineEvent, path: string): string | undefined => (path === '' ? '' : valueHash(event, path));

function triggered(work: Work, event: EngineEvent): FunctionConfig[] {
  return [...work.functions.values()].filter((fn) =>
    fn.events.some((trigger) => triggerNames(trigger.event, event.name) && celMatches(trigger.expression, { event })),
  );
}

type PauseRow = {
  id: number;
  runId: string;
  kind: 'wait' | 'cancel';
  stepId: string;
  eventName: string;
  expression: string | null;
  matchPath: string;
  matchHash: string;
  expiresAt: number | null;
  /** The event of the run, and where it is stored. */
  eventRef: string;
  payload: string;
};

/** The pauses each of these events may match, in the order of runs. Only those with the right value are read at all. */
async function findPauses(work: Work, events: StoredEvent[]): Promise<Arrived['found']> {
  const found: Arrived['found'] = new Map();
  if (events.length === 0) return found;
  const names = [...new Set(events.map(({ event }) => event.name))];
  const paths = await work.tx.rows<{ eventName: string; matchPath: string }>(
    'SELECT DISTINCT event_name AS eventName, match_path AS matchPath FROM engine_pauses WHERE event_name IN (?)',
    [names],
  );
  const wanted = new Map<string, StoredEvent[]>();
  for (const stored of events) {
    for (const { matchPath } of paths.filter((path) => path.eventName === stored.event.name)) {
      const hash = hashAt(stored.event, matchPath);
      if (hash === undefined) continue;
      const key = JSON.stringify([stored.event.name, matchPath, hash]);
      wanted.set(key, [...(wanted.get(key) ?? []), stored]);
    }
  }
  if (wanted.size === 0) return found;
  const rows = await work.tx.rows<PauseRow>(
    `SELECT p.id, p.run_id AS runId, p.kind, p.step_id AS stepId, p.event_name AS eventName, p.expression,
       p.match_path AS matchPath, p.match_hash AS matchHash, p.expires_at AS expiresAt, r.event_ref AS eventRef, e.payload
     FROM engine_pauses p JOIN engine_runs r ON r.id = p.run_id JOIN engine_events e ON e.id = r.event_ref
     WHERE ${Array.from(wanted, () => '(p.event_name = ? AND p.match_path = ? AND p.match_hash = ?)').join(' OR ')}`,
    [...wanted.keys()].flatMap((key) => JSON.parse(key) as string[]),
  );
  rows.sort((a, b) => (a.runId < b.runId ? -1 : a.runId > b.runId ? 1 : a.id - b.id));
  for (const pause of rows) {
    if (!work.eventsByRef.has(pause.eventRef)) work.eventsByRef.set(pause.eventRef, JSON.parse(pause.payload));
    for (const stored of wanted.get(JSON.stringify([pause.eventName, pause.matchPath, pause.matchHash])) ?? [])
      found.set(stored, [...(found.get(stored) ?? []), pause]);
  }
  return found;
}

async function takePause(work: Work, pause: PauseRow | NewPause, event: EngineEvent): Promise<void> {
  if (pause.expiresAt !== null && Number(pause.expiresAt) <= work.now) return;
  const run = await lockRun(work, pause.runId);
  if (!run) return;
  if (pause.expression !== null && !celMatches(pause.expression, { event: await eventOf(work, run), async: event }))
    return;
  if (pause.kind === 'wait') {
    // The wait may have been answered or given up since it was read: then its step is settled, and this does nothing.
    await resumeStep(work, run, pause.stepId, { type: 'data', data: event });
    return;
  }
  await finishRun(work, run, {
    status: 'cancelled',
    error: { name: 'Cancelled', message: `cancelled by ${event.name}` },
  });
}
