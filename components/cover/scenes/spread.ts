import type { Ink, Pen } from '../pen';
import { curve, ellipse, halfDisc, leaf, type Point, rect } from '../shapes';

const TAU = Math.PI * 2;

type Dish = { x: number; y: number; radius: number };

/** Circles that do not touch, the first given, the rest where there is room; they may run off the edge. */
function layOut(pen: Pen, first: Dish[], sizes: readonly number[], gap: number): Dish[] {
  const dishes = [...first];
  for (const size of sizes)
    for (let attempt = 0; attempt < 70; attempt += 1) {
      const dish = {
        x: pen.rnd.between(-6, pen.w + 6),
        y: pen.rnd.between(-8, 208),
        radius: size * pen.rnd.between(0.92, 1.08),
      };
      const free = dishes.every(
        (other) => Math.hypot(other.x - dish.x, other.y - dish.y) > other.radius + dish.radius + gap,
      );
      if (free) {
        dishes.push(dish);
        break;
      }
    }
  return dishes;
}

/** A spread of small dishes seen from above: the table of a Korean house. */
export function dishes(pen: Pen): void {
  const { rnd } = pen;
  const main = { x: pen.focus + rnd.between(-44, 44), y: rnd.between(84, 118), radius: rnd.between(56, 66) };
  const many = pen.wide ? 2 : 1;
  const sizes = [42, 38, 34, 30, 30, 26, 26, 22, 22, 18, 16, 14].flatMap((size) => Array<number>(many).fill(size));
  const all = layOut(pen, [main], sizes, 7);
  const grounds: Ink[] = ['light', 'main', 'back', 'light', 'deep'];
  all.forEach((dish, index) => {
    const plate = index === 0 ? 'light' : (grounds[index % grounds.length] as Ink);
    pen.dot(dish.x, dish.y, dish.radius, plate);
    dishContent(pen, dish, plate, index === 0 ? 0 : rnd.whole(0, 6));
  });
}

function dishContent(pen: Pen, { x, y, radius }: Dish, plate: Ink, kind: number): void {
  const { rnd } = pen;
  const dark = plate === 'deep' || plate === 'main';
  const first: Ink = dark ? 'light' : 'main';
  const second: Ink = dark ? 'spark' : 'deep';
  pen.line(ellipse(x, y, radius * 0.84), first, Math.max(1, radius * 0.03), 0.9);
  const inner = radius * 0.66;
  if (kind === 0) {
    pen.dot(x, y, inner, dark ? 'back' : 'main');
    for (let index = 0; index < 5; index += 1)
      pen.fill(leaf([x, y], (index / 5) * TAU + 0.4, inner * 0.82, 0.26), index % 2 ? 'light' : 'deep');
    pen.dot(x, y, inner * 0.25, 'spark');
  }
  if (kind === 1)
    for (let index = 0; index < 7; index += 1)
      pen.dot(
        x + Math.cos((index / 6) * TAU) * inner * (index === 6 ? 0 : 0.58),
        y + Math.sin((index / 6) * TAU) * inner * (index === 6 ? 0 : 0.58),
        inner * 0.25,
        index % 3 ? first : second,
      );
  if (kind === 2) pen.fill(halfDisc(x, y, inner, rnd.between(0, 360)), first);
  if (kind === 3)
    pen.within(ellipse(x, y, inner), () => {
      const slope = rnd.between(-0.5, 0.5);
      for (let index = -5; index <= 5; index += 1)
        pen.line(
          `M${x - inner} ${y + index * inner * 0.3 - slope * inner}L${x + inner} ${y + index * inner * 0.3 + slope * inner}`,
          first,
          inner * 0.13,
        );
    });
  if (kind === 4) {
    const angle = rnd.between(0, TAU);
    const stem: Point = [x - Math.cos(angle) * inner * 0.9, y - Math.sin(angle) * inner * 0.9];
    pen.fill(leaf(stem, angle, inner * 1.8, 0.3), first);
    pen.line(
      `M${stem[0]} ${stem[1]}L${x + Math.cos(angle) * inner * 0.7} ${y + Math.sin(angle) * inner * 0.7}`,
      plate,
      inner * 0.07,
    );
  }
  if (kind === 5) {
    pen.dot(x, y, inner * 0.92, first);
    pen.dot(x + inner * 0.14, y - inner * 0.1, inner * 0.42, second);
  }
  if (kind === 6) for (const size of [0.95, 0.62, 0.28]) pen.line(ellipse(x, y, inner * size), first, inner * 0.13);
}

