import { Environment } from '@marcbachmann/cel-js';
import { sha1 } from './ids';
import { canonicalJson } from './json';
import { LIMITS } from './limits';

/** What an expression sees: `event` is the run's (or the arriving) event, `async` the incoming one of a wait or a cancel. */
export type CelContext = { event: unknown; async?: unknown };

type Program = (context: CelContext) => unknown;

const environment = new Environment({ limits: { maxAstNodes: 200, maxDepth: 30 } })
  .registerVariable('event', 'map')
  .registerVariable('async', 'map');

const programs = new Map<string, Program>();
const PROGRAMS_KEPT = 1_000;

/** Why `expression` cannot be used, or `undefined` if it can. */
export function celProblem(expression: string): string | undefined {
  if (expression.length > LIMITS.expressionLength) return `is longer than ${LIMITS.expressionLength} characters`;
  try {
    const checked = environment.check(expression);
    return checked.valid ? undefined : firstLine(checked.error);
  } catch (error) {
    return firstLine(error);
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] as string;

/** Value of `expression`, or `undefined` where it names a field that is not there (or does not fit). Throws on bad syntax. */
export function evaluateCel(expression: string, context: CelContext): unknown {
  let program = programs.get(expression);
  if (!program) {
    program = environment.parse(expression) as unknown as Program;
    if (programs.size >= PROGRAMS_KEPT) programs.clear();
    programs.set(expression, program);
  }
  try {
    return program({ event: context.event ?? {}, async: context.async ?? {} });
  } catch {
    return undefined;
  }
}

/** Whether `expression` is true. Without one everything matches; a missing field never does. */
export const celMatches = (expression: string | null | undefined, context: CelContext): boolean =>
  !expression || evaluateCel(expression, context) === true;

const FIELD_PATH = '[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*';
const EQUALITY = new RegExp(`^\\s*(event|async)\\.(${FIELD_PATH})\\s*==\\s*(event|async)\\.(${FIELD_PATH})\\s*$`);

/**
 * The path P if `expression` can only be true when `event.P == async.P`: it is that, or a plain conjunction with it. What
 * waits on such a condition is found by an index instead of by evaluating every condition.
 */
export function matchPathOf(expression: string | null | undefined): string | undefined {
  if (!expression || /["'`|?()[\]{}]/.test(expression)) return undefined;
  for (const part of expression.split('&&')) {
    const match = EQUALITY.exec(part);
    if (match && match[1] !== match[3] && match[2] === match[4] && (match[2] as string).length <= 120) return match[2];
  }
  return undefined;
}

/** Hash of the value at `path` in `event`; `undefined` where there is none, which can never match. */
export function valueHash(event: unknown, path: string): string | undefined {
  let value: unknown = event;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value === undefined ? undefined : sha1(canonicalJson(value));
}
