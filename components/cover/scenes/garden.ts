import type { Ink, Pen } from '../pen';
import { curve, ellipse, halfDisc, leaf, type Point, polygon, rect } from '../shapes';
import { citrus } from './sea';

/** Ears of grain leaning in one wind. */
export function grain(pen: Pen): void {
  const { rnd } = pen;
  const wind = rnd.between(18, 46) * (rnd.chance(0.5) ? 1 : -1);
  pen.dot(
    pen.w * (wind > 0 ? rnd.between(0.16, 0.28) : rnd.between(0.72, 0.84)),
    rnd.between(62, 84),
    rnd.between(42, 58),
    rnd.chance(0.5) ? 'spark' : 'back',
  );
  const hill = rnd.between(152, 170);
  pen.fill(
    `M-2 ${hill}Q${pen.w * 0.3} ${hill - 26} ${pen.w * 0.6} ${hill - 6}T${pen.w + 2} ${hill - 14}V202H-2Z`,
    'back',
  );
  const count = Math.round(pen.w / 27);
  const order = Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => ((a * 7) % count) - ((b * 7) % count),
  );
  for (const index of order) {
    const x = ((index + 0.5) / count) * (pen.w + 40) - 20 - wind * 0.5 + rnd.between(-6, 6);
    stalk(pen, x, rnd.between(34, 92), wind * rnd.between(0.8, 1.25), index % 3 === 0 ? 'line' : 'main');
  }
}

function stalk(pen: Pen, x: number, top: number, wind: number, ink: Ink): void {
  const place = (t: number): Point => [x + wind * t * t, 206 - (206 - top) * t];
  pen.line(curve([place(0), place(0.35), place(0.7), place(1)]), ink, 2);
  const angle = (t: number) => Math.atan2(-(206 - top), 2 * wind * t);
  for (let index = 0; index < 7; index += 1) {
    const t = 1 - index * 0.052 * (150 / (206 - top));
    const size = 17 - Math.abs(index - 3) * 1.1;
    for (const side of [-1, 1]) pen.fill(leaf(place(t), angle(t) + side * 0.52, size, 0.27), ink);
  }
  pen.fill(leaf(place(1), angle(1), 18, 0.25), ink);
}

/** Branches as if cut from paper, with fruit. */
export function leaves(pen: Pen): void {
  const { rnd } = pen;
  const flip = rnd.chance(0.5);
  const side = (x: number) => (flip ? pen.w - x : x);
  pen.fill(ellipse(side(pen.w * 0.74), rnd.between(70, 110), rnd.between(58, 76)), 'back');
  branch(pen, [side(-10), 60], [side(pen.w * 0.52), 150], [side(pen.w + 10), 96], 52, 'main');
  branch(pen, [side(pen.w * 0.1), 214], [side(pen.w * 0.28), 96], [side(pen.w * 0.46), -14], 44, 'line');
  if (pen.wide) branch(pen, [side(pen.w * 0.62), 214], [side(pen.w * 0.72), 120], [side(pen.w * 0.9), -14], 46, 'line');
  const fruits = pen.wide ? 6 : 4;
  for (let index = 0; index < fruits; index += 1) {
    const x = side(pen.w * (0.2 + (index / fruits) * 0.76) + rnd.between(-10, 10));
    const y = rnd.between(40, 170);
    const radius = rnd.between(9, 15);
    pen.dot(x, y, radius, 'spark');
    pen.line(
      `M${x - radius * 0.45} ${y - radius * 0.3}q${radius * 0.3} ${-radius * 0.4} ${radius * 0.8} ${-radius * 0.3}`,
      'light',
      1.8,
    );
  }
}

function branch(pen: Pen, from: Point, over: Point, to: Point, size: number, ink: Ink): void {
  const place = (t: number): Point => [
    (1 - t) ** 2 * from[0] + 2 * t * (1 - t) * over[0] + t * t * to[0],
    (1 - t) ** 2 * from[1] + 2 * t * (1 - t) * over[1] + t * t * to[1],
  ];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const pairs = Math.max(4, Math.round(length / (size * 0.8)));
  pen.line(curve(Array.from({ length: 9 }, (_, index) => place(index / 8))), ink, 2.6);
  for (let index = 0; index < pairs; index += 1) {
    const t = (index + 0.5) / pairs;
    const [a, b] = [place(t), place(Math.min(1, t + 0.02))];
    const along = Math.atan2(b[1] - a[1], b[0] - a[0]);
    for (const turn of [-1, 1]) {
      const angle = along + turn * pen.rnd.between(0.7, 1.05);
      const reach = size * pen.rnd.between(0.82, 1.08);
      pen.fill(leaf(a, angle, reach, 0.3, turn * 0.06), ink);
      pen.line(
        `M${a[0]} ${a[1]}L${a[0] + Math.cos(angle) * reach * 0.78} ${a[1] + Math.sin(angle) * reach * 0.78}`,
        ink === 'main' ? 'light' : 'ground',
        1.5,
      );
    }
  }
}

/** A wall of tiles: quarter rounds, petals, diamonds; one carries a slice of citrus. */
export function tiles(pen: Pen): void {
  const { rnd } = pen;
  const size = rnd.pick([50, 40, 66.7]);
  const columns = Math.ceil(pen.w / size);
  const rows = Math.ceil(pen.h / size);
  const offset = (columns * size - pen.w) / -2;
  const family = rnd.whole(0, 2);
  const [fruitColumn, fruitRow] = [Math.floor(columns * rnd.pick([0.3, 0.7])), rnd.whole(0, rows - 1)];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = [offset + column * size, row * size];
      const dark = (row + column) % 2 === 0;
      pen.fill(rect(x, y, size + 0.4, size + 0.4), dark ? 'main' : 'back');
      if (column === fruitColumn && row === fruitRow) citrus(pen, x + size / 2, y + size / 2, size * 0.42);
      else tile(pen, x, y, size, dark, family === 0 ? rnd.whole(0, 3) : family === 1 ? (dark ? 1 : 3) : dark ? 0 : 2);
    }
}

