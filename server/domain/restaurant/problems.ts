/**
 * What is wrong with a draft, for the form to show where it arose: the field, its place in a list where it is one, and
 * a word for the reason. Texts are keyed by `problem`.
 */
export type Problem = { field: string; index?: number; problem: string; serviceDate?: string };

/** A `range` problem unless `value` is a whole number from `least` to `most`. */
export const rangeProblem = (field: string, value: number, least: number, most: number, index?: number): Problem[] =>
  Number.isInteger(value) && value >= least && value <= most
    ? []
    : [{ field, ...(index !== undefined && { index }), problem: 'range' }];
