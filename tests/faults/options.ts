export type Options = {
  seed: number;
  /** Seeds for each fault. */
  runs: number;
  only: string | null;
  mix: boolean;
  plant: string | null;
  json: string | null;
  /** Prints every call of a run that failed. */
  history: boolean;
};

const USAGE =
  'npm run faults -- [--seed N] [--runs N] [--only NAME] [--mix] [--plant NAME|all] [--json FILE] [--history]';

/** Reads the command line. Throws a sentence when it is wrong. */
export function readOptions(args: readonly string[]): Options {
  const options: Options = {
    seed: Math.floor(Math.random() * 1_000_000),
    runs: 20,
    only: null,
    mix: false,
    plant: null,
    json: null,
    history: false,
  };
  const rest = [...args];
  const value = (name: string) => {
    const given = rest.shift();
    if (given === undefined) throw new Error(`${name} needs a value. ${USAGE}`);
    return given;
  };
  const whole = (name: string) => {
    const number = Number(value(name));
    if (!Number.isInteger(number) || number < 0) throw new Error(`${name} is a whole number. ${USAGE}`);
    return number;
  };
  while (rest.length > 0) {
    const name = rest.shift()!;
    if (name === '--seed') options.seed = whole(name);
    else if (name === '--runs') options.runs = whole(name);
    else if (name === '--only') options.only = value(name);
    else if (name === '--plant') options.plant = value(name);
    else if (name === '--json') options.json = value(name);
    else if (name === '--mix') options.mix = true;
    else if (name === '--history') options.history = true;
    else throw new Error(`${name} is not known. ${USAGE}`);
  }
  return options;
}
