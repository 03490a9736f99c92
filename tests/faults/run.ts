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
  if (!process.isAlive()) await process.start();
}

/** One seed: a crowd and a fault, then healing, quiet, and every check there is. */
export async function runOnce(stack: Stack, fault: Fault, seed: number): Promise<RunResult> {
  const beganMs = performance.now();
  const random = createRandom(seed).fork(fault.name);
  const scene = await makeScene(stack, random, fault.scene);
  const violations: string[] = [];
  const struck = random.fork('strike');
  try {
    await fault.prepare?.(scene, random.fork('prepare'));
    await Promise.all([playLoad(scene, fault.habits), fault.strike(scene, struck)]);
    violations.push(...((await fault.meanwhile?.(scene, random.fork('meanwhile'))) ?? []));
  } finally {
    await fault.heal?.(stack);
    await heal(stack);
  }
  violations.push(...(await askOnceMore(scene)));
  const { recoveryMs, left } = await becomeQuiet(stack);
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
    calls: scene.history.counts(),
    history: violations.length > 0 ? scene.history.print() : null,
  };
}
