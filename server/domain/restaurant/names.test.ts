import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseName, searchTerms, TERM_LENGTH, termRange } from './names';

const bytes = (text: string) => Buffer.from(text, 'utf8');
/** As the database compares: byte for byte. */
const inRange = (term: string, range: { from: string; to: string }) =>
  Buffer.compare(bytes(term), bytes(range.from)) >= 0 && Buffer.compare(bytes(term), bytes(range.to)) < 0;

const nameArb = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'가나다라 스시소언카페 Café-O’K 2층·(본점)é漢字カフェ😀'),
    minLength: 1,
    maxLength: 60,
  }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
);

describe('search terms', () => {
  it('case, spaces, punctuation, accents and the way letters are composed do not matter', () => {
    expect(normaliseName('  Café  d’Été (2F) ')).toBe('cafedete2f');
    expect(normaliseName('스시 서온'.normalize('NFD'))).toBe('스시서온');
    expect(normaliseName('ＣＡＦＥ')).toBe('cafe');
    expect(normaliseName('!?  —')).toBe('');
  });

  it('a name has a term for each of its suffixes and one for the whole of it', () => {
    expect(searchTerms(['ABC', null, 'bc'])).toEqual(['^abc', 'abc', 'bc', 'c', '^bc']);
    expect(searchTerms(['', '!!', undefined])).toEqual([]);
  });

  it('any part of a name finds it, its beginning finds it as a beginning, and no term is too long', () => {
    fc.assert(
      fc.property(nameArb, fc.nat({ max: 60 }), fc.integer({ min: 1, max: 60 }), (name, start, length) => {
        const letters = [...normaliseName(name)];
        const terms = searchTerms([name]);
        for (const term of terms) expect([...term].length).toBeLessThanOrEqual(TERM_LENGTH);
        const part = termRange(letters.slice(start, start + length).join(''));
        if (part) expect(terms.some((term) => inRange(term, part))).toBe(true);
        const beginning = termRange(letters.slice(0, length).join(''), true);
        if (beginning) expect(terms.some((term) => inRange(term, beginning))).toBe(true);
      }),
    );
  });

  it('what is not in a name does not find it', () => {
    fc.assert(
      fc.property(nameArb, nameArb, (name, typed) => {
        const [whole, text] = [normaliseName(name), normaliseName(typed)];
        const range = termRange(typed);
        fc.pre(range !== null && [...text].length < TERM_LENGTH && [...whole].length < TERM_LENGTH);
        expect(searchTerms([name]).some((term) => inRange(term, range!))).toBe(whole.includes(text));
      }),
    );
  });
});
