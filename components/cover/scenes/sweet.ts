import type { Ink, Pen } from '../pen';
import { curve, ellipse, halfDisc, leaf, type Point, rect } from '../shapes';
import { citrus } from './sea';

const TAU = Math.PI * 2;

/** Loaves on the morning's table, and a cup. */
export function bread(pen: Pen): void {
  const { rnd } = pen;
  const flip = rnd.chance(0.5) ? 1 : -1;
  const x = pen.focus;
  pen.backdrop(x - flip * 96, 70, 60);
  pen.table(158, 'deep');
  const board = rect(x - 116, 148, 232, 12, 5);
  const kind = rnd.whole(0, 2);
  if (kind === 0) {
    loaf(pen, x - flip * 22, 150, rnd.between(84, 94), rnd.between(74, 86));
    baguette(pen, [x + flip * 40, 150], flip === 1 ? -1.12 : -2.02, 150);
  }
  if (kind === 1) {
    croissant(pen, x - flip * 44, 152, 62, 'main');
    croissant(pen, x + flip * 56, 152, 44, 'spark');
  }
  if (kind === 2) {
    slices(pen, x - flip * 70, 150, flip);
    loaf(pen, x + flip * 58, 150, 46, 58);
  }
  pen.fill(board, 'light');
  cup(pen, x + flip * 124, 158, 25);
  if (pen.wide) {
    loaf(pen, x - flip * 216, 158, 62, 54);
    cup(pen, x - flip * 300, 158, 21);
  }
}

function loaf(pen: Pen, x: number, floor: number, half: number, tall: number): void {
  const shape = `M${x - half} ${floor}C${x - half * 1.12} ${floor - tall * 0.72} ${x - half * 0.6} ${floor - tall} ${x} ${floor - tall}C${x + half * 0.6} ${floor - tall} ${x + half * 1.12} ${floor - tall * 0.72} ${x + half} ${floor}Z`;
  pen.fill(shape, 'main');
  pen.within(shape, () => {
    for (let index = -2; index <= 2; index += 1)
      pen.fill(
        leaf([x + index * half * 0.4 - 10, floor - tall * 0.3 + Math.abs(index) * 4], -1.15, tall * 0.62, 0.17),
        'light',
      );
    for (let index = 0; index < 14; index += 1)
      pen.dot(x + ((index * 37) % (half * 1.7)) - half * 0.85, floor - 6 - ((index * 13) % 15), 1.2, 'light');
  });
}

function baguette(pen: Pen, from: Point, angle: number, length: number): void {
  pen.fill(leaf(from, angle, length, 0.16), 'spark');
  for (let index = 1; index <= 5; index += 1) {
    const t = 0.1 + index * 0.14;
    const at: Point = [from[0] + Math.cos(angle) * length * t - 6, from[1] + Math.sin(angle) * length * t + 3];
    pen.fill(leaf(at, angle + 0.75, 19, 0.2), 'light');
  }
}

function cup(pen: Pen, x: number, floor: number, half: number): void {
  pen.line(
    `M${x + half * 0.8} ${floor - half * 1.1}q${half * 0.85} ${-half * 0.2} ${half * 0.7} ${half * 0.4}t${-half} ${half * 0.34}`,
    'light',
    4,
  );
  pen.fill(
    `M${x - half} ${floor - half * 1.4}H${x + half}C${x + half} ${floor - half * 0.4} ${x + half * 0.6} ${floor} ${x + half * 0.4} ${floor}H${x - half * 0.4}C${x - half * 0.6} ${floor} ${x - half} ${floor - half * 0.4} ${x - half} ${floor - half * 1.4}Z`,
    'light',
  );
  pen.line(`M${x - half * 0.86} ${floor - half * 0.86}H${x + half * 0.86}`, 'main', 2.4);
  pen.steam(x, floor - half * 1.7, 44, 2, 'light', 14);
}

