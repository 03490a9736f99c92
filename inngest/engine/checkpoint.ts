import type { Checkpointed } from './apply';
import { leaseName } from './call';
import type { Leased } from './lease';
import { byteLength, LIMITS } from './limits';
import { hashedKey, secretsEqual } from './sign';
import type { Op } from './types';

type CheckpointApiOptions = {
  signingKey: string;
  /** Stores the steps; resolves once that is committed. */
  accept: (leased: Leased, ops: Op[]) => Promise<Checkpointed>;
  failed: (error: unknown) => void;
};

const answer = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

const refuse = (status: number, error: string): Response => answer(status, { error, status });

const PATH = /^\/v1\/checkpoint\/([^/]+)\/async$/;

export const isCheckpoint = (pathname: string): boolean => PATH.test(pathname);

/**
 * Answers `POST /v1/checkpoint/:run/async`, to which the SDK sends each step it has done before it goes on to the next in
 * the same call. 409 makes it stop: the call's lease was lost, or the run goes on elsewhere.
 */
export function createCheckpointApi(options: CheckpointApiOptions): (request: Request) => Promise<Response> {
  const key = hashedKey(options.signingKey);
  return async (request) => {
    const runId = PATH.exec(new URL(request.url).pathname)?.[1] ?? '';
    if (request.method !== 'POST') return refuse(405, 'Method not allowed');
    const given = request.headers.get('authorization') ?? '';
    if (key === undefined || !secretsEqual(given, `Bearer ${key}`)) return refuse(401, 'Unauthorized');
    const read = readBody(await request.text(), decodeURIComponent(runId));
    if (!read) return refuse(400, 'The checkpoint cannot be read');
    try {
      const done = await options.accept(read.leased, read.ops);
      return done === 'go-on' ? answer(200, { data: null }) : refuse(409, 'The run goes on elsewhere');
    } catch (error) {
      options.failed(error);
      // Not stored: the SDK tries again, and then hands the step over with its answer.
      return refuse(500, 'The checkpoint could not be stored');
    }
  };
}

function readBody(text: string, runId: string): { leased: Leased; ops: Op[] } | undefined {
  if (byteLength(text) > LIMITS.requestBytes) return undefined;
  try {
    const { qi_id: name, steps } = JSON.parse(text) as { qi_id?: unknown; steps?: unknown };
    const [, id, leaseToken] = /^(\d+)\.(\w+)$/.exec(String(name)) ?? [];
    const isOp = (op: unknown): op is Op =>
      typeof op === 'object' && op !== null && 'id' in op && 'op' in op && typeof op.id === 'string';
    if (id === undefined || leaseToken === undefined || !Array.isArray(steps) || !steps.every(isOp)) return undefined;
    const leased = { id: Number(id), runId, leaseToken };
    return leaseName(leased) === name ? { leased, ops: steps } : undefined;
  } catch {
    return undefined;
  }
}
