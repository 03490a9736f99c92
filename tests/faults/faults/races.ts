import { pause } from '../client';
import { type Fault, LOAD_MS, type Strike } from '../fault';
import type { Habits } from '../load';
import { passMinute } from '../quiet';
import { replay } from './engine';

const CANCELLING: Habits = {
  holds: { pay: 95, abandon: 2, 'give-up': 2, 'pay-refused': 1 },
  cancels: 1,
  serves: 0,
  hasty: 0,
};

const refunds =
  (...kinds: Record<string, unknown>[]): Strike =>
  async ({ stack }, random) => {
    for (let n = random.int(3, 6); n > 0; n--)
      await stack.provider.fault({ call: 'cancel', times: random.int(1, 2), ...random.pick(kinds) });
  };

/** The refund's saga runs twice and reconciliation runs into both. */
const refundsRace: Strike = async (scene, random) => {
  await scene.stack.provider.fault({ call: 'cancel', kind: 'delay', phase: 'after', ms: 200, times: 6 });
  await scene.stack.provider.fault({ call: 'cancel', kind: 'delay', phase: 'before', ms: 200, times: 6 });
  while (scene.history.now() < LOAD_MS + 1_500) {
    await pause(random.int(80, 300));
    scene.struck += await replay(scene, random);
    await passMinute(scene.stack);
  }
};

/** Confirming takes a while, so that what comes meanwhile finds it under way. */
const slowConfirms: Strike = async (scene, random) => {
  for (let n = 12; n > 0; n--) {
    const phase = random.pick(['before', 'after']);
    await scene.stack.provider.fault({ call: 'confirm', kind: 'delay', phase, ms: random.int(20, 500), times: 1 });
  }
};

/** Somebody sweeps all the time. */
const sweeping: Strike = async (scene, random) => {
  while (scene.history.now() < LOAD_MS + 1_500) {
    await scene.stack.worker.minute();
    scene.struck++;
    await pause(random.int(30, 150));
  }
};

export const RACES: Fault[] = [
  {
    name: 'refund-answer-lost',
    what: 'refund applied, the answer lost; dropped; 5xx before and after',
    habits: CANCELLING,
    strike: refunds(
      { kind: 'drop-after' },
      { kind: 'drop-before' },
      { kind: 'error-after', status: 500 },
      { kind: 'error-before', status: 500 },
      { kind: 'in-flight', ms: 900 },
    ),
  },
  {
    name: 'refund-races-refund',
    what: 'refund racing refund',
    habits: { ...CANCELLING, doubles: 1 },
    strike: refundsRace,
  },
  {
    name: 'cancel-races-confirm',
    what: 'cancel racing confirm',
    habits: { ...CANCELLING, hasty: 1, doubles: 0.6 },
    strike: slowConfirms,
  },
  {
    name: 'expiry-races-confirm',
    what: 'expiry racing confirm, and paying late',
    habits: { ...CANCELLING, cancels: 0.2, lastMoment: 1, doubles: 0.4 },
    scene: { holdMs: 1_300, diners: 14 },
    strike: async (scene, random) => void (await Promise.all([sweeping(scene, random), slowConfirms(scene, random)])),
  },
];
