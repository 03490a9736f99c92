/** One party size and how many starts it can still have. */
export type SizeLeft = { party: number; left: number };

const MOST_SIZES = 8;

/** What is left by party size, the smallest first; empty until it was counted. */
export function sizesLeft(left: Record<string, number> | null, maxParty: number): SizeLeft[] {
  if (!left) return [];
  return Array.from({ length: Math.min(MOST_SIZES, maxParty) }, (_, index) => index + 1)
    .filter((party) => left[party] !== undefined)
    .map((party) => ({ party, left: left[party]! }));
}

/** Party sizes as people list them: neighbours become one stretch. */
export function stretches(parties: readonly number[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const party of parties) {
    const last = found.at(-1);
    if (last && last.to === party - 1) last.to = party;
    else found.push({ from: party, to: party });
  }
  return found;
}
