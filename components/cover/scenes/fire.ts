import type { Ink, Pen } from '../pen';
import { curve, ellipse, halfDisc, leaf, type Point, polygon, rect, ribbon, wave } from '../shapes';

const TAU = Math.PI * 2;

/** A round grill from above: coals below the bars, slices on them, smoke drifting over. */
export function grill(pen: Pen): void {
  const { rnd } = pen;
  const x = pen.focus + rnd.between(-26, 26);
  const y = rnd.between(100, 116);
  const radius = rnd.between(84, 92);
  const turn = rnd.between(-0.5, 0.5);
  pen.dot(x, y, radius + 9, 'deep');
  pen.dot(x, y, radius + 4.5, 'back');
  pen.dot(x, y, radius, 'deep');
  const disc = ellipse(x, y, radius - 2);
  pen.within(disc, () => {
    for (let index = 0; index < 17; index += 1) {
      const angle = index * 2.399;
      const far = Math.sqrt(index / 17) * radius * 0.92;
      pen.dot(x + Math.cos(angle) * far, y + Math.sin(angle) * far, rnd.between(9, 16), index % 3 ? 'main' : 'spark');
    }
    for (let offset = -radius; offset <= radius; offset += 9.5) {
      const [ux, uy] = [Math.cos(turn), Math.sin(turn)];
      const [cx, cy] = [x - uy * offset, y + ux * offset];
      pen.line(`M${cx - ux * radius} ${cy - uy * radius}L${cx + ux * radius} ${cy + uy * radius}`, 'deep', 3.4);
      pen.line(`M${cx - ux * radius} ${cy - uy * radius - 1}L${cx + ux * radius} ${cy + uy * radius - 1}`, 'back', 0.9);
    }
  });
  const places: Point[] = [
    [-0.5, -0.3],
    [0.2, -0.46],
    [0.52, 0.06],
    [-0.08, 0.1],
    [-0.46, 0.42],
    [0.24, 0.56],
  ];
  for (const [dx, dy] of places) slice(pen, x + dx * radius, y + dy * radius, rnd.between(17, 21), rnd.between(0, TAU));
  const side = rnd.chance(0.5) ? 1 : -1;
  pen.fill(
    ribbon(
      wave([x - side * 34, y - 40], [x + side * 30, -16], 17, 0.9, 18),
      (t) => 13 * Math.sin(Math.PI * (0.1 + t * 0.86)),
    ),
    'light',
    0.94,
  );
  pen.fill(
    ribbon(
      wave([x + side * 26, y - 20], [x + side * 96, -16], 14, 0.8, 18, 1),
      (t) => 8 * Math.sin(Math.PI * (0.1 + t * 0.86)),
    ),
    'light',
    0.94,
  );
  if (pen.wide) sauces(pen, x - 170, side);
  else pen.chopsticks(x - side * 196, y - 66, x - side * radius * 0.36, y + 4, 'line', 9);
}

function sauces(pen: Pen, x: number, side: number): void {
  for (const [dx, dy, radius, ink] of [
    [0, 58, 30, 'main'],
    [-64, 128, 36, 'back'],
    [-98, 40, 24, 'light'],
  ] as [number, number, number, Ink][]) {
    pen.dot(x + dx, dy, radius, 'light');
    pen.dot(x + dx, dy, radius * 0.8, ink);
    pen.line(ellipse(x + dx, dy, radius * 0.5), 'deep', 1.6);
  }
  pen.chopsticks(x - 160, 100 - side * 60, x - 40, 100 + side * 70, 'line', 9);
}

/** A slice of meat with its marbling. */
function slice(pen: Pen, x: number, y: number, size: number, turn: number): void {
  const outline = Array.from({ length: 9 }, (_, index) => {
    const angle = turn + (index / 9) * TAU;
    const far = size * (1 + 0.16 * Math.sin(index * 2.3 + turn)) * (index % 9 < 5 ? 1 : 0.84);
    return [x + Math.cos(angle) * far * 1.12, y + Math.sin(angle) * far * 0.86] as Point;
  });
  const shape = `${curve([...outline, outline[0] as Point])}Z`;
  pen.fill(shape, 'light');
  const inner = outline.map(([px, py]) => [x + (px - x) * 0.86 + 1, y + (py - y) * 0.82 + 1] as Point);
  const lean = `${curve([...inner, inner[0] as Point])}Z`;
  pen.fill(lean, 'main');
  pen.within(lean, () => {
    for (let index = -2; index <= 2; index += 1)
      pen.line(
        curve(wave([x - size, y + index * size * 0.34], [x + size, y + index * size * 0.34 + 5], 3, 1.2, 6, index)),
        'light',
        1.6,
      );
  });
}

