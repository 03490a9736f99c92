import type { Habits } from './load';
import type { Random } from './random';
import type { Scene, SceneOptions } from './scene';
import type { Stack } from './stack';

/** While people come and go: what goes wrong, and when, drawn from the run's seed. */
export type Strike = (scene: Scene, random: Random) => Promise<void>;

export type Fault = {
  /** Its row in the table, and what `--only` names. */
  name: string;
  what: string;
  habits?: Habits;
  scene?: SceneOptions;
  /** Before anybody comes. */
  prepare?: Strike;
  /** Beside the crowd. It is over when it resolves; the run heals only then. */
  strike: Strike;
  /** After the crowd has left, with the fault still there: what must hold meanwhile. Returns what does not. */
  meanwhile?: (scene: Scene, random: Random) => Promise<string[]>;
  /** It leaves a database on which nothing else should run. */
  dirties?: boolean;
  /** What is not mended for every fault alike. */
  heal?: (stack: Stack) => Promise<void>;
  /** What must hold in the end beyond the invariants. */
  after?: (scene: Scene) => Promise<string[]>;
};

/** The crowd is there for so long, about: strikes fall within it. */
export const LOAD_MS = 2_500;

export const nothing: Strike = async () => {};