/** Bamboo steamers from above, dumplings inside, pleats drawn to the middle. */
export function dumplings(pen: Pen): void {
  const { rnd } = pen;
  const x = pen.focus + rnd.between(-24, 24);
  const baskets: Dish[] = [{ x, y: rnd.between(92, 112), radius: rnd.between(80, 88) }];
  const side = rnd.chance(0.5) ? 1 : -1;
  baskets.push(
    { x: x + side * 158, y: rnd.between(30, 60), radius: 62 },
    { x: x - side * 152, y: rnd.between(150, 176), radius: 58 },
  );
  if (pen.wide) baskets.push({ x: x - side * 262, y: 46, radius: 70 }, { x: x - side * 370, y: 160, radius: 62 });
  for (const basket of baskets) {
    pen.dot(basket.x, basket.y, basket.radius, 'main');
    pen.dot(basket.x, basket.y, basket.radius * 0.9, 'back');
    pen.line(ellipse(basket.x, basket.y, basket.radius * 0.95), 'light', 1.4);
    pen.within(ellipse(basket.x, basket.y, basket.radius * 0.9), () => {
      for (let dy = -basket.radius; dy < basket.radius; dy += 8)
        pen.line(`M${basket.x - basket.radius} ${basket.y + dy}h${basket.radius * 2}`, 'main', 1.4, 0.45);
    });
    const ring = basket.radius > 75 ? 6 : 5;
    const size = basket.radius * (ring === 6 ? 0.265 : 0.28);
    const turn = rnd.between(0, TAU);
    for (let index = 0; index < ring; index += 1)
      bun(
        pen,
        basket.x + Math.cos(turn + (index / ring) * TAU) * basket.radius * 0.58,
        basket.y + Math.sin(turn + (index / ring) * TAU) * basket.radius * 0.58,
        size,
        index === 2,
      );
    if (ring === 6) bun(pen, basket.x, basket.y, size, false);
  }
}

function bun(pen: Pen, x: number, y: number, radius: number, marked: boolean): void {
  pen.dot(x + 1.5, y + 2.5, radius, 'deep');
  pen.dot(x, y, radius, 'light');
  const turn = pen.rnd.between(0, TAU);
  for (let index = 0; index < 9; index += 1) {
    const angle = turn + (index / 9) * TAU;
    const swirl = angle + 0.7;
    pen.line(
      `M${x + Math.cos(angle) * radius * 0.9} ${y + Math.sin(angle) * radius * 0.9}Q${x + Math.cos(swirl) * radius * 0.6} ${y + Math.sin(swirl) * radius * 0.6} ${x} ${y}`,
      'main',
      1.2,
    );
  }
  if (marked) pen.dot(x, y, radius * 0.24, 'spark');
}

/** A big bowl of noodle soup from above. */
export function soup(pen: Pen): void {
  const { rnd } = pen;
  const side = rnd.chance(0.5) ? 1 : -1;
  const x = pen.focus + side * rnd.between(0, 26);
  const y = rnd.between(98, 112);
  const radius = rnd.between(86, 94);
  pen.dot(x, y, radius, 'deep');
  pen.line(ellipse(x, y, radius - 5), 'light', 1.6);
  pen.line(ellipse(x, y, radius - 9), 'main', 2.4);
  const broth = ellipse(x, y, radius - 15);
  pen.fill(broth, 'main');
  pen.within(broth, () => {
    const turn = rnd.between(0, TAU);
    for (let index = -7; index <= 7; index += 1) {
      const points = Array.from({ length: 9 }, (_, step) => {
        const along = (step / 8 - 0.5) * radius * 2;
        const aside = index * 6.4 + Math.sin(step * 0.9 + 0.6) * 17;
        return [
          x + Math.cos(turn) * along - Math.sin(turn) * aside,
          y + Math.sin(turn) * along + Math.cos(turn) * aside,
        ] as Point;
      });
      pen.line(curve(points), index % 4 === 0 ? 'back' : 'light', 4);
    }
  });
  toppings(pen, x, y, radius);
  pen.chopsticks(x - side * 190, y - 74, x - side * radius * 0.5, y + 6, 'line', 10);
  if (!pen.wide) return;
  for (const [dx, dy, size, ink] of [
    [230, 58, 34, 'light'],
    [300, 140, 42, 'back'],
    [196, 168, 22, 'main'],
  ] as [number, number, number, Ink][]) {
    const cx = x - dx;
    pen.dot(cx, dy, size, ink);
    pen.line(ellipse(cx, dy, size * 0.78), ink === 'light' ? 'main' : 'light', 2);
    pen.dot(cx, dy, size * 0.4, ink === 'main' ? 'light' : 'spark');
  }
}

