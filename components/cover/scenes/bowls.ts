import type { Ink, Pen } from '../pen';
import { curve, ellipse, leaf, type Point, rect } from '../shapes';

/** A bowl from the side: rim at y, hanging down to its foot. */
function sideBowl(pen: Pen, x: number, y: number, half: number, depth: number, ink: Ink, stripes: Ink): void {
  const foot = half * 0.36;
  const body = `M${x - half} ${y}C${x - half * 0.97} ${y + depth * 0.62} ${x - half * 0.55} ${y + depth * 0.94} ${x - foot} ${y + depth}H${x + foot}C${x + half * 0.55} ${y + depth * 0.94} ${x + half * 0.97} ${y + depth * 0.62} ${x + half} ${y}Z`;
  pen.fill(rect(x - foot * 0.92, y + depth - 4, foot * 1.84, 11, 2), 'deep');
  pen.fill(body, ink);
  pen.within(body, () => {
    const style = pen.rnd.whole(0, 3);
    if (style === 0)
      for (const dy of [14, 21])
        pen.line(`M${x - half} ${y + dy}Q${x} ${y + dy + 22} ${x + half} ${y + dy}`, stripes, 2.4);
    if (style === 1)
      pen.fill(
        `M${x - half} ${y + depth * 0.5}Q${x} ${y + depth * 0.8} ${x + half} ${y + depth * 0.5}V${y + depth + 4}H${x - half}Z`,
        stripes,
      );
    if (style === 2)
      for (let index = -4; index <= 4; index += 1) {
        const cx = x + index * half * 0.25;
        pen.dot(cx, y + depth * 0.4 + 9 * Math.cos((index / 4.5) * 1.4), 4.2, stripes);
      }
    if (style === 3)
      for (let index = -5; index <= 5; index += 1) {
        const top = x + index * half * 0.21;
        pen.line(
          `M${top} ${y + 6}Q${x + index * half * 0.17} ${y + depth * 0.6} ${x + index * foot * 0.16} ${y + depth}`,
          stripes,
          2.2,
        );
      }
  });
}

/** One generous bowl, steam over it, and a disc like a low sun behind. */
export function bowl(pen: Pen): void {
  const { rnd } = pen;
  const x = pen.focus + rnd.between(-14, 14);
  const half = rnd.between(78, 94);
  const rim = rnd.between(98, 106);
  const side = rnd.chance(0.5) ? 1 : -1;
  pen.backdrop(x + side * rnd.between(58, 86), rnd.between(74, 88), rnd.between(54, 66));
  pen.table(166, 'deep');
  sideBowl(pen, x, rim, half, 66, 'main', 'light');
  const open = ellipse(x, rim, half, half * 0.17);
  pen.fill(open, 'deep');
  if (rnd.chance(0.5)) {
    const dome = `M${x - half * 0.8} ${rim + 2}C${x - half * 0.62} ${rim - 46} ${x + half * 0.62} ${rim - 46} ${x + half * 0.8} ${rim + 2}Q${x} ${rim + 16} ${x - half * 0.8} ${rim + 2}Z`;
    pen.fill(dome, 'light');
    pen.fill(leaf([x - 4, rim - 33], -0.9, 26, 0.32), 'line');
    pen.fill(leaf([x - 4, rim - 33], -2.3, 22, 0.32), 'line');
    pen.dot(x - 3, rim - 33, 4.6, 'spark');
    pen.steam(x + side * -12, rim - 50, 62, 2, 'light', 22);
  } else {
    pen.within(open, () => {
      pen.fill(ellipse(x, rim + 3, half * 0.92, half * 0.14), 'back');
      pen.fill(ellipse(x - half * 0.34, rim + 2, 20, 7), 'light');
      pen.fill(ellipse(x - half * 0.34, rim + 1.5, 9, 3.4), 'spark');
      for (let index = 0; index < 5; index += 1)
        pen.line(ellipse(x + half * 0.08 + index * 13, rim + rnd.between(-3, 5), 4.5, 2), 'line', 1.7);
    });
    pen.steam(x + 6, rim - 14, 76, 3, 'light', 26);
    pen.chopsticks(x + side * half * 1.75, rim - 62, x + side * half * 0.28, rim + 1, 'line', 9);
  }
  for (let index = 1; pen.wide && index <= 2; index += 1)
    smallCup(pen, x - side * (half + 52 * index + 16), 166, 21 - index * 4);
}

function smallCup(pen: Pen, x: number, floor: number, half: number): void {
  pen.fill(`M${x - half} ${floor - half * 1.5}H${x + half}L${x + half * 0.72} ${floor}H${x - half * 0.72}Z`, 'back');
  pen.fill(ellipse(x, floor - half * 1.5, half, half * 0.22), 'light');
}

/** Strands lifted high by a pair of chopsticks: nested arches. */
export function noodles(pen: Pen): void {
  const { rnd } = pen;
  const x = pen.focus + rnd.between(-20, 20);
  const top = rnd.between(74, 86);
  const lean = rnd.between(-16, 16);
  const tint: Ink = rnd.pick(['main', 'main', 'spark', 'back']);
  const strands = rnd.whole(8, 9);
  const every = rnd.pick([3, 4, 2]);
  const side = rnd.chance(0.5) ? 1 : -1;
  pen.backdrop(x - side * rnd.between(70, 96), rnd.between(62, 80), rnd.between(42, 54));
  for (let index = strands; index >= 1; index -= 1) {
    const radius = 3 + index * 7.4;
    const sway = (phase: number) => Math.sin(index * 0.9 + phase) * 5;
    const left: Point[] = [
      [x - radius, top],
      [x - radius + sway(0), top + 34],
      [x - radius * 0.94 + lean * 0.6 - sway(1), top + 74],
      [x - radius * 0.86 + lean, 206],
    ];
    const right: Point[] = [
      [x + radius, top],
      [x + radius - sway(2), top + 34],
      [x + radius * 0.94 + lean * 0.6 + sway(3), top + 74],
      [x + radius * 0.86 + lean, 206],
    ];
    const strand = `${curve([...left].reverse())}A${radius} ${radius} 0 0 1 ${x + radius} ${top}${curve(right, 'L')}`;
    pen.line(strand, index % every === 0 ? tint : 'light', 5);
  }
  pen.chopsticks(x + side * 200, top - 52, x - side * 96, top + 8, 'line', 12);
  const half = rnd.between(104, 116);
  const rim = 164;
  pen.fill(
    `M${x - half + lean} ${rim}H${x + half + lean}Q${x + half * 0.94 + lean} 196 ${x + half * 0.7 + lean} 214H${x - half * 0.7 + lean}Q${x - half * 0.94 + lean} 196 ${x - half + lean} ${rim}Z`,
    'main',
  );
  pen.line(`M${x - half + 5 + lean} ${rim + 10}H${x + half - 5 + lean}`, 'light', 2.4);
  pen.line(`M${x - half + 7 + lean} ${rim + 17}H${x + half - 7 + lean}`, 'spark', 2.4);
}
