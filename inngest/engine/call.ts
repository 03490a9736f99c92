import { parseRetryAfter } from './duration';
import { newId } from './ids';
import { canonicalJson } from './json';
import type { Item } from './queue';
import { hashedKey, signBody } from './sign';
import type { Store } from './store';
import type { Op, ServeTarget } from './types';

/** What a call to the function came to. */
export type Answer =
  | { kind: 'result'; data: unknown }
  | { kind: 'ops'; ops: Op[]; noRetry: boolean; retryAt?: number }
  | { kind: 'error'; error: unknown; noRetry: boolean; retryAt?: number };

/** All a call says of its run. */
export type RunInput = {
  /** The event as canonical JSON. */
  event: string;
  forcePlan: boolean;
  /** Each settled step's memo as canonical JSON, in the order of settling. */
  steps: { id: string; memo: string }[];
};

/** Reads the runs of some items with their settled steps, in two statements. */
export async function loadRuns(store: Store, runIds: string[]): Promise<Map<string, RunInput>> {
  if (runIds.length === 0) return new Map();
  const [runs, steps] = await Promise.all([
    store.rows<{ id: string; forcePlan: number; payload: string }>(
      `SELECT r.id, r.force_plan AS forcePlan, e.payload FROM engine_runs r JOIN engine_events e ON e.id = r.event_ref WHERE r.id IN (?)`,
      [runIds],
    ),
    store.rows<{ runId: string; stepId: string; status: string; payload: string }>(
      `SELECT run_id AS runId, step_id AS stepId, status, payload FROM engine_steps
       WHERE run_id IN (?) AND status <> 'planned' ORDER BY run_id, position`,
      [runIds],
    ),
  ]);
  const inputs = new Map<string, RunInput>();
  for (const run of runs) inputs.set(run.id, { event: run.payload, forcePlan: run.forcePlan === 1, steps: [] });
  for (const step of steps) {
    // Exactly one payload key: with both, the SDK takes an error for a success.
    const memo =
      step.status === 'done' ? `{"data":${step.payload},"type":"data"}` : `{"error":${step.payload},"type":"error"}`;
    inputs.get(step.runId)?.steps.push({ id: step.stepId, memo });
  }
  return inputs;
}

export type Caller = (item: Item, input: RunInput, maxAttempts: number) => Promise<Answer>;

type CallerOptions = { handler: ServeTarget; signingKey: string; clock: () => number };

/** Address the handler is told it has when it is called in this process; nothing listens there. */
const IN_PROCESS_URL = 'http://127.0.0.1/api/inngest';

/** Makes the function that calls the SDK's handler with signed requests. It never throws: what goes wrong is an answer. */
export function createCaller({ handler, signingKey, clock }: CallerOptions): Caller {
  const base = typeof handler === 'string' ? handler : IN_PROCESS_URL;
  const send = typeof handler === 'string' ? (request: Request) => fetch(request) : handler;
  const checkpoints = hashedKey(signingKey) !== undefined;
  return async (item, input, maxAttempts) => {
    const url = new URL(base);
    url.searchParams.set('fnId', item.functionId);
    url.searchParams.set('stepId', item.stepId);
    const body = requestBody(item, input, maxAttempts, checkpoints);
    const headers = {
      ...signedHeaders(base, body, signingKey),
      'x-run-id': item.runId,
      'x-inngest-step-id': item.stepId,
      'x-inngest-job-id': item.leaseToken,
      'x-request-id': newId(),
    };
    try {
      return await readAnswer(await send(new Request(url, { method: 'POST', headers, body })), clock());
    } catch (error) {
      return unreachable(error instanceof Error ? error.message : String(error));
    }
  };
}

/** Asks the handler for its functions: the SDK's registration, answered in the same request. */
export async function fetchRegistration({ handler, signingKey }: CallerOptions): Promise<unknown[]> {
  const base = typeof handler === 'string' ? handler : IN_PROCESS_URL;
  const body = canonicalJson({ url: base });
  const headers = { ...signedHeaders(base, body, signingKey), 'x-inngest-sync-kind': 'in_band' };
  const request = new Request(base, { method: 'PUT', headers, body });
  const response = await (typeof handler === 'string' ? fetch(request) : handler(request));
  const text = await response.text();
  if (response.status !== 200)
    throw new Error(`The functions could not be read: the handler answered ${response.status} ${text.slice(0, 300)}`);
  const functions = (JSON.parse(text) as { functions?: unknown }).functions;
  if (!Array.isArray(functions))
    throw new Error('The functions could not be read: the handler did not register in band');
  return functions;
}

/** Signed with the machine's time, whatever the engine's clock says: the SDK compares it with its own. */
const signedHeaders = (base: string, body: string, signingKey: string): Record<string, string> => ({
  // A server would set it; the SDK's handler builds its own address from it.
  host: new URL(base).host,
  'content-type': 'application/json',
  'x-inngest-server-kind': 'cloud',
  'x-inngest-req-version': '-1',
  'x-inngest-signature': signBody(body, signingKey, Date.now()),
});

/**
 * The request as canonical JSON, put together from parts that are canonical already. With `fn_id` and `qi_id` the SDK runs
 * one step after the other in the same call, and has each of them stored (`checkpoint.ts`) before it goes on.
 */
function requestBody(item: Item, input: RunInput, maxAttempts: number, checkpoints: boolean): string {
  const stack = input.steps.map((step) => step.id);
  const ctx = canonicalJson({
    run_id: item.runId,
    attempt: item.attempt,
    max_attempts: maxAttempts,
    disable_immediate_execution: input.forcePlan,
    use_api: false,
    ...(checkpoints ? { fn_id: item.functionId, qi_id: leaseName(item) } : {}),
    stack: { stack, current: stack.length },
  });
  const steps = [...input.steps].sort((a, b) => (a.id < b.id ? -1 : 1)).map((step) => `"${step.id}":${step.memo}`);
  return `{"ctx":${ctx},"event":${input.event},"events":[${input.event}],"steps":{${steps.join(',')}},"use_api":false,"version":-1}`;
}

/** The item and its lease in one word. */
export const leaseName = ({ id, leaseToken }: { id: number; leaseToken: string }): string => `${id}.${leaseToken}`;

const unreachable = (why: string): Answer => ({
  kind: 'error',
  error: { name: 'Error', message: `The function could not be reached: ${why}` },
  noRetry: false,
});

async function readAnswer(response: Response, now: number): Promise<Answer> {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = text;
  }
  const { status, headers } = response;
  // Without this header it was not the SDK that answered, but a proxy or another server.
  if (!headers.get('x-inngest-sdk')) return unreachable(`status ${status} without the SDK's header`);
  if (status === 200) return { kind: 'result', data: body };
  const noRetry = headers.get('x-inngest-no-retry') === 'true';
  const retryAfter = headers.get('retry-after');
  const retryAt = retryAfter === null ? undefined : parseRetryAfter(retryAfter, now);
  if (status === 206) return { kind: 'ops', ops: (Array.isArray(body) ? body : [body]) as Op[], noRetry, retryAt };
  const error =
    typeof body === 'object' && body !== null
      ? body
      : { name: 'Error', message: `status ${status}: ${text.slice(0, 300)}` };
  return { kind: 'error', error, noRetry, retryAt };
}
