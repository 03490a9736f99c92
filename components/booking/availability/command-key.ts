/**
 * A key for one command: sent again with the same body it is the same command, so a lost answer never books twice.
 * Made of random bytes rather than `randomUUID`, which pages served over plain http do not have.
 */
export const newCommandKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Remembers the key of each body, so that trying again repeats the command and changing the wish makes a new one. */
export function commandKeys(make: () => string = newCommandKey): (body: unknown) => string {
  const keys = new Map<string, string>();
  return (body) => {
    const text = JSON.stringify(body);
    const key = keys.get(text) ?? make();
    keys.set(text, key);
    return key;
  };
}
