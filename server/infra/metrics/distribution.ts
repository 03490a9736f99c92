/** Counts by upper bound; `counts` has one more entry than `bounds`, for what lies above all of them. */
export type Distribution = { bounds: readonly number[]; counts: readonly number[] };

/** Several distributions over the same bounds as one. Throws RangeError when there are none. */
export function merged(parts: readonly Distribution[]): Distribution {
  const [first] = parts;
  if (!first) throw new RangeError('no distributions');
  const counts = first.counts.map((_, index) => parts.reduce((sum, part) => sum + (part.counts[index] ?? 0), 0));
  return { bounds: first.bounds, counts };
}

/**
 * The value that a share `q` (0 to 1) of all does not pass, even spread assumed within a bound; what lies above the last
 * bound counts as that bound. Null when nothing was counted.
 */
export function quantile({ bounds, counts }: Distribution, q: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = q * total;
  let below = 0;
  for (const [index, count] of counts.entries()) {
    if (count > 0 && below + count >= rank) {
      const upper = bounds[index] ?? bounds.at(-1)!;
      const lower = index === 0 ? 0 : bounds[index - 1]!;
      return lower + (upper - lower) * Math.max(0, (rank - below) / count);
    }
    below += count;
  }
  return bounds.at(-1)!;
}
