/** What a simulated person does, drawn once. Times are milliseconds. */
export type Temper = {
  /** Joins so long after the crowd begins to come. */
  joinsAfterMs: number;
  /** Loses patience so long after joining; most never do. */
  leavesAfterMs: number | null;
  /** Never comes when called. */
  absent: boolean;
  comesAfterMs: number;
  choosesAfterMs: number;
  party: number;
  /** Pays so long after the table is held; null lets the hold run out. */
  paysAfterMs: number | null;
};

/** `random` gives numbers from 0 to below 1. `lobbyMs` is how long the lobby is still open. */
export function drawTemper(random: () => number, lobbyMs: number): Temper {
  const between = (least: number, most: number) => least + random() * (most - least);
  const chance = (share: number) => random() < share;
  return {
    // Nine in ten are there before the opening; the others hear of it late.
    joinsAfterMs: chance(0.9) ? between(0, lobbyMs * 0.95) : lobbyMs + between(0, 60_000),
    leavesAfterMs: chance(0.06) ? between(20_000, 180_000) : null,
    absent: chance(0.08),
    comesAfterMs: between(1_000, 12_000),
    choosesAfterMs: between(3_000, 20_000),
    party: 1 + Math.floor(random() * 3),
    paysAfterMs: chance(0.85) ? between(5_000, 25_000) : null,
  };
}