/** Scoops in a footed glass, or a pudding on its plate. */
export function sweets(pen: Pen): void {
  const { rnd } = pen;
  const x = pen.focus + rnd.between(-10, 10);
  const side = rnd.chance(0.5) ? 1 : -1;
  pen.backdrop(x + side * 74, 84, rnd.between(56, 70));
  pen.table(164, rnd.pick(['main', 'deep']));
  rnd.pick([sundae, pudding, cake])(pen, x, side);
  for (let index = 0; pen.wide && index < 3; index += 1)
    macaron(pen, x - side * (150 + index * 62), 164, 26, (['light', 'spark', 'deep'] as Ink[])[index] as Ink);
  if (!pen.wide) macaron(pen, x - side * 112, 164, 24, 'spark');
}

function sundae(pen: Pen, x: number, side: number): void {
  pen.dot(x - 25, 76, 25, 'light');
  pen.dot(x + 25, 76, 25, 'spark');
  pen.dot(x, 50, 26, 'deep');
  pen.line(`M${x - 14} 40q8 -10 20 -8`, 'light', 2.4);
  pen.fill(leaf([x + 12, 30], -0.9, 28, 0.3), 'main');
  pen.dot(x - 4 * side, 22, 8, 'main');
  pen.line(`M${x - 4 * side} 15q${side * 4} -12 ${side * 14} -14`, 'line', 1.8);
  pen.fill(
    `M${x - 58} 82H${x + 58}C${x + 54} 116 ${x + 26} 130 ${x + 7} 132V156H${x - 7}V132C${x - 26} 130 ${x - 54} 116 ${x - 58} 82Z`,
    'light',
  );
  for (const dx of [-36, -18, 0, 18, 36])
    pen.line(`M${x + dx} 86Q${x + dx * 0.8} 112 ${x + dx * 0.3} 130`, 'main', 1.8);
  pen.fill(rect(x - 34, 154, 68, 10, 5), 'light');
}

function pudding(pen: Pen, x: number, side: number): void {
  pen.fill(ellipse(x, 160, 104, 12), 'light');
  pen.fill(
    `M${x - 50} 84C${x - 52} 78 ${x + 52} 78 ${x + 50} 84L${x + 70} 148C${x + 70} 158 ${x - 70} 158 ${x - 70} 148Z`,
    'spark',
  );
  pen.fill(
    `M${x - 51} 84C${x - 46} 70 ${x + 46} 70 ${x + 51} 84L${x + 56} 101C${x + 48} 112 ${x + 42} 92 ${x + 30} 98S${x + 16} 126 ${x + 6} 108S${x - 14} 94 ${x - 24} 104S${x - 44} 116 ${x - 56} 101Z`,
    'deep',
  );
  pen.fill(ellipse(x, 80, 40, 6), 'main');
  pen.dot(x + side * 4, 64, 13, 'main');
  pen.line(`M${x + side * 4} 53q${side * 4} -18 ${side * 20} -24`, 'line', 2);
  pen.line(`M${x} 60q3 -5 9 -4`, 'light', 2);
}

function macaron(pen: Pen, x: number, floor: number, half: number, ink: Ink): void {
  const top = floor - half * 0.62;
  pen.fill(rect(x - half * 0.92, top - 3, half * 1.84, 9, 4), ink === 'light' ? 'deep' : 'light');
  pen.fill(
    `M${x - half} ${top}C${x - half} ${top - half * 0.82} ${x + half} ${top - half * 0.82} ${x + half} ${top}Z`,
    ink,
  );
  pen.fill(rect(x - half, floor - half * 0.5, half * 2, half * 0.5, half * 0.25), ink);
}

/** Glasses against the window, what is in them catching the light. */
export function glasses(pen: Pen): void {
  const { rnd } = pen;
  const count = pen.wide ? 5 : 3;
  const step = pen.wide ? 88 : 84;
  const start = pen.w / 2 - ((count - 1) * step) / 2;
  const side = rnd.chance(0.5) ? 0.2 : 0.8;
  pen.fill(ellipse(pen.w * side, rnd.between(56, 74), rnd.between(46, 60)), 'spark');
  pen.table(170, 'deep');
  const kinds = [0, 1, 2, 1, 0].map((kind) => (kind + rnd.whole(0, 2)) % 3);
  for (let index = 0; index < count; index += 1) {
    const x = start + index * step + rnd.between(-4, 4);
    const drink: Ink = (['main', 'back', 'main', 'spark', 'main'] as Ink[])[index] as Ink;
    if (kinds[index] === 0) wineGlass(pen, x, drink);
    if (kinds[index] === 1) coupe(pen, x, drink);
    if (kinds[index] === 2) tumbler(pen, x, drink);
  }
}

