/**
 * What waits, in arrival order within a line; lines take turns. A long line gets the room the others leave, and never
 * keeps them waiting for more than one batch.
 */
export class FairQueue<K, T> {
  /** In the order of their next turn. */
  readonly #lines = new Map<K, T[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** How many lines have somebody waiting. */
  get lines(): number {
    return this.#lines.size;
  }

  lengthOf(key: K): number {
    return this.#lines.get(key)?.length ?? 0;
  }

  push(key: K, item: T): void {
    const line = this.#lines.get(key);
    if (line) line.push(item);
    else this.#lines.set(key, [item]);
    this.#size++;
  }

  /** Up to `most` of the items whose line `isFree`: an equal share of each line first, then the room that is left. */
  take(most: number, isFree: (key: K) => boolean): T[] {
    const free = [...this.#lines.keys()].filter(isFree).slice(0, most);
    const taken: T[] = [];
    const share = Math.max(1, Math.floor(most / free.length));
    for (const key of free) taken.push(...this.#cut(key, share));
    for (const key of free) {
      if (taken.length >= most) break;
      taken.push(...this.#cut(key, most - taken.length));
    }
    return taken;
  }

  #cut(key: K, most: number): T[] {
    const line = this.#lines.get(key);
    if (!line) return [];
    const cut = line.splice(0, most);
    this.#size -= cut.length;
    // To the end of the turn, or gone.
    this.#lines.delete(key);
    if (line.length > 0) this.#lines.set(key, line);
    return cut;
  }
}
