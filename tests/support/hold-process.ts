import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RestaurantId, UserId } from '@/server/domain/shared/ids';
import type { Wish } from './holds';

const SCRIPT = fileURLToPath(new URL('../../server/services/reservation/testing/hold-child.ts', import.meta.url));

export type ProcessWish = Wish & { userId: UserId; restaurantId: RestaurantId };
type Work =
  | { do: 'hold'; wishes: ProcessWish[] }
  | { do: 'lease'; day: { restaurantId: RestaurantId; serviceDate: string } }
  | { do: 'stand'; wishes: ProcessWish[] }
  | { do: 'contention' };
export type Order = Work & { no: number };

export type HoldProcess = {
  child: ChildProcess;
  /** Each wish's answer, or the code of its refusal, at its place. Rejects when the process ends before. */
  hold(wishes: ProcessWish[]): Promise<unknown[]>;
  /** Takes a day's lease and keeps it. */
  lease(day: { restaurantId: RestaurantId; serviceDate: string }): Promise<void>;
  /** Begins the transaction that decides these wishes and stands still in the middle of it, its locks taken. */
  stand(wishes: ProcessWish[]): Promise<void>;
  contention(): Promise<unknown>;
  stop(): Promise<void>;
};

/** Starts a process with a hold writer of its own on that database and Redis. */
export async function startHoldProcess(databaseUrl: string, redisUrl: string): Promise<HoldProcess> {
  const child = fork(SCRIPT, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl },
  });
  const ended = once(child, 'exit');
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let next = 1;
  const ready = new Promise<unknown>((resolve, reject) => waiting.set(0, { resolve, reject }));
  child.on('message', ({ no, answer }: { no: number; answer: unknown }) => {
    waiting.get(no)?.resolve(answer);
    waiting.delete(no);
  });
  void ended.then(() => {
    for (const caller of waiting.values()) caller.reject(new Error('the process ended before it answered'));
  });
  await ready;
  const tell = (work: Work): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const no = next++;
      waiting.set(no, { resolve, reject });
      child.send({ ...work, no } satisfies Order);
    });
  return {
    child,
    hold: (wishes) => tell({ do: 'hold', wishes }) as Promise<unknown[]>,
    lease: async (day) => void (await tell({ do: 'lease', day })),
    stand: async (wishes) => void (await tell({ do: 'stand', wishes })),
    contention: () => tell({ do: 'contention' }),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
