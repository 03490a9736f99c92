import type { Fault } from './fault';
import { FAULTS, MIXED } from './faults';
import { type Options, readOptions } from './options';
import { isFertile, PLANTS, plantOnce } from './plant';
import { tableOf, writeJson } from './report';
import { type RunResult, runOnce } from './run';
import { type Stack, startStack } from './stack';

/** The faults that are asked for: all of them, or those whose name begins so. */
function chosen({ only, mix }: Options): readonly Fault[] {
  if (mix) return MIXED;
  if (!only) return FAULTS;
  const faults = FAULTS.filter(({ name }) => name === only || name.startsWith(`${only}-`));
  if (faults.length === 0)
    throw new Error(`There is no fault ${only}. There are: ${FAULTS.map(({ name }) => name).join(', ')}`);
  return faults;
}

function tell(result: RunResult, options: Options): void {
  const { ok, refused, unknown } = result.calls;
  const found = result.violations.length > 0 ? `${result.violations.length} violations` : 'holds';
  const calls = `struck ${result.struck} times; ${ok} ok, ${refused} refused, ${unknown} unknown`;
  console.log(
    `  ${result.fault} seed ${result.seed}: ${found}, ${calls}, quiet after ${(result.recoveryMs / 1_000).toFixed(1)} s`,
  );
  for (const violation of result.violations) console.log(`    ${violation}`);
  if (options.history && result.history) console.log(result.history);
}

/** Plants what is asked for, after a run that leaves something to plant into. Returns whether each lie was found. */
async function plantAll(stack: Stack, options: Options): Promise<boolean> {
  const plants = PLANTS.filter(({ name }) => options.plant === 'all' || name === options.plant);
  if (plants.length === 0)
    throw new Error(`There is no plant ${options.plant}. There are: all, ${PLANTS.map(({ name }) => name).join(', ')}`);
  const calm = FAULTS.find(({ name }) => name === 'calm')!;
  for (let seed = options.seed; seed === options.seed || !(await isFertile(stack)); seed++)
    tell(await runOnce(stack, calm, seed), options);
  let found = true;
  for (const plant of plants) {
    const result = await plantOnce(stack, plant);
    console.log(
      `  planted ${result.name}: ${result.ok ? 'found' : 'NOT FOUND'} (${result.seen[0] ?? 'nothing was seen'})`.slice(
        0,
        180,
      ),
    );
    found &&= result.ok;
  }
  return found;
}

/** Each check reads all there is: on and on, they would be what takes the time. */
const RUNS_ON_ONE_DATABASE = 40;

/** A harness that stumbles has not shown that anything holds: the run failed. */
async function runOrSay(stack: Stack, fault: Fault, seed: number): Promise<RunResult> {
  const beganMs = performance.now();
  try {
    return await runOnce(stack, fault, seed);
  } catch (error) {
    const violations = [`harness: ${error instanceof Error ? error.stack : error}`];
    const tookMs = performance.now() - beganMs;
    const calls = { ok: 0, refused: 0, unknown: 0 };
    return { fault: fault.name, seed, violations, recoveryMs: 0, tookMs, struck: 0, calls, history: null };
  }
}

async function runAll(stack: Stack, options: Options): Promise<RunResult[]> {
  const results: RunResult[] = [];
  let dirty = false;
  let sinceRenewed = 0;
  // Seed by seed over all faults: whoever ends it early has seen every row.
  for (let run = 0; run < options.runs; run++) {
    for (const fault of chosen(options)) {
      if (dirty || ++sinceRenewed > RUNS_ON_ONE_DATABASE) {
        await stack.renew();
        sinceRenewed = 1;
      }
      const result = await runOrSay(stack, fault, options.seed + run);
      tell(result, options);
      results.push(result);
      // What was found until then outlives a harness that is ended.
      if (options.json) writeJson(options.json, options.seed, results);
      // What is broken stays so, and a clock that was wrong has left its times everywhere.
      dirty = result.violations.length > 0 || fault.dirties === true;
    }
  }
  return results;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.mix) options.runs = 1;
  console.log(`\n  seed ${options.seed}, ${options.runs} for each fault\n`);
  const stack = await startStack({ webs: 2 });
  const stop = () => void stack.close().finally(() => process.exit(1));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    if (options.plant) return (await plantAll(stack, options)) ? 0 : 1;
    const results = await runAll(stack, options);
    console.log(`\n${tableOf(results)}\n`);
    return results.some((result) => result.violations.length > 0) ? 1 : 0;
  } finally {
    await stack.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.stack : error);
    process.exit(1);
  },
);
