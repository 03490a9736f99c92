/** The longest term stored; longer names are found by their first characters. */
export const TERM_LENGTH = 40;

/** Stands before a term that is a whole name, so that names beginning with what was typed are a range of their own. */
export const WHOLE_NAME = '^';

const COMBINING = /[\u0300-\u036f]/g;
const NOT_WORD = /[^\p{L}\p{N}]/gu;

/** A name or what somebody typed, as terms are made of: lower case, without accents, spaces and punctuation, composed. */
export const normaliseName = (text: string): string =>
  text.normalize('NFKD').replace(COMBINING, '').toLowerCase().replace(NOT_WORD, '').normalize('NFC');

/**
 * The terms a restaurant is found by: each suffix of each of its names, and each whole name once more behind
 * `WHOLE_NAME`. Any part of a name is then a prefix of some term. No term twice, none empty.
 */
export function searchTerms(names: readonly (string | null | undefined)[]): string[] {
  const terms = new Set<string>();
  for (const name of names) {
    const letters = [...normaliseName(name ?? '')];
    if (letters.length === 0) continue;
    terms.add(cut([WHOLE_NAME, ...letters]));
    for (let start = 0; start < letters.length; start++) terms.add(cut(letters.slice(start)));
  }
  return [...terms];
}

const cut = (letters: string[]): string => letters.slice(0, TERM_LENGTH).join('');

/** The half-open range `[from, to)` of terms that begin with what was typed; null when nothing searchable was typed. */
export function termRange(typed: string, whole = false): { from: string; to: string } | null {
  const letters = [...normaliseName(typed)];
  if (letters.length === 0) return null;
  const from = cut(whole ? [WHOLE_NAME, ...letters] : letters);
  return { from, to: from + LAST_CHARACTER };
}

/** Sorts behind every character a term can hold, byte for byte. */
const LAST_CHARACTER = '\u{10ffff}';
