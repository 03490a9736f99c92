import { type Fault, nothing } from '../fault';

const QUARTER_HOUR_MS = 15 * 60_000;

/** Every process of ours believes in another time than the database, for as long as the run lasts. */
export const CLOCK: Fault = {
  name: 'clock',
  what: 'app clock a quarter of an hour fast or slow',
  habits: { holds: { pay: 55, abandon: 35, 'give-up': 5, 'pay-refused': 5 } },
  prepare: async (scene, random) => {
    const { stack } = scene;
    const wrong = () => (random.chance(0.5) ? QUARTER_HOUR_MS : -QUARTER_HOUR_MS);
    const all = [...stack.webs, stack.worker];
    await Promise.all(all.map((process) => process.kill()));
    // The schedules of a worker that lived by another clock would keep this one waiting.
    await stack.client().pool.query('DELETE FROM engine_crons');
    const clocks = all.map(() => wrong());
    await Promise.all(all.map((process, index) => process.start(clocks[index])));
    scene.struck++;
  },
  strike: nothing,
  dirties: true,
};
