import type { Ink, Pen } from '../pen';
import { ellipse, halfDisc, type Point, rect } from '../shapes';

/** A swimming fish, `length` long from mouth to tail, looking right when `facing` is 1. */
function drawFish(pen: Pen, x: number, y: number, length: number, facing: 1 | -1, body: Ink, marks: Ink): void {
  const px = (share: number) => x + facing * length * share;
  const fat = length * 0.17;
  const outline = `M${px(0.5)} ${y}C${px(0.32)} ${y - fat * 1.35} ${px(-0.08)} ${y - fat * 1.25} ${px(-0.34)} ${y - fat * 0.16}L${px(-0.5)} ${y - fat * 0.95}Q${px(-0.43)} ${y} ${px(-0.5)} ${y + fat * 0.95}L${px(-0.34)} ${y + fat * 0.16}C${px(-0.08)} ${y + fat * 1.25} ${px(0.32)} ${y + fat * 1.35} ${px(0.5)} ${y}Z`;
  pen.fill(
    `M${px(0.14)} ${y - fat * 0.8}Q${px(-0.02)} ${y - fat * 1.75} ${px(-0.18)} ${y - fat * 1.4}L${px(-0.1)} ${y - fat * 0.6}Z`,
    marks === 'light' ? body : marks,
  );
  pen.fill(outline, body);
  pen.within(outline, () => {
    pen.fill(
      `M${px(0.56)} ${y + fat * 0.2}Q${px(0.1)} ${y + fat * 0.5} ${px(-0.36)} ${y + fat * 0.08}L${px(-0.3)} ${y + fat * 2}H${px(0.5)}Z`,
      marks,
      0.96,
    );
    const size = length * 0.042;
    for (let column = 0; column < 8; column += 1)
      for (let row = -2; row <= 0; row += 1) {
        const cx = px(0.17 - column * 0.058);
        const cy = y + row * size * 1.7 + (column % 2 ? size * 0.85 : 0) - size * 0.4;
        pen.line(`M${cx} ${cy - size}A${size} ${size} 0 0 ${facing === 1 ? 0 : 1} ${cx} ${cy + size}`, marks, 1.5);
      }
    pen.line(`M${px(0.27)} ${y - fat * 1.3}Q${px(0.2)} ${y} ${px(0.27)} ${y + fat * 1.3}`, marks, 2.2);
    for (const share of [-0.4, -0.44])
      pen.line(`M${px(share)} ${y - fat}Q${px(share + 0.04)} ${y} ${px(share)} ${y + fat}`, marks, 1.5);
  });
  pen.dot(px(0.36), y - fat * 0.3, length * 0.022, marks === 'light' ? 'light' : 'light');
  pen.dot(px(0.362), y - fat * 0.3, length * 0.011, 'deep');
}

/** A slice of citrus from above. */
export function citrus(pen: Pen, x: number, y: number, radius: number, skin: Ink = 'spark'): void {
  pen.dot(x, y, radius, skin);
  pen.dot(x, y, radius * 0.86, 'light');
  const pieces = 8;
  for (let index = 0; index < pieces; index += 1) {
    const a = (index / pieces) * Math.PI * 2 + 0.09;
    const b = ((index + 1) / pieces) * Math.PI * 2 - 0.09;
    const far = radius * 0.76;
    const near = radius * 0.14;
    const mid = (a + b) / 2;
    pen.fill(
      `M${x + Math.cos(mid) * near} ${y + Math.sin(mid) * near}L${x + Math.cos(a) * far} ${y + Math.sin(a) * far}A${far} ${far} 0 0 1 ${x + Math.cos(b) * far} ${y + Math.sin(b) * far}Z`,
      skin,
    );
  }
}

