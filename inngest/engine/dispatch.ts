import { celMatches, valueHash } from './cel';
import { type StoredEvent, storeEvents } from './events';
import { eventOf, lockRun, resumeStep } from './run-state';
import { finishRun, startRun, triggerNames } from './runs';
import type { EngineEvent, FunctionConfig } from './types';
import { flush, type Work } from './work';

/**
 * Stores events and does all they cause: runs start, waits go on, runs are cancelled. An event that is here already
 * (same name and id) is dropped. Order counts: a later event of the list sees what an earlier one has started.
 */
export async function dispatch(work: Work, events: EngineEvent[]): Promise<void> {
  const fresh = await storeEvents(work, events);
  let segment: StoredEvent[] = [];
  let awaited = new Set<string>();
  for (const stored of fresh) {
    if (awaited.has(stored.event.name)) {
      await dispatchSegment(work, segment);
      await flush(work);
      segment = [];
      awaited = new Set();
    }
    segment.push(stored);
    for (const fn of triggered(work, stored.event)) for (const cancel of fn.cancel) awaited.add(cancel.event);
  }
  if (segment.length > 0) await dispatchSegment(work, segment);
}

/** Events none of which is waited for by a run that another of them starts. */
async function dispatchSegment(work: Work, segment: StoredEvent[]): Promise<void> {
  for (const match of await findPauses(work, segment)) await takePause(work, match);
  for (const { ref, event } of segment) {
    for (const fn of triggered(work, event)) await startRun(work, fn, event, ref);
  }
}

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
};

/** The pauses these events may match, in the order of runs and events. Only those with the right value are read at all. */
async function findPauses(work: Work, segment: StoredEvent[]): Promise<{ pause: PauseRow; event: EngineEvent }[]> {
  const names = [...new Set(segment.map(({ event }) => event.name))];
  const paths = await work.tx.rows<{ eventName: string; matchPath: string }>(
    'SELECT DISTINCT event_name AS eventName, match_path AS matchPath FROM engine_pauses WHERE event_name IN (?)',
    [names],
  );
  const wanted = new Map<string, EngineEvent[]>();
  for (const { event } of segment) {
    for (const { matchPath } of paths.filter((path) => path.eventName === event.name)) {
      const hash = matchPath === '' ? '' : valueHash(event, matchPath);
      if (hash === undefined) continue;
      const key = JSON.stringify([event.name, matchPath, hash]);
      wanted.set(key, [...(wanted.get(key) ?? []), event]);
    }
  }
  if (wanted.size === 0) return [];
  const values = [...wanted.keys()].flatMap((key) => JSON.parse(key) as string[]);
  const rows = await work.tx.rows<PauseRow>(
    `SELECT id, run_id AS runId, kind, step_id AS stepId, event_name AS eventName, expression, match_path AS matchPath,
       match_hash AS matchHash, expires_at AS expiresAt
     FROM engine_pauses WHERE ${Array.from(wanted, () => '(event_name = ? AND match_path = ? AND match_hash = ?)').join(' OR ')}`,
    values,
  );
  rows.sort((a, b) => (a.runId < b.runId ? -1 : a.runId > b.runId ? 1 : a.id - b.id));
  return rows.flatMap((pause) =>
    (wanted.get(JSON.stringify([pause.eventName, pause.matchPath, pause.matchHash])) ?? []).map((event) => ({
      pause,
      event,
    })),
  );
}

async function takePause(work: Work, { pause, event }: { pause: PauseRow; event: EngineEvent }): Promise<void> {
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