function toppings(pen: Pen, x: number, y: number, radius: number): void {
  const { rnd } = pen;
  const turn = rnd.between(0, TAU);
  const place = (share: number, far: number): Point => [
    x + Math.cos(turn + share * TAU) * radius * far,
    y + Math.sin(turn + share * TAU) * radius * far,
  ];
  const [ex, ey] = place(0, 0.42);
  for (const shift of [-12, 14]) {
    pen.fill(ellipse(ex + shift, ey + shift * 0.4, 15, 18), 'light');
    pen.dot(ex + shift, ey + shift * 0.4 + 1, 8.5, 'spark');
  }
  const [nx, ny] = place(0.34, 0.5);
  pen.fill(rect(nx - 17, ny - 26, 34, 46, 3), 'deep');
  const [cx, cy] = place(0.64, 0.4);
  for (const shift of [0, 17]) {
    pen.dot(cx + shift, cy + shift * 0.7, 21, 'back');
    pen.dot(cx + shift, cy + shift * 0.7, 17, 'deep');
    pen.line(`M${cx + shift - 9} ${cy + shift * 0.7}a9 9 0 1 1 9 9a6 6 0 0 1 0 -11`, 'back', 3);
  }
  for (let index = 0; index < 9; index += 1) {
    const [sx, sy] = place(0.82 + rnd.between(-0.09, 0.09), rnd.between(0.2, 0.68));
    pen.line(ellipse(sx, sy, 4.2), 'deep', 2.4);
  }
}

/** A pie from above, one slice drawn out. */
export function pizza(pen: Pen): void {
  const { rnd } = pen;
  const x = pen.focus + rnd.between(-22, 22);
  const y = rnd.between(98, 112);
  const radius = rnd.between(84, 92);
  const turn = rnd.between(0, TAU);
  const pieces = 8;
  for (let column = -1; column < pen.w / 40 + 1; column += 1)
    if (column % 2 === 0) pen.fill(rect(column * 40, -2, 40, 204), 'back', 0.55);
  pen.dot(x, y, radius + 12, 'light');
  for (let index = 0; index < pieces; index += 1) {
    const mid = turn + ((index + 0.5) / pieces) * TAU;
    const out = index === 0 ? 20 : 2.4;
    pizzaSlice(pen, x + Math.cos(mid) * out, y + Math.sin(mid) * out, radius, mid, TAU / pieces);
  }
  if (pen.wide) {
    dishContent(pen, { x: x - 240, y: 62, radius: 40 }, 'main', 0);
    for (const [dx, dy] of [
      [300, 150],
      [180, 166],
    ] as const) {
      pen.dot(x - dx, dy, 30, 'light');
      dishContent(pen, { x: x - dx, y: dy, radius: 30 }, 'light', dx === 300 ? 5 : 3);
    }
  }
}

function pizzaSlice(pen: Pen, x: number, y: number, radius: number, mid: number, span: number): void {
  const { rnd } = pen;
  const wedge = (size: number) => {
    const [a, b] = [mid - span / 2, mid + span / 2];
    return `M${x} ${y}L${x + Math.cos(a) * size} ${y + Math.sin(a) * size}A${size} ${size} 0 0 1 ${x + Math.cos(b) * size} ${y + Math.sin(b) * size}Z`;
  };
  pen.fill(wedge(radius), 'deep');
  pen.fill(wedge(radius * 0.97), 'back');
  pen.fill(wedge(radius * 0.85), 'main');
  const far = (share: number, turn = 0): Point => [
    x + Math.cos(mid + turn) * radius * share,
    y + Math.sin(mid + turn) * radius * share,
  ];
  const [px, py] = far(rnd.between(0.6, 0.68), 0.12);
  pen.dot(px, py, 10, 'light');
  const [qx, qy] = far(rnd.between(0.4, 0.48), -0.12);
  if (rnd.chance(0.6)) pen.fill(leaf([qx, qy], rnd.between(0, TAU), 20, 0.34), 'deep');
  else pen.dot(qx, qy, 6.5, 'spark');
  const [ox, oy] = far(0.74, -0.2);
  pen.line(ellipse(ox, oy, 4), 'deep', 2.6);
}
