import type { Random } from './random';
import { ellipse, rect, ribbon, wave } from './shapes';

/**
 * The inks of a cover. `ground` is the paper; `back` lies just above it, `main` is the mass the eye goes to; `deep` and
 * `light` cut into those; `line` can be seen on the ground in both themes; `spark` is one small surprise.
 */
export type Ink = 'ground' | 'back' | 'main' | 'deep' | 'light' | 'line' | 'spark';

export type Shape = {
  d: string;
  fill?: Ink;
  stroke?: Ink;
  width?: number;
  opacity?: number;
  /** Index into the clips of the drawing. */
  clip?: number;
};

/** One decimal is a third of a pixel on the largest cover, and half the bytes. */
function shorten(d: string): string {
  return d.replace(/-?\d*\.\d+(?:e[+-]?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10 || 0));
}

/** One drawing in the making: 200 high, `w` wide. */
export class Pen {
  readonly shapes: Shape[] = [];
  readonly clips: string[] = [];
  readonly h = 200;
  private clip: number | undefined;

  constructor(
    readonly w: number,
    readonly rnd: Random,
  ) {}

  /** Where the eye should land: near the middle of a card, off the middle of a wide picture. */
  get focus(): number {
    return this.w * (this.w > 400 ? 0.64 : 0.5);
  }
  get wide(): boolean {
    return this.w > 400;
  }

  fill(d: string, ink: Ink, opacity?: number): void {
    this.shapes.push({ d: shorten(d), fill: ink, opacity, clip: this.clip });
  }

  /** Lines of one look that follow one another become one path. */
  line(d: string, ink: Ink, width: number, opacity?: number): void {
    const last = this.shapes.at(-1);
    if (last && last.stroke === ink && last.width === width && last.opacity === opacity && last.clip === this.clip) {
      last.d += shorten(d);
      return;
    }
    this.shapes.push({ d: shorten(d), stroke: ink, width, opacity, clip: this.clip });
  }

  /** Draws `inside` so that it shows only within the outline `d`. */
  within(d: string, inside: () => void): void {
    const outer = this.clip;
    this.clip = this.clips.push(shorten(d)) - 1;
    inside();
    this.clip = outer;
  }

  dot(x: number, y: number, radius: number, ink: Ink): void {
    this.fill(ellipse(x, y, radius), ink);
  }

  /** The table: everything below `y`. */
  table(y: number, ink: Ink): void {
    this.fill(rect(-2, y, this.w + 4, this.h - y + 2), ink);
  }

  /** What stands behind the subject: a disc, an arch, a ring, a low half round or a lit side of the room. */
  backdrop(x: number, y: number, radius: number, ink: Ink = 'back'): void {
    const style = this.rnd.whole(0, 5);
    if (style <= 1) this.dot(x, y, radius, ink);
    if (style === 2) {
      const half = radius * 0.82;
      this.fill(`M${x - half} 204V${y}A${half} ${half} 0 0 1 ${x + half} ${y}V204Z`, ink);
    }
    if (style === 3) {
      this.dot(x, y, radius * 0.72, ink);
      this.line(ellipse(x, y, radius * 1.02), ink, radius * 0.16);
    }
    if (style === 4) this.dot(x, 186, radius * 1.9, ink);
    if (style === 5)
      this.fill(
        x > this.w / 2 ? rect(x - radius * 0.5, -2, this.w, 204) : rect(-2, -2, x + radius * 0.5 + 2, 204),
        ink,
      );
  }

  /** Steam: soft strokes that thin out upwards. */
  steam(x: number, y: number, rise: number, count: number, ink: Ink = 'light', gap = 20): void {
    for (let index = 0; index < count; index += 1) {
      const cx = x + (index - (count - 1) / 2) * gap;
      const top = y - rise * this.rnd.between(0.72, 1);
      const points = wave([cx, y], [cx + this.rnd.between(-5, 5), top], 6.5, 1.1, 14, index % 2 ? 0 : Math.PI * 0.35);
      this.fill(
        ribbon(points, (t) => 5.6 * Math.sin(Math.PI * Math.min(1, 0.12 + t * 0.88)) + 0.5),
        ink,
      );
    }
  }

  /** A pair of chopsticks from (x1, y1), thin end at (x2, y2). */
  chopsticks(x1: number, y1: number, x2: number, y2: number, ink: Ink, spread = 7): void {
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [nx, ny] = [-(y2 - y1) / length, (x2 - x1) / length];
    for (const side of [-0.5, 0.5]) {
      const [ox, oy] = [nx * spread * side, ny * spread * side];
      const tip = 0.45;
      this.fill(
        ribbon(
          [
            [x1 + ox * 1.5, y1 + oy * 1.5],
            [(x1 + x2) / 2 + ox, (y1 + y2) / 2 + oy],
            [x2 + ox * tip, y2 + oy * tip],
          ],
          (t) => 4.6 - 2.2 * t,
        ),
        ink,
      );
    }
  }
}

/** A motif: draws itself onto the pen's paper, differently for every random stream. */
export type Scene = (pen: Pen) => void;
