import type { LogEntry } from '@/sandbox';
import { brokenInvariants } from '../support/invariants';
import { askOnceMore, endedEarly, lostAcknowledgements } from './check-history';
import type { Fault } from './fault';
import type { Outcome } from './history';
import { playLoad } from './load';
import { becomeQuiet } from './quiet';
import { createRandom } from './random';
import { makeScene } from './scene';
import type { Stack } from './stack';

export type RunResult = {
  fault: string;
  seed: number;
  violations: string[];
  recoveryMs: number;
  tookMs: number;
  /** How often the fault struck. */
  struck: number;
  calls: Record<Outcome, number>;
  /** Every call, for a run that failed. */
  history: string | null;
};

/** Everything that was broken works again: wires, servers, processes, the provider. */
export async function heal(stack: Stack): Promise<void> {
  const { servers, wires } = stack;
  for (const wire of Object.values(wires)) {
    wire.calm();
    wire.speak();
    await wire.mend();
  }
  servers.database.resume();
  servers.redis.resume();
  await stack.provider.control('DELETE', '/faults');
  await stack.provider.control('PUT', '/config', { webhookCopies: 1, webhookReorder: 1, webhookHold: false });
  await stack.provider.control('POST', '/webhooks/release', {});
  await Promise.all([...stack.webs, stack.worker].map(revive));
}

async function revive(process: Stack['worker']): Promise<void> {
  process.resume();
  process.crashAt(null);
  if (!process.isAlive()) await process.start();
}

const lastLogId = async ({ provider }: Stack) => {
  const log = (await provider.control('GET', '/log')) as LogEntry[];
  return log.at(-1)?.id ?? 0;
};

const struckAtProvider = async ({ provider }: Stack, after: number) =>
  ((await provider.control('GET', `/log?after=${after}`)) as LogEntry[]).filter((entry) => entry.fault).length;

/** One seed: a crowd and a fault, then healing, quiet, and every check there is. */
export async function runOnce(stack: Stack, fault: Fault, seed: number): Promise<RunResult> {
  const beganMs = performance.now();
  const random = createRandom(seed).fork(fault.name);
  const scene = await makeScene(stack, random, fault.scene);
  const violations: string[] = [];
  const logged = await lastLogId(stack);
  let healedMs = 0;
  const struck = random.fork('strike');
  try {
    await fault.prepare?.(scene, random.fork('prepare'));
    const crowd = playLoad(scene, fault.habits).finally(() => {
      scene.goneMs = scene.history.now();
    });
    await Promise.all([crowd, fault.strike(scene, struck)]);
    violations.push(...((await fault.meanwhile?.(scene, random.fork('meanwhile'))) ?? []));
  } finally {
    healedMs = performance.now();
    await fault.heal?.(stack);
    await heal(stack);
  }
  violations.push(...(await askOnceMore(scene)));
  const { recoveryMs, left } = await becomeQuiet(stack, healedMs);
  if (left) violations.push(`not quiet: ${JSON.stringify(left)}`);
  violations.push(...(await brokenInvariants(stack.client(), stack.provider)));
  violations.push(...(await lostAcknowledgements(stack.client(), scene.history)));
  violations.push(...(await endedEarly(stack.client(), scene.history)));
  violations.push(...((await fault.after?.(scene)) ?? []));
  return {
    fault: fault.name,
    seed,
    violations,
    recoveryMs,
    tookMs: performance.now() - beganMs,
    struck: scene.struck + (await struckAtProvider(stack, logged)),
    calls: scene.history.counts(),
    history: violations.length > 0 ? scene.history.print() : null,
  };
}
