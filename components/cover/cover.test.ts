import { describe, expect, it } from 'vitest';
import { COVER_TONES, CUISINES, coverSvg } from './compose';
import { coverMarkup } from './markup';

const seeds = Array.from({ length: 40 }, (_, index) => `res_${index}`);

describe('a cover', () => {
  it('is the same drawing for the same restaurant, always', () => {
    for (const cuisine of CUISINES)
      expect(coverSvg({ cuisine, seed: '온지음' })).toEqual(coverSvg({ cuisine, seed: '온지음' }));
  });
  it.each(CUISINES)('of %s is made of finite numbers and known inks, in both formats', (cuisine) => {
    for (const seed of seeds)
      for (const format of ['card', 'hero'] as const) {
        const drawing = coverSvg({ cuisine, seed, format });
        const text = JSON.stringify(drawing);
        expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
        expect(COVER_TONES).toContain(drawing.tone);
        expect(drawing.shapes.length).toBeGreaterThan(5);
        expect(drawing.shapes.every((shape) => shape.clip === undefined || drawing.clips[shape.clip])).toBe(true);
        expect(text.length).toBeLessThan(40_000);
      }
  });
  it('shows one motif in the same inks as a card and as a hero', () => {
    for (const seed of seeds) {
      const [card, hero] = (['card', 'hero'] as const).map((format) => coverSvg({ cuisine: 'korean', seed, format }));
      expect(hero?.tone).toBe(card?.tone);
    }
  });
  it('differs between restaurants: twenty-four neighbours share no drawing', () => {
    for (const cuisine of CUISINES) {
      const drawings = new Set(seeds.slice(0, 24).map((seed) => JSON.stringify(coverSvg({ cuisine, seed }).shapes)));
      expect(drawings.size).toBe(24);
    }
  });
  it('takes the inks that are asked for, and draws a cuisine it does not know', () => {
    expect(coverSvg({ cuisine: 'bar', seed: 'a', tone: 'rose' }).tone).toBe('rose');
    expect(coverSvg({ cuisine: 'constructor', seed: 'a' }).shapes.length).toBeGreaterThan(5);
  });
  it('lets nothing of what it is drawn from into its markup', () => {
    const hostile = coverMarkup(coverSvg({ cuisine: '"><script>', seed: '"/><script>alert(1)</script>' }));
    expect(hostile.replace(/<\/?(defs|clipPath|path)\b[a-zA-Z0-9 ="#().,:\-/]*>/g, '')).toBe('');
  });
});
