/**
 * What a guest wrote for the restaurant, while they are away signing in. It may tell of their health, so it goes into this
 * tab's storage and never into an address.
 */
const KEY = 'tablepick.note';

export function keepNote(slug: string, note: string): void {
  try {
    if (note.trim()) sessionStorage.setItem(KEY, JSON.stringify({ slug, note }));
    else sessionStorage.removeItem(KEY);
  } catch {
    // A browser that stores nothing: the note has to be written again.
  }
}

/** The note kept for that restaurant, once; empty when there is none. */
export function takeNote(slug: string): string {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as { slug: string; note: string } | null;
    if (kept?.slug !== slug) return '';
    sessionStorage.removeItem(KEY);
    return kept.note;
  } catch {
    return '';
  }
}