/** One thick cut on a board with a knife and a sprig. */
export function cut(pen: Pen): void {
  const { rnd } = pen;
  const x = pen.focus + rnd.between(-8, 8);
  const side = rnd.chance(0.5) ? 1 : -1;
  pen.fill(rect(x - 128, 22, 256, 156, 26), 'deep');
  pen.fill(rect(x + side * 128 - (side === 1 ? 4 : 52), 84, 56, 32, 12), 'deep');
  pen.dot(x + side * 166, 100, 6, 'ground');
  for (let index = 0; index < 4; index += 1)
    pen.line(curve(wave([x - 118, 46 + index * 36], [x + 118, 50 + index * 36], 2.2, 1.4, 8, index)), 'main', 1, 0.35);
  const cx = x - side * 20;
  const body: Point[] = [
    [-66, 4],
    [-54, -40],
    [-10, -54],
    [38, -42],
    [66, -6],
    [50, 30],
    [14, 40],
    [-22, 54],
    [-58, 42],
  ].map(([px, py]) => [cx + (px as number) * side, 100 + (py as number)] as Point);
  const shape = `${curve([...body, body[0] as Point])}Z`;
  pen.fill(shape, 'light');
  const leanPoints = body.map(([px, py]) => [cx + (px - cx) * 0.88 + side * 3, 100 + (py - 100) * 0.85 + 1] as Point);
  const lean = `${curve([...leanPoints, leanPoints[0] as Point])}Z`;
  pen.fill(lean, 'main');
  pen.within(lean, () => {
    for (let index = 0; index < 11; index += 1) {
      const sx = cx + rnd.between(-52, 40);
      const sy = 100 + rnd.between(-40, 40);
      pen.line(
        curve(wave([sx, sy], [sx + rnd.between(14, 30), sy + rnd.between(-14, 14)], 3, 1, 5, index)),
        'light',
        rnd.pick([1.4, 2.2]),
      );
    }
  });
  pen.line(`M${cx - side * 40} ${78}q${side * 22} ${-22} ${side * 46} ${-10}`, 'light', 5);
  pen.line(`M${cx - side * 18} ${62}q${side * 4} ${20} ${side * 16} ${34}`, 'light', 5);
  sprig(pen, [x + side * 70, 160], side === 1 ? -1.35 : -1.8, 84);
  if (pen.wide) knife(pen, x - side * 178 - 9, 20, 160);
}

function knife(pen: Pen, x: number, y: number, length: number): void {
  pen.fill(
    `M${x} ${y}C${x + 24} ${y + 20} ${x + 24} ${y + length * 0.5} ${x + 18} ${y + length * 0.58}H${x}Z`,
    'light',
  );
  pen.fill(rect(x, y + length * 0.58, 14, length * 0.42, 6), 'deep');
  pen.dot(x + 7, y + length * 0.7, 1.8, 'light');
  pen.dot(x + 7, y + length * 0.86, 1.8, 'light');
}

/** A stem with needles on both sides. */
function sprig(pen: Pen, from: Point, angle: number, length: number): void {
  const place = (t: number): Point => [
    from[0] + Math.cos(angle + t * 0.3) * length * t,
    from[1] + Math.sin(angle + t * 0.3) * length * t,
  ];
  pen.line(curve([place(0), place(0.35), place(0.7), place(1)]), 'back', 2.4);
  for (let index = 2; index <= 12; index += 1) {
    const t = index / 12;
    for (const side of [-1, 1])
      pen.fill(leaf(place(t), angle + t * 0.4 + side * (0.95 - t * 0.3), 17 - t * 6, 0.16), 'back');
  }
}

/** Paper lanterns on their strings over a counter. */
export function lanterns(pen: Pen): void {
  const { rnd } = pen;
  const count = pen.wide ? 6 : rnd.whole(3, 4);
  const step = pen.w / count;
  const lit = rnd.whole(0, count - 1);
  pen.fill(rect(-2, -2, pen.w + 4, 17), 'deep');
  for (let index = 0; index < count; index += 1) {
    const x = step * (index + 0.5) + rnd.between(-5, 5);
    const half = Math.min(step * 0.33, rnd.between(24, 33));
    const tall = half * rnd.pick([0.92, 1.2, 1.45]);
    const y = Math.min(rnd.between(62, 84), 118 - tall);
    lantern(
      pen,
      x,
      y,
      half,
      tall,
      index === lit ? 'spark' : ((['main', 'light', 'main', 'back'] as Ink[])[index % 4] as Ink),
    );
  }
  pen.table(164, 'deep');
  pen.line(`M-2 170H${pen.w + 2}`, 'main', 2);
  const bottleX = step * rnd.whole(1, count - 1) - 28;
  pen.fill(`M${bottleX - 7} 116h14v11c0 6 8 8 8 18v19h-30v-19c0-10 8-12 8-18Z`, 'light');
  pen.line(`M${bottleX - 15} 148h30`, 'main', 3);
  for (const dx of [34, 58]) {
    pen.fill(`M${bottleX + dx - 10} 148h20l-3 16h-14Z`, dx === 34 ? 'main' : 'light');
  }
}