function tile(pen: Pen, x: number, y: number, s: number, dark: boolean, kind: number): void {
  const ink: Ink = dark ? 'light' : 'deep';
  const [cx, cy] = [x + s / 2, y + s / 2];
  if (kind === 0) {
    const corners: Point[] = [
      [x, y],
      [x + s, y],
      [x + s, y + s],
      [x, y + s],
    ];
    for (const [index, corner] of corners.entries()) {
      const [px, py] = corner;
      const [sx, sy] = [index === 0 || index === 3 ? 1 : -1, index < 2 ? 1 : -1];
      const half = s / 2;
      pen.fill(
        `M${px} ${py}L${px + sx * half} ${py}A${half} ${half} 0 0 ${sx * sy > 0 ? 1 : 0} ${px} ${py + sy * half}Z`,
        ink,
      );
    }
    pen.dot(cx, cy, s * 0.1, 'spark');
  }
  if (kind === 1) {
    for (let index = 0; index < 4; index += 1)
      pen.fill(leaf([cx, cy], index * (Math.PI / 2) + Math.PI / 4, s * 0.66, 0.3), ink);
    pen.dot(cx, cy, s * 0.09, dark ? 'main' : 'back');
  }
  if (kind === 2) {
    pen.fill(
      polygon([
        [cx, y + s * 0.08],
        [x + s * 0.92, cy],
        [cx, y + s * 0.92],
        [x + s * 0.08, cy],
      ]),
      ink,
    );
    pen.dot(cx, cy, s * 0.2, dark ? 'main' : 'light');
  }
  if (kind === 3) {
    const turn = pen.rnd.whole(0, 3) * 90;
    pen.fill(halfDisc(cx, cy, s / 2, turn), ink);
    pen.fill(halfDisc(cx, cy, s * 0.24, turn + 180), dark ? 'light' : 'main');
  }
}

/** Eaves under a moon: one roof before another. */
export function roofs(pen: Pen): void {
  const { rnd } = pen;
  const moonX = pen.w * rnd.pick([0.2, 0.3, 0.72, 0.8]);
  pen.dot(moonX, rnd.between(44, 62), rnd.between(30, 40), 'spark');
  pen.fill(
    `M-2 128C${pen.w * 0.14} 84 ${pen.w * 0.28} 76 ${pen.w * 0.42} 110C${pen.w * 0.58} 66 ${pen.w * 0.8} 70 ${pen.w + 2} 118V202H-2Z`,
    'back',
  );
  const far = pen.w * (moonX < pen.w / 2 ? 0.76 : 0.2);
  roof(pen, far, 112, pen.wide ? 150 : 108, 38, 'main');
  roof(pen, pen.w * (moonX < pen.w / 2 ? 0.34 : 0.64) + rnd.between(-10, 10), 138, pen.wide ? 210 : 160, 56, 'deep');
  if (rnd.chance(0.55)) {
    const edge = moonX < pen.w / 2 ? pen.w + 8 : -8;
    const inward = moonX < pen.w / 2 ? -1 : 1;
    branch(pen, [edge, 4], [edge + inward * 60, 50], [edge + inward * 138, 34], 30, 'line');
    for (const [dx, dy] of [
      [44, 46],
      [84, 60],
      [118, 44],
    ] as const)
      pen.dot(edge + inward * dx, dy, 7, 'spark');
  }
}

function roof(pen: Pen, x: number, eave: number, half: number, rise: number, ink: Ink): void {
  const ridge = half * 0.6;
  const top = eave - rise;
  const body = `M${x - half} ${eave - 13}C${x - half * 0.72} ${eave - 3} ${x - ridge} ${eave - rise * 0.55} ${x - ridge} ${top}Q${x} ${top + 7} ${x + ridge} ${top}C${x + ridge} ${eave - rise * 0.55} ${x + half * 0.72} ${eave - 3} ${x + half} ${eave - 13}Q${x + half * 0.6} ${eave + 7} ${x} ${eave + 8}Q${x - half * 0.6} ${eave + 7} ${x - half} ${eave - 13}Z`;
  const post: Ink = ink === 'deep' ? 'main' : 'deep';
  pen.fill(rect(x - half * 0.68, eave, half * 1.36, 210 - eave), 'light');
  for (const share of [-0.62, -0.22, 0.22, 0.62]) pen.fill(rect(x + share * half - 3.5, eave, 7, 210 - eave), post);
  pen.line(`M${x - half * 0.66} ${eave + 32}H${x + half * 0.66}`, post, 3);
  pen.fill(body, ink);
  pen.within(body, () => {
    for (let index = -11; index <= 11; index += 1)
      pen.line(
        `M${x + index * ridge * 0.09} ${top - 2}Q${x + index * ridge * 0.105} ${eave - rise * 0.3} ${x + index * half * 0.092} ${eave + 9}`,
        ink === 'deep' ? 'main' : 'light',
        1.5,
      );
  });
  pen.line(`M${x - ridge - 5} ${top - 3}Q${x} ${top + 6} ${x + ridge + 5} ${top - 3}`, ink, 6);
  for (let index = -9; index <= 9; index += 1) {
    const share = index / 10;
    pen.dot(x + share * half, eave + 7.5 - 17 * Math.abs(share) ** 3, 2.7, ink === 'deep' ? 'main' : 'light');
  }
}
