import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Oklch = [lightness: number, chroma: number, hue: number];

/** Relative luminance (WCAG 2) of an OKLCH colour, clipped to sRGB as browsers do. */
function luminance([l, c, h]: Oklch): number {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const css = readFileSync(new URL('./globals.css', import.meta.url), 'utf8');
const TOKEN = /--color-([\w-]+):\s*light-dark\(\s*oklch\(([\d. ]+)\),\s*oklch\(([\d. ]+)\)\s*\)/g;
const tokens = new Map(
  [...css.matchAll(TOKEN)].map(([, name, light, dark]) => [
    name,
    { light: light?.split(' ').map(Number) as Oklch, dark: dark?.split(' ').map(Number) as Oklch },
  ]),
);

function contrast(front: string, back: string, theme: 'light' | 'dark'): number {
  const [a, b] = [front, back].map((name) => {
    const token = tokens.get(name);
    if (!token) throw new Error(`globals.css has no colour ${name}`);
    return luminance(token[theme]);
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const GROUNDS = ['paper', 'raised', 'wash'];
const TEXT_ON_GROUNDS = ['ink', 'soft', 'faint', 'accent-text', 'pine', 'amber', 'brick'];
const TEXT_ON_OWN: [string, string][] = [
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-brick', 'brick-fill'],
  ['paper', 'ink'],
  ['ink', 'accent-wash'],
  ['soft', 'accent-wash'],
  ['accent-text', 'accent-wash'],
  ['pine', 'pine-wash'],
  ['amber', 'amber-wash'],
  ['brick', 'brick-wash'],
  ['soft', 'pine-wash'],
  ['soft', 'amber-wash'],
  ['soft', 'brick-wash'],
];
const CONTROLS_ON_GROUNDS = ['accent', 'edge'];

describe.each(['light', 'dark'] as const)('the colours of the %s theme', (theme) => {
  const text = [...TEXT_ON_GROUNDS.flatMap((front) => GROUNDS.map((back) => [front, back])), ...TEXT_ON_OWN];
  it.each(text as [string, string][])('let text in %s be read on %s', (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(CONTROLS_ON_GROUNDS)('let a control in %s be seen', (front) => {
    for (const back of ['paper', 'raised']) expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(3);
  });
});

describe('the measure', () => {
  it('is that of the standard: black on white is 21', () => {
    expect((luminance([1, 0, 0]) + 0.05) / (luminance([0, 0, 0]) + 0.05)).toBeCloseTo(21, 2);
  });
});