function lantern(pen: Pen, x: number, y: number, half: number, tall: number, ink: Ink): void {
  pen.line(`M${x} 12V${y - tall}`, 'line', 1.6);
  const body = `M${x - half * 0.5} ${y - tall}H${x + half * 0.5}C${x + half * 1.18} ${y - tall * 0.62} ${x + half * 1.18} ${y + tall * 0.62} ${x + half * 0.5} ${y + tall}H${x - half * 0.5}C${x - half * 1.18} ${y + tall * 0.62} ${x - half * 1.18} ${y - tall * 0.62} ${x - half * 0.5} ${y - tall}Z`;
  pen.fill(body, ink);
  pen.within(body, () => {
    const ribs = Math.round(tall / 5.5);
    for (let index = 1; index < ribs; index += 1) {
      const ry = y - tall + (index / ribs) * tall * 2;
      pen.line(
        `M${x - half * 1.1} ${ry}Q${x} ${ry + 6} ${x + half * 1.1} ${ry}`,
        ink === 'light' ? 'back' : 'light',
        1.2,
        0.75,
      );
    }
  });
  pen.fill(rect(x - half * 0.52, y - tall - 4, half * 1.04, 7, 1.5), 'deep');
  pen.fill(rect(x - half * 0.52, y + tall - 3, half * 1.04, 7, 1.5), 'deep');
  for (const dx of [-3, 0, 3]) pen.line(`M${x + dx} ${y + tall + 4}v${9 - Math.abs(dx)}`, 'line', 1.2);
}

/** A stall's awning, its bulbs, and skewers in a steaming pot. */
export function stall(pen: Pen): void {
  const { rnd } = pen;
  const stripe = rnd.pick([32, 36, 40]);
  const drop = rnd.between(44, 54);
  const shift = -rnd.between(0, stripe);
  let index = 0;
  for (let x = shift; x < pen.w + stripe; x += stripe) {
    const ink: Ink = index % 2 ? 'light' : 'main';
    pen.fill(rect(x, -2, stripe + 0.5, drop + 2), ink);
    pen.fill(halfDisc(x + stripe / 2, drop, stripe / 2, 180), ink);
    index += 1;
  }
  pen.line(`M-2 ${drop}H${pen.w + 2}`, 'deep', 1.4, 0.5);
  const sag = (x: number) => drop + 40 + 13 * Math.sin((x / pen.w) * Math.PI * (pen.wide ? 3 : 2));
  const bulbs = pen.wide ? 12 : 7;
  pen.line(
    curve(
      Array.from(
        { length: bulbs * 2 + 1 },
        (_, i) => [(i / (bulbs * 2)) * pen.w, sag((i / (bulbs * 2)) * pen.w)] as Point,
      ),
    ),
    'line',
    1.4,
  );
  for (let i = 0; i < bulbs; i += 1) {
    const x = ((i + 0.5) / bulbs) * pen.w;
    pen.dot(x, sag(x) + 5.5, 5, i % 3 === 1 ? 'spark' : 'light');
  }
  pen.table(176, 'deep');
  const x = pen.focus + rnd.between(-26, 26);
  for (let i = -2; i <= 2; i += 1) skewer(pen, x + i * 24, 140, i * 0.1, i % 2 === 0 ? 'main' : 'light');
  pen.fill(
    polygon([
      [x - 84, 140],
      [x + 84, 140],
      [x + 74, 178],
      [x - 74, 178],
    ]),
    'back',
  );
  pen.fill(rect(x - 92, 134, 184, 9, 4), 'deep');
  pen.line(`M${x - 78} 156H${x + 78}`, 'light', 2);
}

function skewer(pen: Pen, x: number, y: number, tilt: number, ink: Ink): void {
  const place = (up: number): Point => [x + tilt * up * 0.9, y - up];
  pen.line(`M${place(0).join(' ')}L${place(72).join(' ')}`, 'line', 2);
  const folds = [0, 1, 2, 3, 4].map((fold) => place(8 + fold * 9));
  pen.line(curve(folds.map(([px, py], fold) => [px + (fold % 2 ? 7 : -7), py] as Point)), ink, 8);
}
