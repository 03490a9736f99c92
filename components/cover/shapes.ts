/** Outlines as SVG path data. Everything is a path, closed shapes run clockwise, and coordinates have one decimal. */
export type Point = readonly [x: number, y: number];

const r = (value: number) => Math.round(value * 10) / 10;
export const at = ([x, y]: Point) => `${r(x)} ${r(y)}`;

export function ellipse(cx: number, cy: number, rx: number, ry = rx): string {
  return `M${r(cx - rx)} ${r(cy)}a${r(rx)} ${r(ry)} 0 1 1 ${r(rx * 2)} 0a${r(rx)} ${r(ry)} 0 1 1 ${r(-rx * 2)} 0Z`;
}

export function rect(x: number, y: number, width: number, height: number, radius = 0): string {
  const c = Math.min(radius, width / 2, height / 2);
  if (c <= 0) return `M${r(x)} ${r(y)}h${r(width)}v${r(height)}h${r(-width)}Z`;
  const arc = (dx: number, dy: number) => `a${r(c)} ${r(c)} 0 0 1 ${r(dx)} ${r(dy)}`;
  return `M${r(x + c)} ${r(y)}h${r(width - 2 * c)}${arc(c, c)}v${r(height - 2 * c)}${arc(-c, c)}h${r(2 * c - width)}${arc(-c, -c)}v${r(2 * c - height)}${arc(c, -c)}Z`;
}

export function polygon(points: readonly Point[]): string {
  return `M${points.map(at).join('L')}Z`;
}

/** A smooth line through all points (Catmull-Rom as cubic curves). */
export function curve(points: readonly Point[], start = 'M'): string {
  const first = points[0] as Point;
  let path = `${start}${at(first)}`;
  for (let index = 0; index < points.length - 1; index += 1) {
    const before = points[Math.max(0, index - 1)] as Point;
    const from = points[index] as Point;
    const to = points[index + 1] as Point;
    const after = points[Math.min(points.length - 1, index + 2)] as Point;
    const c1: Point = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const c2: Point = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    path += `C${at(c1)} ${at(c2)} ${at(to)}`;
  }
  return path;
}

/** The half disc on one side of its flat edge: `turn` 0 is a dome, 180 a bowl. */
export function halfDisc(cx: number, cy: number, radius: number, turn = 0): string {
  const angle = (turn * Math.PI) / 180;
  const dx = Math.cos(angle) * radius;
  const dy = Math.sin(angle) * radius;
  return `M${at([cx - dx, cy - dy])}A${r(radius)} ${r(radius)} 0 0 1 ${at([cx + dx, cy + dy])}Z`;
}

/** A leaf from stem to tip; `belly` is its width as a share of its length, `bend` pulls the tip aside. */
export function leaf(from: Point, angle: number, length: number, belly = 0.34, bend = 0): string {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const place = (along: number, aside: number): Point => [
    from[0] + ux * along * length - uy * aside * length,
    from[1] + uy * along * length + ux * aside * length,
  ];
  return (
    `M${at(from)}C${at(place(0.28, -belly + bend * 0.3))} ${at(place(0.72, -belly * 0.8 + bend))} ${at(place(1, bend))}` +
    `C${at(place(0.68, belly * 0.75 + bend))} ${at(place(0.26, belly + bend * 0.3))} ${at(from)}Z`
  );
}

/** A brush stroke: a band along `points`, `width(t)` wide at t in [0, 1]. */
export function ribbon(points: readonly Point[], width: (t: number) => number): string {
  const sides: [Point[], Point[]] = [[], []];
  points.forEach((point, index) => {
    const before = points[Math.max(0, index - 1)] as Point;
    const after = points[Math.min(points.length - 1, index + 1)] as Point;
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const half = width(index / (points.length - 1)) / 2;
    const [nx, ny] = [(-(after[1] - before[1]) / length) * half, ((after[0] - before[0]) / length) * half];
    sides[0].push([point[0] + nx, point[1] + ny]);
    sides[1].unshift([point[0] - nx, point[1] - ny]);
  });
  return `${curve(sides[0])}${curve(sides[1], 'L')}Z`;
}

/** Points of a rising or running wave, for `curve` and `ribbon`. */
export function wave(from: Point, to: Point, swing: number, turns: number, steps = 16, phase = 0): Point[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  return Array.from({ length: steps + 1 }, (_, index) => {
    const t = index / steps;
    const aside = Math.sin(t * turns * Math.PI * 2 + phase) * swing * (0.35 + 0.65 * t);
    return [from[0] + dx * t - (dy / length) * aside, from[1] + dy * t + (dx / length) * aside] as const;
  });
}