/** The morning's catch, laid side by side as on a slab. */
export function fish(pen: Pen): void {
  const { rnd } = pen;
  const x = pen.focus + rnd.between(-12, 12);
  const facing = rnd.chance(0.5) ? 1 : -1;
  const inks: [Ink, Ink][] = rnd.chance(0.5)
    ? [
        ['main', 'light'],
        ['deep', 'back'],
        ['main', 'light'],
      ]
    : [
        ['deep', 'light'],
        ['main', 'light'],
        ['deep', 'back'],
      ];
  pen.fill(rect(x - 172, 24, 344, 152, 76), 'back');
  const rows = rnd.pick([[100], [66, 136], [66, 136]]);
  for (const [row, y] of rows.entries()) {
    const [body, marks] = inks[row] as [Ink, Ink];
    const length = rows.length === 1 ? rnd.between(268, 290) : rnd.between(186, 204);
    const way = (row % 2 ? -facing : facing) as 1 | -1;
    drawFish(
      pen,
      x + (row === 0 ? -1 : 1) * facing * rnd.between(6, 22) * (rows.length - 1),
      y,
      length,
      way,
      body,
      marks,
    );
  }
  citrus(pen, x + facing * 138, 34, 22);
  if (pen.wide) {
    drawFish(pen, x - 320, 66, 170, facing as 1 | -1, 'main', 'light');
    citrus(pen, x - 250, 150, 26);
    citrus(pen, x - 206, 178, 20);
  }
}

/** A sea of scales under a low sun, one fish in the air. */
export function tide(pen: Pen): void {
  const { rnd } = pen;
  const sunX = pen.w * rnd.pick([0.26, 0.72]);
  const level = rnd.between(84, 100);
  pen.dot(sunX, level - rnd.between(4, 20), rnd.between(44, 56), rnd.chance(0.6) ? 'spark' : 'back');
  const size = rnd.pick([28, 32, 38]);
  const inks: Ink[] = rnd.chance(0.5) ? ['main', 'main', 'deep'] : ['main', 'back', 'main'];
  let row = 0;
  for (let y = level + size; y < 200 + size * 2; y += size * 0.5) {
    const shift = row % 2 ? size : 0;
    let column = 0;
    for (let x = -size * 2 + shift; x < pen.w + size * 2; x += size * 2) {
      const ink = inks[(row + (column % 5 === 2 ? 1 : 0)) % inks.length] as Ink;
      pen.dot(x, y, size, ink);
      const edge: Ink = ink === 'back' ? 'main' : 'light';
      for (const share of [0.94, 0.66, 0.38]) pen.line(ellipse(x, y, size * share), edge, 1.7);
      column += 1;
    }
    row += 1;
  }
  const facing = sunX < pen.w / 2 ? -1 : 1;
  if (rnd.chance(0.6)) drawFish(pen, pen.w * (facing === 1 ? 0.34 : 0.66), level - 38, 108, facing, 'line', 'light');
  else
    for (let index = 0; index < 3; index += 1)
      gull(pen, pen.w * (facing === 1 ? 0.3 : 0.58) + index * 36, level - 58 + (index % 2) * 18, 11 - index);
}

function gull(pen: Pen, x: number, y: number, size: number): void {
  pen.line(
    `M${x - size * 1.6} ${y + size * 0.3}Q${x - size * 0.7} ${y - size} ${x} ${y + size * 0.2}Q${x + size * 0.7} ${y - size} ${x + size * 1.6} ${y + size * 0.3}`,
    'line',
    2.4,
  );
}

/** Pieces in a row on a board. */
export function nigiri(pen: Pen): void {
  const { rnd } = pen;
  const count = pen.wide ? 5 : rnd.whole(2, 3);
  const step = pen.wide ? 100 : count === 2 ? 128 : 98;
  const start = pen.w / 2 - ((count - 1) * step) / 2;
  const floor = rnd.between(146, 152);
  pen.backdrop(pen.w * rnd.pick([0.24, 0.78]), rnd.between(64, 78), rnd.between(50, 62));
  pen.fill(rect(start - step * 0.78, floor, (count - 1) * step + step * 1.56, 15, 3), 'deep');
  pen.fill(rect(start - step * 0.5, floor + 15, 13, 18), 'deep');
  pen.fill(rect(start + (count - 1) * step + step * 0.5 - 13, floor + 15, 13, 18), 'deep');
  const roll = rnd.whole(0, count - 1);
  for (let index = 0; index < count; index += 1) {
    const x = start + index * step;
    if (index === roll) maki(pen, x, floor, step * 0.4);
    else
      piece(
        pen,
        x,
        floor,
        step * 0.41,
        (['main', 'spark', 'back', 'line'] as Ink[])[(index + rnd.whole(0, 1)) % 4] as Ink,
      );
  }
}