function wineGlass(pen: Pen, x: number, drink: Ink): void {
  const shape = `M${x - 24} 42C${x - 38} 86 ${x - 26} 116 ${x} 116S${x + 38} 86 ${x + 24} 42Z`;
  pen.fill(shape, 'light');
  pen.within(shape, () => pen.fill(`M${x - 50} 78Q${x - 20} 72 ${x} 78T${x + 50} 76V130H${x - 50}Z`, drink));
  pen.line(`M${x} 116V166`, 'light', 4);
  pen.fill(rect(x - 24, 164, 48, 6, 3), 'light');
}

function coupe(pen: Pen, x: number, drink: Ink): void {
  const shape = `M${x - 40} 76H${x + 40}C${x + 38} 104 ${x + 18} 114 ${x} 114S${x - 38} 104 ${x - 40} 76Z`;
  pen.fill(shape, 'light');
  pen.within(shape, () => pen.fill(rect(x - 50, 84, 100, 40), drink));
  pen.line(`M${x} 112V166`, 'light', 4);
  pen.fill(rect(x - 24, 164, 48, 6, 3), 'light');
  pen.line(`M${x + 6} 92L${x + 34} 52`, 'line', 2);
  pen.dot(x + 14, 81, 6.5, 'spark');
}

function tumbler(pen: Pen, x: number, drink: Ink): void {
  const shape = `M${x - 27} 82H${x + 27}L${x + 22} 170H${x - 22}Z`;
  pen.fill(shape, 'light');
  pen.within(shape, () => {
    pen.fill(rect(x - 40, 104, 80, 80), drink);
    pen.fill(rect(x - 16, 112, 20, 20, 3), 'light', 0.8);
    pen.fill(rect(x - 2, 134, 18, 18, 3), 'light', 0.8);
  });
  citrus(pen, x + 26, 82, 14);
}

/** Cut paper: a plate, a leaf, a wave and a bowl laid over one another. */
export function collage(pen: Pen): void {
  const { rnd } = pen;
  const flip = rnd.chance(0.5);
  const sx = (x: number) => (flip ? pen.w - x : x);
  const x = pen.wide ? pen.w * 0.58 : pen.w * 0.5;
  pen.fill(rect(flip ? pen.w * 0.58 : -2, -2, pen.w * 0.42 + 2, 204), 'back');
  const y = rnd.between(88, 108);
  pen.dot(sx(x), y, 76, 'light');
  pen.line(ellipse(sx(x), y, 64), 'main', 1.8);
  pen.fill(halfDisc(sx(x), y, 54, rnd.pick([0, 90, 180, 270]) + rnd.between(-20, 20)), 'main');
  pen.dot(sx(x + 22), y - 20, 15, 'spark');
  const points: Point[] = Array.from(
    { length: 9 },
    (_, index) => [(index / 8) * (pen.w + 40) - 20, 168 + (index % 2 ? 10 : -10)] as const,
  );
  pen.fill(`${curve(points)}V210H-20Z`, 'deep');
  pen.fill(leaf([sx(x - 118), 172], flip ? -1.05 : -2.1, 92, 0.32), 'line');
  pen.fill(leaf([sx(x - 112), 172], flip ? -1.75 : -1.4, 112, 0.3), 'main');
  pen.line(`M${sx(x - 112)} 172l${(flip ? -0.18 : 0.17) * 92} -88`, 'light', 1.6);
  for (let index = 0; index < 5; index += 1)
    pen.dot(
      sx(x + 112 + (index % 3) * 21),
      40 + Math.floor(index / 3) * 21 + rnd.between(-2, 2),
      6,
      index === 1 ? 'spark' : 'line',
    );
  pen.chopsticks(sx(x + 170), 176, sx(x + 62), 22, 'line', 12);
  if (pen.wide)
    for (let index = 0; index < 3; index += 1) pen.line(ellipse(sx(x - 230), 88, 20 + index * 16), 'main', 5);
  pen.line(`M${sx(x) + Math.cos(TAU * 0.12) * 70} ${y + 54}`, 'light', 1);
}

