import { Pen, type Scene, type Shape } from './pen';
import { randomOf } from './random';
import { bowl, noodles } from './scenes/bowls';
import { cut, grill, lanterns, stall } from './scenes/fire';
import { grain, leaves, roofs, tiles } from './scenes/garden';
import { fish, nigiri, shells, tide } from './scenes/sea';
import { dishes, dumplings, pizza, soup } from './scenes/spread';
import { bread, collage, glasses, sweets } from './scenes/sweet';

/** The inks' names; their colours, light and dark, are in cover.css. */
export const COVER_TONES = ['persimmon', 'pine', 'indigo', 'wheat', 'brick', 'ink', 'plum', 'celadon', 'rose'] as const;
export type CoverTone = (typeof COVER_TONES)[number];

const REPERTOIRE = {
  korean: { scenes: [bowl, dishes, roofs, bowl], tones: ['persimmon', 'pine', 'wheat', 'brick'] },
  bbq: { scenes: [grill, grill, cut], tones: ['brick', 'persimmon'] },
  hansik: { scenes: [dishes, roofs, dishes, grain], tones: ['celadon', 'indigo', 'wheat', 'plum'] },
  noodles: { scenes: [noodles, soup, bowl], tones: ['wheat', 'celadon', 'persimmon', 'pine'] },
  seafood: { scenes: [fish, tide, shells], tones: ['indigo', 'celadon', 'indigo', 'persimmon'] },
  sushi: { scenes: [nigiri, nigiri, fish, tide], tones: ['celadon', 'indigo', 'rose'] },
  izakaya: { scenes: [lanterns, lanterns, dishes], tones: ['brick', 'ink', 'indigo'] },
  ramen: { scenes: [soup, noodles, soup, bowl], tones: ['brick', 'persimmon', 'wheat'] },
  italian: { scenes: [pizza, tiles, leaves, glasses], tones: ['pine', 'brick', 'wheat'] },
  french: { scenes: [glasses, bread, leaves], tones: ['plum', 'indigo', 'wheat'] },
  chinese: { scenes: [dumplings, dumplings, lanterns], tones: ['brick', 'wheat', 'pine', 'persimmon'] },
  vegetarian: { scenes: [leaves, leaves, grain], tones: ['pine', 'celadon', 'wheat'] },
  bakery_cafe: { scenes: [bread, bread, grain], tones: ['wheat', 'persimmon', 'wheat', 'brick'] },
  bar: { scenes: [glasses], tones: ['ink', 'plum', 'indigo', 'brick'] },
  dessert: { scenes: [sweets], tones: ['rose', 'plum', 'wheat', 'celadon'] },
  steak: { scenes: [cut, grill], tones: ['brick', 'persimmon'] },
  fusion: { scenes: [collage, tiles, dishes, collage], tones: ['plum', 'celadon', 'persimmon'] },
  street: { scenes: [stall, stall, noodles], tones: ['persimmon', 'brick', 'indigo'] },
} satisfies Record<string, { scenes: Scene[]; tones: CoverTone[] }>;

export type Cuisine = keyof typeof REPERTOIRE;
export const CUISINES = Object.keys(REPERTOIRE) as Cuisine[];

/** `card` is 8:5, `hero` 8:3. */
export type CoverFormat = 'card' | 'hero';

export type CoverDrawing = {
  width: number;
  height: number;
  tone: CoverTone;
  shapes: Shape[];
  clips: string[];
  /** Differs between drawings; names their clip paths. */
  key: string;
};

/**
 * The drawing of a restaurant: the same for the same cuisine and seed (use its id or name), always. A cuisine that is not
 * known is drawn as `fusion`. Both formats of one restaurant show the same motif in the same inks.
 */
export function coverSvg({
  cuisine,
  seed,
  tone,
  format = 'card',
}: {
  cuisine: string;
  seed: string;
  tone?: CoverTone;
  format?: CoverFormat;
}): CoverDrawing {
  const known: Cuisine = Object.hasOwn(REPERTOIRE, cuisine) ? (cuisine as Cuisine) : 'fusion';
  const { scenes, tones } = REPERTOIRE[known] as { scenes: Scene[]; tones: CoverTone[] };
  const rnd = randomOf(`${known}:${seed}`);
  const scene = rnd.pick(scenes);
  const inks = tone ?? rnd.pick(tones);
  const width = format === 'hero' ? 533 : 320;
  const pen = new Pen(width, rnd);
  scene(pen);
  const key = `${format}-${known}-${[...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7).toString(36)}`;
  return { width, height: pen.h, tone: inks, shapes: pen.shapes, clips: pen.clips, key };
}
