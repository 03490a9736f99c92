import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CampaignId, UserId } from '@/server/domain/shared/ids';

const SCRIPT = fileURLToPath(new URL('../../server/services/coupon/testing/claim-child.ts', import.meta.url));

export type ClaimOrder = { no: number; campaignId: CampaignId; users: UserId[] };
export type ClaimProcess = {
  child: ChildProcess;
  /** One claim each at once; the coupon's id or the code of the refusal at its place. */
  claim(campaignId: CampaignId, users: UserId[]): Promise<string[]>;
  stop(): Promise<void>;
};

/** Starts a process with a claim desk of its own on that database and Redis. */
export async function startClaimProcess(databaseUrl: string, redisUrl: string): Promise<ClaimProcess> {
  const child = fork(SCRIPT, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl },
  });
  const ended = once(child, 'exit');
  const waiting = new Map<number, { resolve(answer: string[]): void; reject(error: Error): void }>();
  const answer = (no: number) =>
    new Promise<string[]>((resolve, reject) => {
      waiting.set(no, { resolve, reject });
    });
  const ready = answer(0);
  child.on('message', (told: { no: number; answer: string[] }) => {
    waiting.get(told.no)?.resolve(told.answer);
    waiting.delete(told.no);
  });
  void ended.then(() => {
    for (const caller of waiting.values()) caller.reject(new Error('the process ended before it answered'));
  });
  await ready;
  let next = 1;
  return {
    child,
    claim: (campaignId, users) => {
      const no = next++;
      const answered = answer(no);
      child.send({ no, campaignId, users } satisfies ClaimOrder);
      return answered;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
