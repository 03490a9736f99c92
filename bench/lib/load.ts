/**
 * Open loop: begins `perSecond` pieces of work a second for `seconds`, whether those before have ended or not. Resolves
 * when all have ended, with how many of them failed.
 */
export async function openLoop(
  perSecond: number,
  seconds: number,
  work: (at: number) => Promise<void>,
): Promise<number> {
  const since = performance.now();
  const all: Promise<void>[] = [];
  while (all.length < perSecond * seconds) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - since) / 1_000) * perSecond) + 1);
    while (all.length < due) {
      const one = work(all.length);
      // Counted when all have ended; until then nobody looks.
      one.catch(() => {});
      all.push(one);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const ended = await Promise.allSettled(all);
  return ended.filter((one) => one.status === 'rejected').length;
}

/** Closed loop: `times` pieces of work, `atOnce` of them at any time. Rejects with the first failure. */
export async function closedLoop(times: number, atOnce: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < times) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
