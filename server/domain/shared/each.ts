/**
 * Does `work` for one item after the other. One that fails does not keep the rest from its turn; what failed is thrown at
 * the end, one error as it is, several as an AggregateError.
 */
export async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const errors: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1)
    throw new AggregateError(errors, `${errors.length} of ${items.length} failed: ${String(errors[0])}`);
}
