import { Cron } from 'croner';
import { z } from 'zod';
import { celProblem } from './cel';
import { parseDurationMs } from './duration';
import { LIMITS } from './limits';
import type { FunctionConfig } from './types';

const concurrencyEntry = z.strictObject({
  limit: z.number().int(),
  key: z.string().optional(),
  scope: z.string().optional(),
});

/** A function as the SDK registers it. Strict: an option nobody here has heard of is refused, not skipped. */
const registered = z.strictObject({
  id: z.string().min(1).max(LIMITS.nameLength),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string(), expression: z.string().optional() }),
      z.strictObject({ cron: z.string(), jitter: z.string().optional() }),
    ]),
  ),
  steps: z.record(
    z.string(),
    z.looseObject({ retries: z.looseObject({ attempts: z.number().optional() }).optional() }),
  ),
  idempotency: z.string().optional(),
  concurrency: z.union([z.number().int(), concurrencyEntry, z.array(concurrencyEntry)]).optional(),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
  priority: z.strictObject({ run: z.string().optional() }).optional(),
  singleton: z.strictObject({ key: z.string().optional(), mode: z.string() }).optional(),
  timeouts: z.strictObject({ start: z.string().optional(), finish: z.string().optional() }).optional(),
});

type Registered = z.infer<typeof registered>;

/** Attempts of a function that says nothing of retries. */
const DEFAULT_RETRIES = 4;

/** Splits `TZ=Area/City 0 3 * * *`; without the prefix the zone is UTC. */
export function parseCron(text: string): { pattern: string; timezone: string } {
  const match = /^\s*(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(text);
  return match ? { timezone: match[1] as string, pattern: match[2] as string } : { timezone: 'UTC', pattern: text };
}

/** The first tick of `cron` after `afterMs`, in milliseconds since 1970; `undefined` if there is none. */
export function nextTick(cron: string, afterMs: number): number | undefined {
  const { pattern, timezone } = parseCron(cron);
  return new Cron(pattern, { timezone, paused: true }).nextRun(new Date(afterMs))?.getTime();
}

/**
 * Reads the functions of a registration. Throws one Error with a line for everything the engine does not implement, so
 * that nothing a function asks for is silently left out.
 */
export function readFunctions(raw: unknown[]): FunctionConfig[] {
  const problems: string[] = [];
  const functions: FunctionConfig[] = [];
  for (const entry of raw) {
    const id = (entry as { id?: unknown } | null)?.id;
    const found: string[] = [];
    const parsed = registered.safeParse(entry);
    if (parsed.success) functions.push(readFunction(parsed.data, (option, why) => found.push(`${option} ${why}`)));
    else for (const issue of parsed.error.issues) found.push(...describeIssue(issue));
    problems.push(...found.map((problem) => `  ${String(id)}: ${problem}`));
  }
  const ids = functions.map((fn) => fn.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) problems.push(`  ${id}: is registered twice`);
  if (problems.length > 0) {
    throw new Error(`The embedded engine cannot run these functions as they are configured:\n${problems.join('\n')}`);
  }
  return functions;
}

const describeIssue = (issue: z.core.$ZodIssue): string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `${[...issue.path, key].join('.')} is not implemented`)
    : [`${issue.path.join('.')} ${issue.message}`];

type Refuse = (option: string, why: string) => void;

function readFunction(fn: Registered, refuse: Refuse): FunctionConfig {
  const expression = (option: string, text: string | undefined) => {
    const problem = text === undefined ? undefined : celProblem(text);
    if (problem) refuse(option, `"${text}" is not an expression the engine understands: ${problem}`);
    return text;
  };
  const duration = (option: string, text: string | undefined) => {
    if (text === undefined) return undefined;
    const ms = parseDurationMs(text);
    if (ms === undefined || ms <= 0) refuse(option, `"${text}" is not a duration`);
    return ms;
  };
  const retries = Object.values(fn.steps)[0]?.retries?.attempts ?? DEFAULT_RETRIES;
  if (!Number.isInteger(retries) || retries < 0 || retries > LIMITS.retries) {
    refuse('retries', `${retries} is not between 0 and ${LIMITS.retries}`);
  }
  if (fn.singleton && fn.singleton.mode !== 'skip')
    refuse('singleton.mode', `"${fn.singleton.mode}" is not implemented`);
  if (fn.timeouts?.start !== undefined) refuse('timeouts.start', 'is not implemented');
  return {
    id: fn.id,
    ...readTriggers(fn, expression, refuse),
    maxAttempts: retries + 1,
    idempotency: expression('idempotency', fn.idempotency),
    concurrency: readConcurrency(fn, expression, refuse),
    priority: expression('priority.run', fn.priority?.run),
    cancel: (fn.cancel ?? []).map((cancel, i) => ({
      event: cancel.event,
      expression: expression(`cancelOn[${i}].if`, cancel.if),
      timeoutMs: duration(`cancelOn[${i}].timeout`, cancel.timeout),
    })),
    singleton: fn.singleton && { key: expression('singleton.key', fn.singleton.key) },
    finishTimeoutMs: duration('timeouts.finish', fn.timeouts?.finish),
  };
}

type CheckExpression = (option: string, text: string | undefined) => string | undefined;

function readTriggers(
  fn: Registered,
  expression: CheckExpression,
  refuse: Refuse,
): Pick<FunctionConfig, 'events' | 'crons'> {
  const events: FunctionConfig['events'] = [];
  const crons: FunctionConfig['crons'] = [];
  fn.triggers.forEach((trigger, i) => {
    const option = `triggers[${i}]`;
    if ('event' in trigger) {
      if (trigger.event.length > LIMITS.nameLength)
        refuse(`${option}.event`, `is longer than ${LIMITS.nameLength} characters`);
      events.push({ event: trigger.event, expression: expression(`${option}.if`, trigger.expression) });
      return;
    }
    if (trigger.jitter !== undefined) refuse(`${option}.jitter`, 'is not implemented');
    try {
      if (nextTick(trigger.cron, 0) === undefined) refuse(`${option}.cron`, `"${trigger.cron}" never comes`);
    } catch (error) {
      refuse(
        `${option}.cron`,
        `"${trigger.cron}" is not a schedule: ${error instanceof Error ? error.message : error}`,
      );
    }
    crons.push({ cron: trigger.cron });
  });
  return { events, crons };
}

function readConcurrency(fn: Registered, expression: CheckExpression, refuse: Refuse): FunctionConfig['concurrency'] {
  if (fn.concurrency === undefined) return undefined;
  const entries = typeof fn.concurrency === 'number' ? [{ limit: fn.concurrency }] : [fn.concurrency].flat();
  if (entries.length > 1) refuse('concurrency', 'with more than one limit is not implemented');
  const entry: z.infer<typeof concurrencyEntry> | undefined = entries[0];
  if (!entry) return undefined;
  if (entry.scope !== undefined && entry.scope !== 'fn')
    refuse('concurrency.scope', `"${entry.scope}" is not implemented`);
  if (entry.limit < 0) refuse('concurrency.limit', `${entry.limit} is not a number of steps`);
  // To the SDK, 0 means no limit.
  return entry.limit === 0 ? undefined : { limit: entry.limit, key: expression('concurrency.key', entry.key) };
}
