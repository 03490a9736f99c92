import { encode } from 'next-auth/jwt';
import superjson from 'superjson';
import { ERRORS } from '@/server/domain/shared/errors';
import type { UserId } from '@/server/domain/shared/ids';
import type { Call, History } from './history';
import type { Random } from './random';
import { SECRET, type Stack } from './stack';

/** So long somebody waits for an answer before they take it for lost. */
const PATIENCE_MS = 6_000;
/** These say that the same call may work later, not that it was refused for good. */
const NOT_NOW = new Set(['BUSY', 'RATE_LIMITED']);

/** Somebody with a browser: calls the product over HTTP, any of its web processes, and writes down what came of it. */
export type Person = {
  userId: UserId;
  random: Random;
  mutate(path: string, input: Record<string, unknown>): Promise<Call>;
  query(path: string, input: Record<string, unknown>): Promise<Call>;
  /** The same call again while nobody knows what became of it, a few times. */
  insist(path: string, input: Record<string, unknown>, tries?: number): Promise<Call>;
};

export async function makePerson(
  stack: Stack,
  history: History,
  random: Random,
  userId: UserId,
  who: string,
): Promise<Person> {
  const token = await encode({ token: { sub: userId }, secret: SECRET });
  const headers = { 'content-type': 'application/json', cookie: `next-auth.session-token=${token}` };
  const choice = random.fork('web');
  const call = async (method: 'GET' | 'POST', path: string, input: Record<string, unknown>): Promise<Call> => {
    const atMs = history.now();
    const body = superjson.stringify(input);
    const { port } = stack.webs[choice.int(0, stack.webs.length - 1)]!;
    const url = `http://127.0.0.1:${port}/api/trpc/${path}${method === 'GET' ? `?input=${encodeURIComponent(body)}` : ''}`;
    const noted = { who, path, input, atMs };
    try {
      const response = await fetch(url, {
        method,
        headers,
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...(method === 'POST' ? { body } : {}),
      });
      const reply = (await response.json()) as {
        error?: { json: { message: string } };
        result?: { data: never };
      };
      const code = reply.error?.json.message;
      if (!code)
        return history.note({ ...noted, outcome: 'ok', why: null, answer: superjson.deserialize(reply.result!.data) });
      const refused = code in ERRORS && !NOT_NOW.has(code);
      return history.note({ ...noted, outcome: refused ? 'refused' : 'unknown', why: code, answer: null });
    } catch (error) {
      return history.note({ ...noted, outcome: 'unknown', why: String(error), answer: null });
    }
  };
  const mutate = (path: string, input: Record<string, unknown>) => call('POST', path, input);
  return {
    userId,
    random,
    mutate,
    query: (path, input) => call('GET', path, input),
    insist: async (path, input, tries = 3) => {
      let last = await mutate(path, input);
      for (let tried = 1; tried < tries && last.outcome === 'unknown'; tried++) {
        await pause(150 * tried);
        last = await mutate(path, input);
      }
      return last;
    },
  };
}

/** A person takes their time. */
export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