function piece(pen: Pen, x: number, floor: number, half: number, ink: Ink): void {
  pen.fill(rect(x - half * 0.86, floor - half * 0.86, half * 1.72, half * 0.86, half * 0.36), 'light');
  const top = floor - half * 0.62;
  const drape = `M${x - half * 1.06} ${top + half * 0.22}C${x - half * 1.04} ${top - half * 0.9} ${x + half * 0.7} ${top - half * 1.12} ${x + half * 1.08} ${top + half * 0.2}Q${x + half * 0.8} ${top + half * 0.3} ${x + half * 0.6} ${top + half * 0.06}Q${x} ${top - half * 0.22} ${x - half * 0.62} ${top + half * 0.1}Q${x - half * 0.86} ${top + half * 0.34} ${x - half * 1.06} ${top + half * 0.22}Z`;
  pen.fill(drape, ink);
  pen.within(drape, () => {
    for (let index = -2; index <= 2; index += 1) {
      const sx = x + index * half * 0.4;
      pen.line(
        `M${sx - half * 0.14} ${top + half * 0.5}Q${sx + half * 0.02} ${top - half * 0.3} ${sx + half * 0.3} ${top - half}`,
        ink === 'back' ? 'main' : 'light',
        2,
      );
    }
  });
  if (ink === 'back') pen.fill(rect(x - half * 0.17, floor - half * 1.34, half * 0.34, half * 1.34, 2), 'deep');
}

function maki(pen: Pen, x: number, floor: number, radius: number): void {
  const y = floor - radius;
  pen.dot(x, y, radius, 'deep');
  pen.line(ellipse(x, y, radius - 1), 'line', 1);
  pen.dot(x, y, radius * 0.82, 'light');
  const cores: [Point, Ink][] = [
    [[-0.2, -0.12], 'main'],
    [[0.24, -0.06], 'spark'],
    [[0, 0.26], 'back'],
  ];
  for (const [[dx, dy], ink] of cores) pen.dot(x + dx * radius, y + dy * radius, radius * 0.25, ink);
}

/** Shells on the shore: fans with ribs. */
export function shells(pen: Pen): void {
  const { rnd } = pen;
  const step = rnd.pick([84, 92, 104]);
  const order: Ink[] = rnd.pick([
    ['main', 'back', 'light', 'main'],
    ['light', 'main', 'main', 'back'],
    ['main', 'light', 'main', 'light'],
  ]);
  const pearl = rnd.whole(0, 4);
  let row = 0;
  for (let y = rnd.between(58, 78); y < 300; y += 62) {
    let column = 0;
    for (let x = (row % 2 ? 0 : -step / 2) + rnd.between(-2, 2); x < pen.w + step; x += step) {
      const ink = order[(column + row * 2) % 4] as Ink;
      const ribs: Ink = ink === 'main' ? 'light' : ink === 'light' ? 'main' : 'deep';
      pen.fill(`M${x - 9} ${y + 2}L${x - 13} ${y + 12}H${x + 13}L${x + 9} ${y + 2}Z`, ink);
      pen.fill(halfDisc(x, y - 12, 40), ink);
      pen.fill(`M${x - 40} ${y - 13}Q${x - 30} ${y + 2} ${x} ${y + 8}Q${x + 30} ${y + 2} ${x + 40} ${y - 13}Z`, ink);
      for (let index = -4; index <= 4; index += 1) {
        const angle = -Math.PI / 2 + index * 0.33;
        pen.line(
          `M${x + index * 1.2} ${y + 4}L${x + Math.cos(angle) * 36} ${y - 12 + Math.sin(angle) * 36}`,
          ribs,
          1.8,
        );
      }
      if ((column + row) % 5 === pearl) pen.dot(x + step / 2, y + 2, 6, 'spark');
      column += 1;
    }
    row += 1;
  }
}
