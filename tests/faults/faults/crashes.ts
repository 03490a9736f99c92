import type { CrashPoint } from '@/server/infra/crash-point';
import { pause } from '../client';
import type { Fault, Strike } from '../fault';
import type { Habits } from '../load';
import type { Process } from '../processes';
import type { Random } from '../random';
import type { Scene } from '../scene';

const LOOK_MS = 40;
/** What refunds and expiries come to after the crowd has left still counts. */
const AFTERMATH_MS = 2_000;

/** Waits until a process dies where it was told to; starts it again at once, as whatever keeps the product running does. */
async function watch(scene: Scene, process: Process, again: () => void): Promise<void> {
  const { history } = scene;
  while (scene.goneMs === null || (scene.struck === 0 && history.now() < scene.goneMs + AFTERMATH_MS)) {
    if (process.diedByItself()) {
      scene.struck++;
      await process.start();
      again();
    }
    await pause(LOOK_MS);
  }
}

const dieAt =
  (point: CrashPoint, which: 'web' | 'worker'): Strike =>
  async (scene, random) => {
    const { stack } = scene;
    const doomed = which === 'web' ? [random.pick(stack.webs)] : [stack.worker];
    await Promise.all(
      doomed.map((process) => {
        const arm = (passes: number) => process.crashAt(point, passes);
        arm(random.int(1, 2));
        // Some die twice: what was repaired half is repaired again.
        const secondTime = random.chance(0.4) ? random.int(1, 3) : 0;
        let deaths = 0;
        return watch(scene, process, () => {
          if (deaths++ === 0 && secondTime > 0) arm(secondTime);
        });
      }),
    );
  };

const PAYING: Habits = { holds: { pay: 90, abandon: 5, 'give-up': 3, 'pay-refused': 2 } };
const CANCELLING: Habits = { ...PAYING, cancels: 0.9, serves: 0 };
const LEAVING: Habits = { holds: { pay: 20, abandon: 80, 'give-up': 0, 'pay-refused': 0 } };

const POINTS: [CrashPoint, 'web' | 'worker', Habits][] = [
  ['before-T1', 'web', {}],
  ['after-T1', 'web', {}],
  ['before-T2', 'web', PAYING],
  ['after-T2', 'web', PAYING],
  ['before-cancel', 'web', CANCELLING],
  ['after-cancel', 'web', CANCELLING],
  ['before-X3', 'worker', PAYING],
  ['after-X3', 'worker', PAYING],
  ['before-T4', 'worker', PAYING],
  ['after-T4', 'worker', PAYING],
  ['before-refund', 'worker', CANCELLING],
  ['after-refund', 'worker', CANCELLING],
  ['before-settle-refund', 'worker', CANCELLING],
  ['after-settle-refund', 'worker', CANCELLING],
  ['before-expire', 'worker', LEAVING],
  ['after-expire', 'worker', LEAVING],
  ['before-relay', 'worker', {}],
  ['after-relay', 'worker', {}],
];

/** kill -9 at any moment, wherever the process stands. */
const anywhere =
  (which: (scene: Scene, random: Random) => Process[]): Strike =>
  async (scene, random) => {
    for (let n = random.int(1, 2); n > 0; n--) {
      await pause(random.int(200, 1_200));
      const doomed = which(scene, random);
      await Promise.all(doomed.map((process) => process.kill()));
      scene.struck++;
      await pause(random.int(0, 300));
      await Promise.all(doomed.map((process) => process.start()));
    }
  };

export const CRASHES: Fault[] = [
  ...POINTS.map(
    ([point, which, habits]): Fault => ({
      name: `crash-${point}`,
      what: `${which} killed -9 at ${point}`,
      habits,
      // A hold must run out while somebody watches.
      scene: habits === LEAVING ? { holdMs: 1_800 } : {},
      strike: dieAt(point, which),
    }),
  ),
  {
    name: 'kill-web',
    what: 'web killed -9 at any moment',
    strike: anywhere(({ stack }, random) => [random.pick(stack.webs)]),
  },
  {
    name: 'kill-worker',
    what: 'worker killed -9 at any moment',
    habits: PAYING,
    strike: anywhere(({ stack }) => [stack.worker]),
  },
  {
    name: 'kill-all',
    what: 'every process of ours killed -9 at once',
    strike: anywhere(({ stack }) => [...stack.webs, stack.worker]),
  },
];