/** A croissant standing on its horns: wedges of an arch, thickest in the middle. */
function croissant(pen: Pen, x: number, floor: number, size: number, ink: Ink): void {
  const middle: Point = [x, floor - size * 0.17];
  const place = (angle: number, far: number): Point => [
    middle[0] + Math.cos(angle) * far,
    middle[1] + Math.sin(angle) * far * 0.86,
  ];
  const [start, span] = [Math.PI * 0.86, Math.PI * 1.28];
  const pieces = 7;
  const reach = (t: number) => size * (0.5 + 0.5 * Math.sin(Math.PI * t) ** 0.8);
  for (let index = 0; index < pieces; index += 1) {
    const [t0, t1] = [index / pieces, (index + 1) / pieces];
    const [a0, a1] = [start + span * t0, start + span * t1];
    const inner = size * 0.36;
    const bulge = place((a0 + a1) / 2, Math.max(reach(t0), reach(t1)) * 1.1);
    const edge = `M${place(a0, inner).join(' ')}L${place(a0, reach(t0)).join(' ')}Q${bulge.join(' ')} ${place(a1, reach(t1)).join(' ')}L${place(a1, inner).join(' ')}Z`;
    pen.fill(edge, ink);
    if (index > 0) pen.line(`M${place(a0, inner).join(' ')}L${place(a0, reach(t0)).join(' ')}`, 'light', 2.4);
  }
}

/** Square slices of a tin loaf, leaning on one another. */
function slices(pen: Pen, x: number, floor: number, flip: number): void {
  for (let index = 3; index >= 0; index -= 1) {
    const cx = x + flip * index * 17;
    const crust = `M${cx - 30} ${floor}V${floor - 44}C${cx - 44} ${floor - 58} ${cx - 30} ${floor - 78} ${cx} ${floor - 76}S${cx + 44} ${floor - 58} ${cx + 30} ${floor - 44}V${floor}Z`;
    pen.fill(crust, index % 2 ? 'spark' : 'main');
    if (index === 0)
      pen.fill(
        `M${cx - 24} ${floor - 6}V${floor - 42}C${cx - 35} ${floor - 54} ${cx - 24} ${floor - 71} ${cx} ${floor - 69}S${cx + 35} ${floor - 54} ${cx + 24} ${floor - 42}V${floor - 6}Z`,
        'light',
      );
  }
}

/** A tall cake with one slice out of it. */
function cake(pen: Pen, x: number, side: number): void {
  const bands: Ink[] = ['main', 'light', 'spark', 'light', 'main'];
  pen.fill(ellipse(x, 160, 96, 10), 'light');
  for (const [index, ink] of bands.entries()) pen.fill(rect(x - 72, 82 + index * 15, 144, 15.4), ink);
  pen.fill(
    `M${x - 76} 84C${x - 76} 66 ${x + 76} 66 ${x + 76} 84C${x + 72} 98 ${x + 58} 92 ${x + 52} 88S${x + 30} 112 ${x + 20} 94S${x - 8} 86 ${x - 18} 100S${x - 40} 88 ${x - 48} 92S${x - 72} 98 ${x - 76} 84Z`,
    'deep',
  );
  for (let index = -2; index <= 2; index += 1) {
    pen.dot(x + index * 27, 66 - (index % 2 === 0 ? 2 : 0), 9, index === side ? 'spark' : 'main');
    pen.line(`M${x + index * 27 - 4} ${62}q3 -4 7 -3`, 'light', 1.6);
  }
}
